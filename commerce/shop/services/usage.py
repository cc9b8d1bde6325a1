"""What an order used up: offers and vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.order.models import Order
from commerce.oscar.voucher.models import Voucher, VoucherApplication
from commerce.shop.errors import CheckoutChangedError
from commerce.shop.selectors.checkout import Review
from commerce.shop.selectors.pricing import PricedVoucher

if TYPE_CHECKING:
    from commerce.accounts.models import User

WITHIN_LIMITS = (
    Q(max_global_applications=None) | Q(max_global_applications__gte=F("used_then"))
) & (Q(max_discount=None) | Q(max_discount__gt=F("total_discount")))


def record_usage(*, order: Order, review: Review, user: User | None) -> None:
    """Count the use of each offer and voucher of the order.

    Raises CheckoutChangedError when another order reached an offer's limit first.
    """
    for application in review.priced.basket.offer_applications:
        _record_offer(application["offer"], application["freq"], review)
    applied = [item for item in review.priced.vouchers if item.refusal is None]
    VoucherApplication.objects.bulk_create(
        VoucherApplication(voucher=item.voucher, order=order, user=user) for item in applied
    )
    for item in applied:
        _record_voucher(item)


def _record_offer(offer: ConditionalOffer, times: int, review: Review) -> None:
    amount = sum(d.amount.amount for d in review.discounts if d.offer_id == offer.pk)
    still_there = ConditionalOffer.objects.annotate(used_then=F("num_applications") + times)
    updated = still_there.filter(WITHIN_LIMITS, pk=offer.pk).update(
        num_applications=F("num_applications") + times,
        total_discount=F("total_discount") + amount,
        num_orders=F("num_orders") + 1,
    )
    if not updated:
        raise CheckoutChangedError(changes=[])
    if offer.is_limited:
        # Saving closes an offer that has reached its limit, and tells all carts.
        ConditionalOffer.objects.get(pk=offer.pk).save()


def _record_voucher(item: PricedVoucher) -> None:
    Voucher.objects.filter(pk=item.voucher.pk).update(
        num_orders=F("num_orders") + 1,
        total_discount=F("total_discount") + item.discount.amount,
    )
