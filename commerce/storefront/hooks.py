"""When the storefront is told, and of what."""

from commerce.core.bus import after_commit
from commerce.tenancy.events import ChannelChanged

from . import services
from .events import StorefrontAwaited, StorefrontWentStale


@after_commit(ChannelChanged, ordered=False, awaited=True)
def mark_channel(event: ChannelChanged) -> None:
    services.revalidate(["channel"], is_awaited=True)


@after_commit(StorefrontWentStale, ordered=False, external=True)
def tell_storefront(event: StorefrontWentStale) -> None:
    """A storefront that is down is told by the next scheduled run."""
    services.flush_tags()


@after_commit(StorefrontAwaited, ordered=False, external=True, awaited=True)
def tell_storefront_first(event: StorefrontAwaited) -> None:
    """All that waits, what nobody looks for included: it costs one request."""
    services.flush_tags()
