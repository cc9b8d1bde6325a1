"""Which local servers there are, by the provider whose place they take."""

from __future__ import annotations

from .avatax import AvaTax
from .dhl import Dhl
from .embeddings import Embeddings
from .fedex import Fedex
from .mailgun import Mailgun
from .models import Anthropic, Gemini, OpenAI, OpenAICompatible
from .paypal import PayPal
from .push_services import PushServices
from .razorpay import Razorpay
from .sendgrid import SendGrid
from .service import Service
from .stripe import Stripe
from .twilio import Twilio
from .ups import Ups
from .vies import Vies

# Their address comes with the subscription, or is a setting of the provider.
ASKED_FOR = frozenset({PushServices.name, Embeddings.name, OpenAICompatible.name})
SERVICES: dict[str, type[Service]] = {
    service.name: service
    for service in (
        SendGrid,
        Mailgun,
        Twilio,
        PushServices,
        Stripe,
        PayPal,
        Razorpay,
        Embeddings,
        OpenAI,
        OpenAICompatible,
        Anthropic,
        Gemini,
        Ups,
        Dhl,
        Fedex,
        Vies,
        AvaTax,
    )
}


def addresses(running: dict[str, str]) -> str:
    """Return the settings of a shop that is to use these servers."""
    pairs = ",".join(f"{name}={url}" for name, url in running.items() if name not in ASKED_FOR)
    led = f"PROVIDER_ADDRESSES={pairs} " if pairs else ""
    return f"{led}OUTGOING_PRIVATE_HOSTS=127.0.0.1,localhost"
