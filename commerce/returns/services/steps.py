"""How every step of a return is taken: refused or written down, told live, and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.core.bus import publish
from commerce.live.enums import TopicKind
from commerce.live.services import tell
from commerce.live.shapes import Topic
from commerce.ordering.services.states import ORDER_CHANGED
from commerce.returns.enums import STEPS, ReturnState
from commerce.returns.errors import ReturnStepRefusedError

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.returns.events import ReturnEvent
    from commerce.returns.models import ReturnRequest


def refuse_step(request: ReturnRequest, state: ReturnState) -> None:
    """Raise ReturnStepRefusedError for a step that does not follow."""
    if state not in STEPS.get(request.state, frozenset()):
        raise ReturnStepRefusedError(current=ReturnState(request.state).label, wanted=state.label)


def move(
    request: ReturnRequest,
    state: ReturnState,
    *,
    event: type[ReturnEvent] | None = None,
    actor: User | None = None,
    note: str = "",
) -> None:
    """Take a return that is locked to a state. Whoever looks at its order hears that it moved."""
    refuse_step(request, state)
    request.state = state
    request.save()
    note_step(request, actor=actor, note=note)
    if event is not None:
        publish(
            event(return_id=request.pk, order_id=request.order_id, channel_id=request.channel_id)
        )


def note_step(request: ReturnRequest, *, actor: User | None = None, note: str = "") -> None:
    """Write down where a return stands now, and let who looks at its order read it again."""
    request.steps.create(state=request.state, actor=actor, note=note[:500])
    order = request.order
    topic = Topic(kind=TopicKind.ORDER, key=order.number, channel_id=request.channel_id)
    tell(topic=topic, kind=ORDER_CHANGED, body={"status": order.status})
