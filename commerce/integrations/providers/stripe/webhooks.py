"""What Stripe tells by itself: signed, of this account, in this mode, and not of another day."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import stripe
from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import Mode
from commerce.integrations.errors import CallbackRefusedError, ProviderUnavailableError
from commerce.integrations.providers.answers import read_object
from commerce.integrations.providers.callbacks import header
from commerce.integrations.shapes import Happened

from .happenings import of_charge, of_dispute, of_intent, of_refund

if TYPE_CHECKING:
    from . import Stripe

# How far the clocks may be apart; a message that waited is signed anew each time it is sent.
TOLERANCE: Final = 300
NOT_SET_UP = _("The signing secret of the webhook is not entered.")
OTHER_MODE = _("This message is of the other mode: test is not live.")
OTHER_ACCOUNT = _("This message is of another account.")
STALE = _("This message is too old, or from the future.")

Reader = Callable[[Mapping[str, Any]], Iterable[Happened]]
READERS: Final[Mapping[str, Reader]] = {
    "payment_intent.amount_capturable_updated": of_intent,
    "payment_intent.succeeded": of_intent,
    "payment_intent.canceled": of_intent,
    "payment_intent.payment_failed": of_intent,
    "charge.succeeded": of_charge,
    "charge.captured": of_charge,
    "charge.updated": of_charge,
    "refund.created": of_refund,
    "refund.updated": of_refund,
    "refund.failed": of_refund,
    "charge.refund.updated": of_refund,
    "charge.dispute.created": of_dispute,
    "charge.dispute.funds_withdrawn": of_dispute,
    "charge.dispute.funds_reinstated": of_dispute,
    "charge.dispute.closed": of_dispute,
}


def read_webhook(provider: Stripe, headers: Mapping[str, str], body: bytes) -> list[Happened]:
    """Return what the message tells; nothing for an event that moves no money.

    Raises CallbackRefusedError.
    """
    event = _verified(provider, headers, body)
    reader = READERS.get(str(event.get("type")))
    told = (event.get("data") or {}).get("object")
    if reader is None or not isinstance(told, dict):
        return []
    message = str(event.get("id", ""))
    try:
        return [dataclasses.replace(each, message=message) for each in reader(told)]
    except (KeyError, TypeError, ValueError):
        raise CallbackRefusedError from None


def _verified(provider: Stripe, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    secret, signature = provider.settings.webhook_secret, header(headers, "Stripe-Signature")
    if not secret:
        raise CallbackRefusedError(NOT_SET_UP)
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret)
        event = read_object(body)
    except (stripe.SignatureVerificationError, UnicodeDecodeError, ProviderUnavailableError):
        raise CallbackRefusedError from None
    if abs(time.time() - _signed_at(signature)) > TOLERANCE:
        raise CallbackRefusedError(STALE)
    if event.get("livemode") is not (provider.mode == Mode.LIVE):
        raise CallbackRefusedError(OTHER_MODE)
    if event.get("account"):  # only events of accounts that are connected to ours name one
        raise CallbackRefusedError(OTHER_ACCOUNT)
    return event


def _signed_at(signature: str) -> int:
    """Return the second of a signature that was verified, which covers it."""
    return next(int(part[2:]) for part in signature.split(",") if part.startswith("t="))
