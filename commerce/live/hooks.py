"""What the live channel listens to, and the topic of one's own."""

from commerce.accounts.errors import NotSignedInError
from commerce.accounts.events import SessionEnded
from commerce.core.bus import on

from . import services
from .enums import SESSION_ENDED, TopicKind
from .errors import TopicNotFoundError
from .registry import opens
from .shapes import Listener, Topic


@opens(TopicKind.PERSON)
def open_own(listener: Listener, key: str) -> str:
    """Everybody may hear what is told to themselves in the channel, and nobody anybody else."""
    if listener.user is None:
        raise NotSignedInError
    own = listener.user.public_id
    if key not in ("", own):
        raise TopicNotFoundError
    return own


@on(SessionEnded)
def close_sockets(event: SessionEnded) -> None:
    """Sockets of a session that is over are closed by whichever process has them."""
    topic = Topic(kind=TopicKind.SESSION, key=event.session, channel_id=event.channel_id)
    services.tell(topic=topic, kind=SESSION_ENDED, body={})
