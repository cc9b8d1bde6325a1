"""Returns of the past weeks, one in each state, and the rules that the demo shop takes things back by.

No letter goes out for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import transaction

from commerce.core.errors import DomainError
from commerce.core.models import OutboxDelivery
from commerce.ordering.selectors.orders import list_orders
from commerce.oscar.order.models import OrderStatus
from commerce.returns import hooks
from commerce.returns.enums import ReturnReason, ReturnWish
from commerce.returns.models import ReturnRequest, ReturnRules
from commerce.returns.selectors.eligibility import list_returnable
from commerce.returns.services.deciding import approve_return, decline_return
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.requesting import Asked, mark_sent, request_return
from commerce.returns.services.rules import save_rules
from commerce.returns.services.settling import refund_return

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce.tenancy.models import Channel

ADDRESS: Final = "Heron, Returns\nHafenstraße 12\n20457 Hamburg\nGermany"
LETTERS: Final = (
    *(hooks.tell_requested, hooks.tell_approved, hooks.tell_declined),
    *(hooks.tell_received, hooks.tell_settled),
)


def ensure_rules(*, channel: Channel) -> None:
    """Take things back for 60 days, where nobody has decided otherwise."""
    if not ReturnRules.objects.filter(channel=channel).exists():
        rules = ReturnRules(channel=channel, days=60, label_cost=Decimal("4.90"), address=ADDRESS)
        save_rules(rules=rules)


def send_back(*, channel: Channel) -> None:
    """Let one return stand in each state, for orders that have something to come back."""
    ensure_rules(channel=channel)
    for (order_id, line), story in zip(_shipped(channel), STORIES, strict=False):
        asked = Asked(pieces={line: 1}, reason=story.reason, wish=story.wish, comment=story.comment)
        with transaction.atomic():
            request = request_return(order_id=order_id, asked=asked)
            try:
                with transaction.atomic():
                    story.go_on(request)
            except DomainError:  # staff have moved its money meanwhile
                continue
            finally:
                _send_no_letter(order_id)


def _shipped(channel: Channel) -> Iterator[tuple[int, str]]:
    """A piece of each order that has left, the last ones first."""
    gone = list_orders(channel).filter(status__in=[OrderStatus.SHIPPED, OrderStatus.DELIVERED])
    for order in islice(gone.order_by("-pk"), len(STORIES) * 2):
        able = [row for row in list_returnable(order) if row.left and not row.refusal_of(1)]
        if able:
            yield order.pk, able[0].line.public_id


def _ask(_request: ReturnRequest) -> None:
    """It waits for an answer."""


def _approve(request: ReturnRequest) -> None:
    approve_return(return_id=request.pk)


def _decline(request: ReturnRequest) -> None:
    decline_return(return_id=request.pk, reason="It was worn for weeks, and shows it.")


def _send(request: ReturnRequest) -> None:
    _approve(request)
    mark_sent(return_id=request.pk, carrier="Parcel Post", tracking_number="RR700012345XX")


def _receive(request: ReturnRequest) -> None:
    _approve(request)
    receive_return(return_id=request.pk, pieces={request.lines.get().pk: 1})


def _inspect(request: ReturnRequest) -> None:
    _receive(request)
    inspect_return(return_id=request.pk, results={request.lines.get().pk: (1, 0)})


def _refund(request: ReturnRequest) -> None:
    _inspect(request)
    refund_return(return_id=request.pk)


@dataclass(frozen=True)
class Story:
    """Why something comes back, and how far that has got."""

    reason: ReturnReason
    go_on: Callable[[ReturnRequest], None]
    wish: ReturnWish = ReturnWish.REFUND
    comment: str = ""


STORIES: Final = (
    Story(ReturnReason.DAMAGED, _ask, comment="There is a crack at the rim."),
    Story(ReturnReason.WRONG_SIZE, _approve, wish=ReturnWish.EXCHANGE),
    Story(ReturnReason.CHANGED_MIND, _send),
    Story(ReturnReason.NOT_AS_DESCRIBED, _receive),
    Story(ReturnReason.CHANGED_MIND, _inspect),
    Story(ReturnReason.FAULTY, _refund),
    Story(ReturnReason.CHANGED_MIND, _decline),
)


def _send_no_letter(order_id: int) -> None:
    consumers = [f"{each.__module__}.{each.__qualname__}" for each in LETTERS]
    letters = OutboxDelivery.objects.filter(consumer__in=consumers)
    letters.filter(event__payload__order_id=order_id).delete()
