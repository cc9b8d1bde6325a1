"""What happened to endpoints."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EndpointSilenced(Event):
    """An endpoint was paused after days of failures, or, where it `is_gone`, has ended itself."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("endpoint_id",)

    endpoint_id: int
    channel_id: int
    is_gone: bool
    silenced_at: datetime
