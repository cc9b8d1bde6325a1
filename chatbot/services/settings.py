"""What a change of an assistant's settings makes stale."""

from __future__ import annotations

from typing import Final

from commerce.storefront.services import revalidate

# What the storefront keeps the greeting under: it is a setting of the channel.
_TAG: Final = "channel"


def tell_storefront() -> None:
    """Have the storefront read anew whether there is an assistant, and how it greets."""
    revalidate([_TAG], is_awaited=True)
