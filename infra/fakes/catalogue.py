"""Which local servers there are, by the provider whose place they take."""

from __future__ import annotations

from .mailgun import Mailgun
from .push_services import PushServices
from .sendgrid import SendGrid
from .service import Service
from .stripe import Stripe
from .twilio import Twilio

SERVICES: dict[str, type[Service]] = {
    service.name: service for service in (SendGrid, Mailgun, Twilio, PushServices, Stripe)
}


def addresses(running: dict[str, str]) -> str:
    """Return the settings of a shop that is to use these servers."""
    pairs = ",".join(f"{name}={url}" for name, url in running.items() if name != "web_push")
    return f"PROVIDER_ADDRESSES={pairs} OUTGOING_PRIVATE_HOSTS=127.0.0.1,localhost"
