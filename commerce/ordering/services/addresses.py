"""A customer's book of addresses at one tenant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import orjson
from django.db import transaction

from commerce.accounts.selectors import lock_user
from commerce.ordering.errors import TooManyAddressesError
from commerce.ordering.models import SavedAddress
from commerce.ordering.review import Address
from commerce.ordering.selectors.addresses import list_addresses, lock_address_for

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

MOST_ADDRESSES: Final = 20
USES: Final = ("is_default_for_shipping", "is_default_for_billing")


@transaction.atomic
def save_address(
    *, user: User, channel: Channel, address: Address, defaults: dict[str, bool] | None = None
) -> SavedAddress:
    """Put an address into the customer's book; one that is there already is not doubled.

    `defaults` says, by the names in USES, what it is the usual address for from now on. Raises
    TooManyAddressesError.
    """
    lock_user(user_id=user.pk)
    book = list_addresses(user=user, channel=channel)
    row = book.filter(digest=_digest(address)).first()
    if row is None:
        if book.count() >= MOST_ADDRESSES:
            raise TooManyAddressesError(limit=MOST_ADDRESSES)
        row = SavedAddress(user=user, tenant_id=channel.tenant_id)
    return _write(row, address, defaults or {})


@transaction.atomic
def change_address(
    *,
    user: User,
    channel: Channel,
    public_id: str,
    address: Address | None = None,
    defaults: dict[str, bool] | None = None,
) -> SavedAddress:
    """Change an address of the customer's own, or what it is the usual one for.

    Raises AddressNotFoundError. One that becomes the same as another one takes its place.
    """
    lock_user(user_id=user.pk)
    row = lock_address_for(user=user, channel=channel, public_id=public_id)
    changed = row.address if address is None else address
    twins = list_addresses(user=user, channel=channel).filter(digest=_digest(changed))
    twins.exclude(pk=row.pk).delete()
    return _write(row, changed, defaults or {})


@transaction.atomic
def delete_address(*, user: User, channel: Channel, public_id: str) -> None:
    """Take an address out of the customer's book; orders keep theirs. Raises AddressNotFoundError."""
    lock_address_for(user=user, channel=channel, public_id=public_id).delete()


def _write(row: SavedAddress, address: Address, defaults: dict[str, bool]) -> SavedAddress:
    _clear_defaults(row, (use for use in USES if defaults.get(use)))
    for use in USES:
        setattr(row, use, defaults.get(use, getattr(row, use)))
    row.address, row.digest = address, _digest(address)
    row.save()
    return row


def _clear_defaults(row: SavedAddress, uses: Iterable[str]) -> None:
    for use in uses:
        others = SavedAddress.objects.filter(user=row.user, tenant=row.tenant_id, **{use: True})
        others.exclude(pk=row.pk).update(**{use: False})


def _digest(address: Address) -> str:
    return hashlib.sha256(orjson.dumps(address, option=orjson.OPT_SORT_KEYS)).hexdigest()
