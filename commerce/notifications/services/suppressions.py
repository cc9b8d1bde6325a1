"""Addresses that get no optional messages, because they bounced or their owners complained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.notifications.enums import Medium, SuppressionReason
from commerce.notifications.errors import LiftingReasonMissingError
from commerce.notifications.models import Suppression

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def suppress(
    *, tenant_id: int, medium: Medium, address: str, reason: SuppressionReason, note: str = ""
) -> Suppression:
    """Send no optional messages to the address any more. Saying it twice changes nothing, save that
    a complaint weighs more than a bounce.
    """
    row, _made = Suppression.objects.select_for_update().get_or_create(
        tenant_id=tenant_id,
        medium=medium,
        address=address.lower(),
        lifted_at=None,
        defaults={"reason": reason, "note": note[:255]},
    )
    if reason == SuppressionReason.COMPLAINED != row.reason:
        row.reason, row.note = reason, note[:255]
        row.save(update_fields=["reason", "note"])
    return row


@transaction.atomic
def lift(*, suppression: Suppression, actor: User, because: str) -> Suppression:
    """Let the address have messages again. Lifting twice changes nothing.

    Raises LiftingReasonMissingError.
    """
    because = because.strip()
    if not because:
        raise LiftingReasonMissingError
    row = Suppression.objects.select_for_update().get(pk=suppression.pk)
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by, row.lifted_because = timezone.now(), actor, because[:255]
        row.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    return row
