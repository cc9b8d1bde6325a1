"""What gateways tell by themselves."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.db import transaction

from commerce.integrations.shapes import Happened
from commerce.payments.enums import EntryKind
from commerce.payments.errors import NoWebhookError, WebhookRefusedError
from commerce.payments.models import PaymentSession
from commerce.payments.registry import find_gateway
from commerce.payments.selectors import lock_session

from .ledger import book

logger = structlog.get_logger(__name__)


def receive_webhook(*, gateway: str, headers: Mapping[str, str], body: bytes) -> None:
    """Write down what a gateway tells; what is known already changes nothing.

    Raises NoWebhookError, WebhookRefusedError for a message that is not the gateway's, and
    RefundBeforeCaptureError for one to be told again later.
    """
    found = find_gateway(gateway)
    if found is None or not found.can.has_webhooks:
        raise NoWebhookError
    for happened in found.read_webhook(headers, body):
        record_happened(gateway=gateway, happened=happened)


@transaction.atomic
def record_happened(*, gateway: str, happened: Happened) -> None:
    """Write down one fact that a gateway has told, by itself or when it was looked at."""
    known = PaymentSession.objects.filter(gateway=gateway, public_id=happened.session)
    session_id = known.values_list("pk", flat=True).first()
    if session_id is None:  # other shops may share the gateway's account
        logger.warning("webhook_for_unknown_payment", gateway=gateway, session=happened.session)
        return
    session = lock_session(session_id)
    if happened.amount.currency != session.currency or happened.amount.amount < 0:
        raise WebhookRefusedError
    if happened.session_reference and not session.reference:
        session.reference = happened.session_reference
        session.save(update_fields=["reference", "updated_at"])
    book(
        session=session,
        kind=EntryKind(happened.kind.value),
        amount=happened.amount,
        reference=happened.reference,
        note=happened.note,
    )
