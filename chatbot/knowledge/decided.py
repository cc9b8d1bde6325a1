"""What a channel has decided about its assistant, as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chatbot.models import Assistant
from commerce.core.prepared import PreparedRead

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

_ASSISTANT: Final[PreparedRead[Assistant]] = PreparedRead(
    "assistant of a channel",
    lambda *, channel: Assistant._base_manager.filter(channel=channel).order_by("pk"),
    channel=Assistant._meta.get_field("channel"),
)


def find_assistant(channel: Channel) -> Assistant | None:
    """Return what the channel has decided, None for as it comes. One query."""
    found = _ASSISTANT.first(channel=channel.pk)
    if found is not None:
        found.channel = channel
    return found
