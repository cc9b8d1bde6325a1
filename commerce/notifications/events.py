"""What happened to messages."""

from dataclasses import dataclass

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MessagesQueued(Event):
    """Messages are waiting to be sent; whoever hears it sends what is due."""

    channel_id: int
