"""What the assistant can do. Importing this makes every tool known."""

from . import cart, catalogue, details, knowledge, orders
from .cart import CartChange, VoucherChange

__all__ = ["CartChange", "VoucherChange", "cart", "catalogue", "details", "knowledge", "orders"]
