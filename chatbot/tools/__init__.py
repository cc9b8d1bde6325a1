"""What the assistant can do. Importing this makes every tool known."""

from . import cart, catalogue, details, knowledge, orders, returns
from .cart import CartChange, VoucherChange
from .orders import Cancellation, Cancelled
from .returns import ReturnOffer

__all__ = [
    "Cancellation",
    "Cancelled",
    "CartChange",
    "ReturnOffer",
    "VoucherChange",
    "cart",
    "catalogue",
    "details",
    "knowledge",
    "orders",
    "returns",
]
