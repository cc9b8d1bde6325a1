"""What the assistant can do. Importing this makes every tool known."""

from . import cart, catalogue, details, knowledge, orders
from .cart import CartChange, VoucherChange
from .orders import Cancellation, Cancelled

__all__ = [
    "Cancellation",
    "Cancelled",
    "CartChange",
    "VoucherChange",
    "cart",
    "catalogue",
    "details",
    "knowledge",
    "orders",
]
