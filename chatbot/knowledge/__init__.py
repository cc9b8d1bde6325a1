"""What a shop has told its assistant, found by what shoppers say."""
