"""What every engine has to answer: the same questions, asked to each of them."""
