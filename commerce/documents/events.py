"""What happened to documents."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A document has its number and says what it will always say; its file is still to be drawn."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("document_id",)

    document_id: int
    order_id: int
    channel_id: int
    kind: str
    number: str


@dataclass(frozen=True, kw_only=True)
class DocumentBatchAsked(Event):
    """Staff want the documents of many orders in one file."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("batch_id",)

    batch_id: int
