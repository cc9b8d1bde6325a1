"""What endpoints hear, and who is told when one falls silent."""

from commerce.core.bus import after_commit
from commerce.core.events import Event
from commerce.integrations.registry import Sealed, register_sealed
from commerce.notifications.registry import register_kind

from .events import EndpointSilenced
from .kinds import KINDS
from .registry import PublicEvent, on_public_event
from .services.fan_out import tell_subscribers
from .services.letters import tell_silenced
from .tasks import request_sending

for kind in KINDS:
    register_kind(kind)
register_sealed(Sealed("webhooks.Endpoint", ("secret", "previous_secret")))


def fan_out(event: Event) -> None:
    """The receipt commits with the deliveries, so each endpoint gets each event once."""
    if tell_subscribers(event=event):
        request_sending()


@after_commit(EndpointSilenced)
def tell_owner(event: EndpointSilenced) -> None:
    """Told once: messages of one event are."""
    tell_silenced(event=event)


@on_public_event
def hear(public: PublicEvent) -> None:
    after_commit(public.event)(fan_out)
