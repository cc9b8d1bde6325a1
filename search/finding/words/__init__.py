"""The words of a channel, as this process knows them."""
