"""Whether a return is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.returns.enums import ReturnState
from commerce.returns.events import ReturnApproved, ReturnDeclined
from commerce.returns.models import ReturnRequest
from commerce.returns.selectors.returns import lock_return
from commerce.returns.selectors.rules import label_cost_of, rules_of

from .steps import move

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def approve_return(*, return_id: int, actor: User | None = None) -> ReturnRequest:
    """Let the customer send it; what is kept for the way back is decided by the rules of now.

    Publishes ReturnApproved. Approving twice changes nothing. Raises ReturnNotFoundError and
    ReturnStepRefusedError.
    """
    request = lock_return(return_id)
    if request.state == ReturnState.APPROVED:
        return request
    rules = rules_of(request.channel_id)
    request.label_cost = label_cost_of(rules, request.order, request.reason)
    move(request, ReturnState.APPROVED, event=ReturnApproved, actor=actor)
    return request


@transaction.atomic
def decline_return(*, return_id: int, reason: str, actor: User | None = None) -> ReturnRequest:
    """Refuse to take it, with a reason that the customer reads; publish ReturnDeclined.

    Its pieces can be asked for again. Raises ReturnNotFoundError and ReturnStepRefusedError.
    """
    request = lock_return(return_id)
    request.decline_reason = reason
    move(request, ReturnState.DECLINED, event=ReturnDeclined, actor=actor, note=reason)
    return request
