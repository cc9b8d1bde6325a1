from .drafts import DraftOrder
from .edits import OrderEdit
from .lists import OrderBatch, OrderBatchItem, OrderFilter
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
    "DraftOrder",
    "FraudRule",
    "Fulfilment",
    "FulfilmentLine",
    "OrderBatch",
    "OrderBatchItem",
    "OrderEdit",
    "OrderFilter",
    "OrderHold",
    "OrderTag",
    "OrderTax",
    "SavedAddress",
    "TrackingEvent",
]
