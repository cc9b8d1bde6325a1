"""What people of the shop do about conversations."""
