"""Rules of returns, returns, and withdrawals from contracts."""

from .returning import ReturnLine, ReturnPhoto, ReturnRequest, ReturnStep
from .rules import ReturnRules
from .withdrawals import Withdrawal

__all__ = [
    "ReturnLine",
    "ReturnPhoto",
    "ReturnRequest",
    "ReturnRules",
    "ReturnStep",
    "Withdrawal",
]
