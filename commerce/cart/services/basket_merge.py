"""What happens to a guest's cart when its owner signs in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.cart.models import StockReservation
from commerce.cart.policies import MAX_LINES, MAX_QUANTITY, MAX_VOUCHERS
from commerce.cart.pricing.charges import CHOSEN, chosen_charges
from commerce.oscar.basket.models import Basket, Line


@transaction.atomic
def merge_baskets(*, user_id: int, channel_id: int, token_hash: str) -> None:
    """Make the guest's cart the user's own, or pour it into the cart they have in this channel.

    Quantities of the same product are added up to the limit of a line; lines and vouchers are
    joined up to the limits of a cart, and what either has asked for is asked for. The user's cart
    keeps its currency. Without an open guest cart nothing changes; doing it twice changes nothing
    either. An expired cart is brought along too: signing in loses nothing. Where a cart of the two
    is being paid they stay as they are, so that the order is what was reviewed.
    """
    baskets = Basket.objects.select_for_update().filter(channel=channel_id, status=Basket.OPEN)
    # Both rows are locked in the order of their keys, whoever comes from which side.
    found = list(
        (
            baskets.filter(token_hash=token_hash, owner=None) | baskets.filter(owner=user_id)
        ).order_by("pk")
    )
    guest = next((basket for basket in found if basket.owner_id is None), None)
    own = next((basket for basket in found if basket.owner_id == user_id), None)
    if guest is None:
        return
    if own is None:
        change_basket(guest, owner_id=user_id)
        return
    if StockReservation.objects.filter(basket__in=[guest, own]).exists():
        return
    pour_lines(guest, own, maximum=MAX_LINES)
    pour_vouchers(guest, own)
    chosen = {**chosen_charges(own), **chosen_charges(guest)}
    change_basket(own, checkout={**own.checkout, CHOSEN: chosen})
    change_basket(guest, status=Basket.MERGED, date_merged=timezone.now())


def pour_lines(guest: Basket, own: Basket, *, maximum: int) -> None:
    """Add the guest's lines to the other's, up to so many; what has no room stays where it is."""
    known = {line.product_id: line for line in own.lines.all()}
    room = maximum - len(known)
    for line in guest.lines.order_by("pk"):
        if (same := known.get(line.product_id)) is not None:
            quantity = min(MAX_QUANTITY, same.quantity + line.quantity)
            Line.objects.filter(pk=same.pk).update(quantity=quantity)
        elif room > 0:
            Line.objects.filter(pk=line.pk).update(basket=own)
            room -= 1


def pour_vouchers(guest: Basket, own: Basket) -> None:
    """Add the guest's vouchers to the other's, up to the limit of a cart."""
    own_vouchers = set(own.vouchers.all())
    further = [voucher for voucher in guest.vouchers.order_by("pk") if voucher not in own_vouchers]
    own.vouchers.add(*further[: max(0, MAX_VOUCHERS - len(own_vouchers))])


def change_basket(basket: Basket, **fields: int | str | datetime | dict[str, Any]) -> None:
    """Write these fields of a basket that now is a customer's: its stored answer no longer holds."""
    Basket.objects.filter(pk=basket.pk).update(
        version=basket.version + 1,
        snapshot_key="",
        updated_at=timezone.now(),
        expires_at=None,
        **fields,
    )
