from .edits import OrderEdit
from .orders import (
    Compensation,
    Completion,
    Fulfilment,
    FulfilmentLine,
    OrderHold,
    OrderTag,
    OrderTax,
    SavedAddress,
    TrackingEvent,
)
from .screening import FraudRule

__all__ = [
    "Compensation",
    "Completion",
    "FraudRule",
    "Fulfilment",
    "FulfilmentLine",
    "OrderEdit",
    "OrderHold",
    "OrderTag",
    "OrderTax",
    "SavedAddress",
    "TrackingEvent",
]
