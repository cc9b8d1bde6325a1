"""How a channel looks and what it calls itself: its form, what can be read in it, and its preview."""
