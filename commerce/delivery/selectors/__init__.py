"""When goods leave, when they arrive, and which way of sending takes them."""
