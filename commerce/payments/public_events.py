"""What others may hear of payments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

from commerce.core.shapes import component
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

from . import events
from .models import PaymentSession
from .shapes import PaymentStep

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

Step = Literal["captured", "refunded", "failed"]

EUR_100: Final = {"amount": "100.00", "currency": "EUR"}
EUR_0: Final = {"amount": "0.00", "currency": "EUR"}
_PAYMENT: Final[dict[str, Any]] = {
    "id": "pay_01JD40AAAABBBBCCCCDDDDEEEE",
    "order_number": "R-7K2M-09XD",
    "method": "offline",
    "moved": EUR_100,
    "amount": EUR_100,
    "captured": EUR_100,
    "refunded": EUR_0,
}
CAPTURED: Final = {**_PAYMENT, "step": "captured"}
REFUNDED: Final = {**_PAYMENT, "step": "refunded", "refunded": EUR_100}
FAILED: Final = {**_PAYMENT, "step": "failed", "moved": EUR_0, "captured": EUR_0}


def tell_step(step: Step, event: events.PaymentEvent, channel: Channel) -> Iterator[Fact]:
    session = PaymentSession.objects.filter(pk=event.session_id).first()
    if session is not None:
        told: PaymentStep = {
            "id": session.public_id,
            "order_number": session.order_number,
            "method": session.gateway,
            "step": step,
            "moved": event.amount.as_json(),
            "amount": session.money("amount").as_json(),
            "captured": session.money("captured").as_json(),
            "refunded": session.money("refunded").as_json(),
        }
        yield Fact(session.public_id, {**told})


def _offer(step: Step, event: type[events.PaymentEvent], description: str) -> None:
    register_public_event(
        PublicEvent(
            f"payment.{step}",
            event,
            component(PaymentStep),
            description,
            partial(tell_step, step),
            f"{__name__}.{step.upper()}",
        )
    )


_offer("captured", events.PaymentCaptured, "Money has come in: all of it, or a part.")
_offer("refunded", events.PaymentRefunded, "Money went back: all of it, or a part.")
_offer("failed", events.PaymentFailed, "The payment service, or the customer's bank, said no.")
