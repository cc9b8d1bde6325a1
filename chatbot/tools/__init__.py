"""What the assistant can do. Importing this makes every tool known."""

from . import cart, catalogue, orders
from .cart import CartChange

__all__ = ["CartChange", "cart", "catalogue", "orders"]
