"""What the assistant can do. Importing this makes every tool known."""

from . import cart, catalogue, knowledge, orders
from .cart import CartChange

__all__ = ["CartChange", "cart", "catalogue", "knowledge", "orders"]
