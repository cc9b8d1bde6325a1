"""What the assistant lets others hear."""

from commerce.live.errors import TopicNotFoundError
from commerce.live.registry import opens
from commerce.live.shapes import Listener

from .errors import ConversationNotFoundError
from .selectors.conversations import Holder, get_conversation
from .services.keeping import TOPIC


@opens(TOPIC)
def open_conversation(listener: Listener, key: str) -> str:
    """Whose conversation it is may hear that something was said in it."""
    holder = Holder(listener.channel, listener.user, listener.token or None)
    try:
        return get_conversation(holder, key).public_id
    except ConversationNotFoundError:
        raise TopicNotFoundError from None
