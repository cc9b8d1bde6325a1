"""What endpoints hear, and who is told when one falls silent."""

from commerce.core.bus import after_commit
from commerce.core.events import Event

from .registry import PublicEvent, on_public_event
from .services.fan_out import tell_subscribers
from .tasks import request_sending


def fan_out(event: Event) -> None:
    """The receipt commits with the deliveries, so each endpoint gets each event once."""
    if tell_subscribers(event=event):
        request_sending()


@on_public_event
def hear(public: PublicEvent) -> None:
    after_commit(public.event)(fan_out)
