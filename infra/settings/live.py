"""The live channel: sockets, and what is kept for who comes back. See docs/guides/live.md."""

from urllib.parse import urlsplit

from .api import STOREFRONT_URL
from .engines import PUBLIC_URL
from .environment import env


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


# Whose pages may open sockets, as origins; the storefront and the back offices without it.
LIVE_ORIGINS = env.list("LIVE_ORIGINS", default=[_origin(STOREFRONT_URL), _origin(PUBLIC_URL)])
# Sockets that one process holds at most.
LIVE_SOCKETS = env.int("LIVE_SOCKETS", default=5000)
# Sockets of one person in one process.
LIVE_SOCKETS_PER_PERSON = env.int("LIVE_SOCKETS_PER_PERSON", default=20)
# Sockets of one network address in one process.
LIVE_SOCKETS_PER_ADDRESS = env.int("LIVE_SOCKETS_PER_ADDRESS", default=200)
# Seconds between two looks for new messages.
LIVE_LOOK_SECONDS = env.float("LIVE_LOOK_SECONDS", default=0.25)
# Seconds after which a socket has to come back with a new ticket.
LIVE_SOCKET_SECONDS = env.float("LIVE_SOCKET_SECONDS", default=1800)
# Hours for which messages are kept for those who come back.
LIVE_KEEP_HOURS = env.int("LIVE_KEEP_HOURS", default=24)
# Answers of the assistant that one process makes at once for sockets.
LIVE_ANSWERS = env.int("LIVE_ANSWERS", default=32)
