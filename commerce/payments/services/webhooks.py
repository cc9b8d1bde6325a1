"""What gateways tell by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction

from commerce.core.points import reach
from commerce.integrations.errors import CallbackRefusedError
from commerce.integrations.shapes import Happened
from commerce.payments.enums import FactOutcome, FactSource
from commerce.payments.errors import NoWebhookError, WebhookRefusedError
from commerce.payments.models import WebhookMessage
from commerce.payments.registry import PaymentGateway, configuration_of, find_gateway

from .facts import record_happened

# Of several facts in one message the first of these is the answer.
WEIGHT: Final = (
    FactOutcome.REFUSED,
    FactOutcome.UNKNOWN,
    FactOutcome.EARLY,
    FactOutcome.BOOKED,
    FactOutcome.KNOWN,
)


def receive_webhook(
    *, gateway: str, configuration: str, headers: Mapping[str, str], body: bytes
) -> FactOutcome:
    """Write down what a gateway tells of its payments; what is known already changes nothing.

    A message that was taken is stored by its id, together with what it moved. Raises NoWebhookError,
    and WebhookRefusedError for a message that is not the gateway's, is too old or from the future,
    or does not fit the payment that it names; then nothing moves, and what does not fit is kept.
    """
    found = _find(gateway, configuration)
    try:
        facts = found.read_webhook(headers, body)
    except CallbackRefusedError:
        raise WebhookRefusedError from None
    reach("webhook.read")
    outcome = _take(found, facts)
    reach("webhook.answered")
    if outcome is FactOutcome.REFUSED:
        raise WebhookRefusedError
    return outcome


def _find(gateway: str, configuration: str) -> PaymentGateway:
    found = find_gateway(gateway, configuration=configuration)
    if found is None or found.code != gateway or not found.can.has_webhooks:
        raise NoWebhookError
    return found


@transaction.atomic
def _take(gateway: PaymentGateway, facts: Sequence[Happened]) -> FactOutcome:
    message = next((fact.message for fact in facts if fact.message), "")
    account = {"gateway": gateway.code, "configuration": configuration_of(gateway)}
    if message:
        row, is_new = WebhookMessage.objects.get_or_create(
            **account, message=message[:255], defaults={"outcome": FactOutcome.KNOWN}
        )
        if not is_new:
            is_refused = row.outcome == FactOutcome.REFUSED
            return FactOutcome.REFUSED if is_refused else FactOutcome.KNOWN
    outcomes = record_happened(**account, facts=facts, source=FactSource.WEBHOOK)
    outcome = next((each for each in WEIGHT if each in outcomes), FactOutcome.KNOWN)
    if message:
        WebhookMessage.objects.filter(pk=row.pk).update(outcome=outcome)
    reach("webhook.booked")
    return outcome
