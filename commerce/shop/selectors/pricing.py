"""What a cart costs now: prices, stock, vouchers and offers of its channel, freshly read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, FilteredRelation, Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language

from commerce.core.money import Money
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.offer.applicator import Applicator, site_offers
from commerce.oscar.partner.strategy import Selector
from commerce.oscar.voucher.models import Voucher
from commerce.shop.enums import LineProblem, VoucherRefusal
from commerce.shop.policies import line_problem, voucher_refusal

from .baskets import Shopper, is_listed
from .sellers import find_sellers

if TYPE_CHECKING:
    from commerce.accounts.models import User

# Another order may use up a voucher; nothing tells the carts that hold it.
VOUCHER_SNAPSHOT_LIFETIME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its money; the amounts are zero where there is no price."""

    line: Line
    problem: LineProblem | None
    unit_price: Money | None
    compare_at: Money | None
    subtotal: Money
    discount: Money

    @property
    def total(self) -> Money:
        return self.subtotal - self.discount


@dataclass(frozen=True, slots=True)
class PricedVoucher:
    voucher: Voucher
    discount: Money
    refusal: VoucherRefusal | None


@dataclass(frozen=True, slots=True)
class Discount:
    """What one offer takes off the goods."""

    offer_id: int
    name: str
    description: str
    amount: Money
    voucher_code: str | None


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart with everything that decides its price. `valid_until` is when time changes it."""

    basket: Basket
    lines: list[PricedLine]
    vouchers: list[PricedVoucher]
    discounts: list[Discount]
    valid_until: datetime | None

    @property
    def subtotal(self) -> Money:
        return Money.sum((line.subtotal for line in self.lines), self.basket.currency)

    @property
    def discount(self) -> Money:
        return Money.sum((line.discount for line in self.lines), self.basket.currency)

    @property
    def total(self) -> Money:
        return self.subtotal - self.discount


def price_basket(*, basket: Basket, shopper: Shopper) -> PricedCart:
    """Read the basket's lines and vouchers and apply all offers. At most 8 queries when warm.

    Lines that cannot be priced stay in the result with their problem, but take part in no offer.
    """
    lines = _read_lines(basket)
    priceable = [line for line in lines if _is_priceable(line)]
    basket.strategy = Selector().strategy(channel=shopper.channel, currency=basket.currency)
    basket._lines = priceable
    _attach_owner(basket, shopper.user)
    _read_vouchers(basket, shopper.user)
    Applicator().apply(basket, shopper.user or AnonymousUser())
    vouchers = _priced_vouchers(basket, shopper.user)
    return PricedCart(
        basket=basket,
        lines=[_priced_line(line, basket.currency) for line in lines],
        vouchers=vouchers,
        discounts=_discounts(basket),
        valid_until=_next_change(basket, vouchers),
    )


def _read_lines(basket: Basket) -> list[Line]:
    price = FilteredRelation(
        "stockrecord__prices",
        condition=Q(
            stockrecord__prices__channel=basket.channel_id,
            stockrecord__prices__currency=basket.currency,
        ),
    )
    lines = list(
        Line.objects.filter(basket=basket)
        .select_related(
            "product__product_class", "product__parent__product_class", "stockrecord__partner"
        )
        .annotate(
            price_now=price,
            price_amount=F("price_now__amount"),
            price_compare_at=F("price_now__compare_at"),
            is_listed=is_listed(channel=basket.channel, product="product"),
        )
        .order_by("pk")
    )
    for line in lines:
        line.basket = basket
    find_sellers(lines, basket)
    return lines


def _is_priceable(line: Line) -> bool:
    return line_problem(line) not in (LineProblem.UNAVAILABLE, LineProblem.NO_PRICE)


def _attach_owner(basket: Basket, user: User | None) -> None:
    """Upstream asks for the owner's limits; the owner is the shopper who is here."""
    if user is not None and basket.owner_id == user.pk:
        basket.owner = user


def _read_vouchers(basket: Basket, user: User | None) -> None:
    own = Q(applications__user=user) if user is not None else Q(pk__in=())
    counted = Voucher.objects.filter(channel=basket.channel_id).annotate(
        times_used=Count("applications"), times_used_by_user=Count("applications", filter=own)
    )
    prefetch_related_objects(
        [basket], Prefetch("vouchers", counted.order_by("pk").prefetch_related("offers"))
    )


def _priced_line(line: Line, currency: str) -> PricedLine:
    problem, zero = line_problem(line), Money.zero(currency)
    if not _is_priceable(line):
        return PricedLine(line, problem, None, None, zero, zero)
    unit_price = Money(line.price_amount, currency)
    compare_at = line.price_compare_at
    return PricedLine(
        line=line,
        problem=problem,
        unit_price=unit_price,
        compare_at=None if compare_at is None else Money(compare_at, currency),
        subtotal=unit_price * line.quantity,
        discount=Money(Decimal(line.discount_value), currency),
    )


def _discounts(basket: Basket) -> list[Discount]:
    return [
        Discount(
            offer_id=application["offer"].pk,
            name=application["offer"].text("name", get_language()),
            description=application["offer"].text("description", get_language()),
            amount=Money(application["discount"], basket.currency),
            voucher_code=application["voucher"].code if application["voucher"] else None,
        )
        for application in basket.offer_applications
        if application["discount"] > 0
    ]


def _priced_vouchers(basket: Basket, user: User | None) -> list[PricedVoucher]:
    now = timezone.now()
    return [
        _priced_voucher(voucher, basket, voucher_refusal(voucher, user=user, now=now))
        for voucher in basket.vouchers.all()
    ]


def _priced_voucher(
    voucher: Voucher, basket: Basket, refusal: VoucherRefusal | None
) -> PricedVoucher:
    applications = [a for a in basket.offer_applications if a["voucher"] == voucher]
    if refusal is None and not applications:
        refusal = VoucherRefusal.CONDITIONS_NOT_MET
    amounts = (Money(a["discount"], basket.currency) for a in applications)
    return PricedVoucher(voucher, Money.sum(amounts, basket.currency), refusal)


def _next_change(basket: Basket, vouchers: list[PricedVoucher]) -> datetime | None:
    """The next moment at which an offer begins or ends, or a voucher should be looked at again."""
    now = timezone.now()
    moments = [m for offer in site_offers(basket) for m in _moments(offer)]
    if vouchers:
        moments += [m for priced in vouchers for m in _moments(priced.voucher)]
        moments.append(now + VOUCHER_SNAPSHOT_LIFETIME)
    return min((moment for moment in moments if moment > now), default=None)


def _moments(limited: Any) -> Iterable[datetime]:
    return (m for m in (limited.start_datetime, limited.end_datetime) if m is not None)
