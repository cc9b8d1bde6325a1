from .prepaid import AlreadyWrittenError, PurseAccount, PurseEntry
from .statements import Statement, StatementLine
from .terms import InvoiceTerms, WaysToPay

__all__ = [
    "AlreadyWrittenError",
    "InvoiceTerms",
    "PurseAccount",
    "PurseEntry",
    "Statement",
    "StatementLine",
    "WaysToPay",
]
