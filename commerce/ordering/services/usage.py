"""What an order used up of offers and vouchers, and what a cancelled one gives back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Case, F, Q, When
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.cart.pricing.baskets import discount_of
from commerce.cart.pricing.totals import Discount
from commerce.core.money import Money
from commerce.ordering.enums import ChangeKind
from commerce.ordering.errors import CheckoutChangedError
from commerce.ordering.review import Review
from commerce.ordering.selectors.fingerprints import Change
from commerce.oscar.offer.models import ConditionalOffer, OfferState
from commerce.oscar.order.models import Order, OrderDiscount, OrderNote
from commerce.oscar.voucher.models import Voucher, VoucherApplication

if TYPE_CHECKING:
    from commerce.accounts.models import User

WITHIN_LIMITS = (
    Q(max_global_applications=None) | Q(max_global_applications__gte=F("used_then"))
) & (Q(max_discount=None) | Q(max_discount=0) | Q(max_discount__gte=F("given_then")))


def record_usage(*, order: Order, review: Review, user: User | None) -> None:
    """Count the use of each offer and voucher that lowered the order's price.

    Offers are counted in the order of their keys, so that two orders do not wait for each other.
    Raises CheckoutChangedError when another order reached an offer's limit first.
    """
    applied = {a["offer"].pk: a["offer"] for a in review.priced.basket.offer_applications}
    rows = sorted(_used(review), key=lambda row: row.offer_id)
    for row in rows:
        _record_offer(row)
    _settle_limits(row.offer_id for row in rows if applied[row.offer_id].is_limited)
    given = _by_voucher(rows)
    if given:
        VoucherApplication.objects.bulk_create(
            VoucherApplication(voucher_id=pk, order=order, user=user) for pk in given
        )
    for pk, amount in sorted(given.items()):
        Voucher.objects.filter(pk=pk).update(
            num_orders=F("num_orders") + 1, total_discount=F("total_discount") + amount.amount
        )


def lock_vouchers_of(*, order: Order) -> list[Voucher]:
    """Return the vouchers that the order used, locked by key; placing locks them before stock."""
    used = VoucherApplication.objects.filter(order=order).values("voucher_id")
    return list(Voucher.objects.select_for_update().filter(pk__in=used).order_by("pk"))


def release_usage(*, order: Order, vouchers: list[Voucher]) -> None:
    """Give back what a cancelled order used of offers and vouchers, and note it on the order.

    The caller holds the locks of the order and its vouchers, and cancels an order once.
    """
    rows = list(order.discounts.order_by("offer_id"))
    for voucher in vouchers:
        _release_voucher(voucher, [row for row in rows if row.voucher_id == voucher.pk])
    VoucherApplication.objects.filter(order=order).delete()
    _settle_limits([row.offer_id for row in rows if row.offer_id and _release_offer(row)])
    if rows or vouchers:
        OfferState.renew()
        _note(order, rows, vouchers)


def lower_usage(*, row: OrderDiscount, amount: Decimal) -> None:
    """Count that an offer, and its voucher, has taken that much less off an order that was edited.

    The caller holds the locks of the order and its vouchers. How often it was used stays.
    """
    for rows in (
        ConditionalOffer.objects.filter(pk=row.offer_id),
        Voucher.objects.filter(pk=row.voucher_id),
    ):
        rows.update(total_discount=_less("total_discount", amount))


def _used(review: Review) -> list[Discount]:
    """What lowered the price, and offers that act after the order was placed."""
    zero, locale = Money.zero(review.totals.currency), review.priced.locale
    later = review.priced.basket.post_order_actions
    return [*review.discounts, *(discount_of(one, zero, locale) for one in later)]


def _by_voucher(rows: Iterable[Discount]) -> dict[int, Money]:
    given: dict[int, Money] = {}
    for row in rows:
        if row.voucher_id is not None:
            known = given.get(row.voucher_id, Money.zero(row.amount.currency))
            given[row.voucher_id] = known + row.amount
    return given


def _record_offer(row: Discount) -> None:
    """The condition holds in the statement itself, whoever places an order at the same moment."""
    then = {
        "used_then": F("num_applications") + row.times,
        "given_then": F("total_discount") + row.amount.amount,
    }
    updated = (
        ConditionalOffer.objects.annotate(**then)
        .filter(WITHIN_LIMITS, pk=row.offer_id)
        .update(
            num_applications=F("num_applications") + row.times,
            total_discount=F("total_discount") + row.amount.amount,
            num_orders=F("num_orders") + 1,
        )
    )
    if not updated:
        change = Change(ChangeKind.DISCOUNT, row.name, row.amount.as_json(), None)
        raise CheckoutChangedError(changes=[change.as_json()])


def _settle_limits(offer_ids: Iterable[int]) -> None:
    """Saving opens or closes an offer by its limits, and tells all carts.

    It comes after all counting, because it locks the row of the offers' stamp.
    """
    for offer_id in offer_ids:
        ConditionalOffer.objects.get(pk=offer_id).save()


def _release_offer(row: OrderDiscount) -> bool:
    """An offer that was deleted meanwhile needs nothing back."""
    released: int = ConditionalOffer.objects.filter(pk=row.offer_id).update(
        num_applications=_less("num_applications", row.frequency or 0),
        total_discount=_less("total_discount", row.amount),
        num_orders=_less("num_orders", 1),
    )
    return released > 0


def _release_voucher(voucher: Voucher, rows: list[OrderDiscount]) -> None:
    Voucher.objects.filter(pk=voucher.pk).update(
        num_orders=_less("num_orders", 1),
        total_discount=_less("total_discount", sum((row.amount for row in rows), Decimal(0))),
    )


def _less(field: str, amount: int | Decimal) -> Case:
    """The count without what the order added; never below zero, whatever staff have set since."""
    return Case(When(**{f"{field}__gte": amount}, then=F(field) - amount), default=amount * 0)


def _note(order: Order, rows: list[OrderDiscount], vouchers: list[Voucher]) -> None:
    """In the language of the house: notes are for staff."""
    names = [*(row.offer_name for row in rows), *(voucher.code for voucher in vouchers)]
    with translation.override(settings.LANGUAGE_CODE):
        message = _("Cancelled, so these can be used again: %(names)s.")
        OrderNote.objects.create(
            order=order,
            note_type=OrderNote.SYSTEM,
            message=message % {"names": ", ".join(dict.fromkeys(names))},
        )
