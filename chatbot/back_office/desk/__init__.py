"""Where people of the shop read conversations and talk in them."""
