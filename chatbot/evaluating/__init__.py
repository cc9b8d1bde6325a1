"""How well the assistant does, over dialogues that say what is to happen in them."""
