"""A search's own account of itself, which clients pass on and cannot change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from django.core import signing

from search.errors import InvalidReceiptError

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

_SALT: Final = "search.receipt"
# Seconds after which nothing is told of a search any more.
LIFETIME: Final = 2 * 24 * 60 * 60


class Receipt(NamedTuple):
    """What was searched for in a channel, and how many products had it."""

    channel_id: int
    locale: str
    query: str
    results: int
    relaxation: str


def write_receipt(receipt: Receipt) -> str:
    """Return the receipt as a signed text."""
    return signing.dumps(list(receipt), salt=_SALT, compress=True)


def read_receipt(text: str, *, channel: Channel) -> Receipt:
    """Return what was written for that channel. Raises InvalidReceiptError for any other text."""
    try:
        receipt = Receipt(*signing.loads(text, salt=_SALT, max_age=LIFETIME))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise InvalidReceiptError from error
    if receipt.channel_id != channel.pk:
        raise InvalidReceiptError
    return receipt
