"""What happened to tenants and channels."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ChannelChanged(Event):
    """A channel was created, or its languages, currencies, countries or branding changed."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("channel_id",)

    channel_id: int
