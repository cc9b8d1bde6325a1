"""Questions in vain that need no answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from chatbot.models import Message

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def settle_answers(*, channel: Channel, answer_ids: Collection[int]) -> int:
    """Look no more at answers in vain of a channel; return how many there were."""
    own = Message.objects.filter(conversation__channel=channel, pk__in=answer_ids)
    return own.filter(is_settled=False).update(is_settled=True)
