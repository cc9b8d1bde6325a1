"""What the demo shop has told its assistant, and who has talked with it."""
