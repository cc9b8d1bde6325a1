"""Preparing what a customer is sent instead of what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.ordering.services.drafts.replacing import begin_replacement
from commerce.returns.enums import ReturnState
from commerce.returns.errors import NothingToSendError
from commerce.returns.selectors.returns import lock_return

from .steps import refuse_step

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.ordering.models import DraftOrder
    from commerce.returns.models import ReturnRequest


def prepare_replacement(
    *, return_id: int, goods: tuple[tuple[str, int], ...], actor: User | None = None
) -> DraftOrder:
    """Begin the draft of the order that replaces what came back; its customer pays nothing for it.

    `goods` are SKUs with pieces.

    The return stays as it is until `exchange_return` names the order. Raises ReturnNotFoundError,
    ReturnStepRefusedError for one that is not inspected, NothingToSendError, and what
    `begin_replacement` raises; then there is no draft.
    """
    if not goods:
        raise NothingToSendError
    request = _exchangeable(return_id)
    reason = _("Exchange for the return %(number)s") % {"number": request.number}
    return begin_replacement(order=request.order, goods=goods, reason=reason, actor=actor)


@transaction.atomic
def _exchangeable(return_id: int) -> ReturnRequest:
    request = lock_return(return_id)
    refuse_step(request, ReturnState.EXCHANGED)
    return request
