"""Orders that are made of orders, on our side of the engines."""
