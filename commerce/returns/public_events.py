"""What others may hear of returns: the return as the API shows it, at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from commerce.core.events import Event
from commerce.core.shapes import record, schema_component
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

from . import events
from .enums import ReturnState
from .selectors.returns import find_told

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

EXAMPLES: Final = "commerce.returns.api.v1.examples"
RETURN: Final = schema_component(
    "ReturnOfOrder",
    {
        **record(
            {
                "return": {"$ref": "#/components/schemas/Return"},
                "order_id": {"type": "string", "pattern": "^ord_[0-9A-Z]{26}$"},
                "order_number": {"type": "string"},
            }
        ),
        "description": "A return, and the order that it belongs to.",
    },
)

Tell = Callable[[Any, "Channel"], Iterator[Fact]]


def _teller(*states: ReturnState) -> Tell:
    """Tell the return as it is now; with states, only where it has come to one of them."""

    def tell(event: events.ReturnEvent, channel: Channel) -> Iterator[Fact]:
        told = find_told(event.return_id)
        if told is not None and (not states or told["return"]["state"] in states):
            yield Fact(told["return"]["id"], told)

    return tell


def _offer(name: str, event: type[Event], description: str, example: str, tell: Tell) -> None:
    register_public_event(
        PublicEvent(name, event, RETURN, description, tell, f"{EXAMPLES}.{example}")
    )


_offer(
    "return.requested",
    events.ReturnRequested,
    "A customer wants to send something back, or has withdrawn from what was sent.",
    "TOLD_REQUESTED",
    _teller(),
)
_offer(
    "return.approved",
    events.ReturnApproved,
    "The customer may send it.",
    "TOLD_APPROVED",
    _teller(),
)
_offer(
    "return.declined",
    events.ReturnDeclined,
    "The shop does not take it back, and says why.",
    "TOLD_DECLINED",
    _teller(),
)
_offer(
    "return.received",
    events.ReturnReceived,
    "All of it, or a part, has arrived: told for each part.",
    "TOLD_RECEIVED",
    _teller(),
)
_offer(
    "return.refunded",
    events.ReturnSettled,
    "Its money was given back, to what the order was paid with or as store credit.",
    "TOLD_REFUNDED",
    _teller(ReturnState.REFUNDED),
)
_offer(
    "return.closed",
    events.ReturnSettled,
    "It ended without money: something else was sent instead, or nothing is given for it.",
    "TOLD_CLOSED",
    _teller(ReturnState.EXCHANGED, ReturnState.CLOSED),
)
