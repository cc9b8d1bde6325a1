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

__all__ = [
    "Compensation",
    "Completion",
    "Fulfilment",
    "FulfilmentLine",
    "OrderEdit",
    "OrderHold",
    "OrderTag",
    "OrderTax",
    "SavedAddress",
    "TrackingEvent",
]
