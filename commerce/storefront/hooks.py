"""When the storefront is told, and of what."""

from commerce.core.bus import after_commit
from commerce.tenancy.events import ChannelChanged

from . import services
from .events import StorefrontWentStale


@after_commit(ChannelChanged, ordered=False)
def mark_channel(event: ChannelChanged) -> None:
    services.revalidate(["channel"])


@after_commit(StorefrontWentStale, ordered=False, external=True)
def tell_storefront(event: StorefrontWentStale) -> None:
    """A storefront that is down is told by the next scheduled run."""
    services.flush_tags()
