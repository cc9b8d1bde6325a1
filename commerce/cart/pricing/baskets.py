"""What a cart costs now: prices, stock, vouchers and offers of its channel, freshly read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from commerce.cart import statements
from commerce.cart.enums import LineProblem, VoucherRefusal
from commerce.cart.policies import line_problem, voucher_refusal
from commerce.cart.shoppers import Shopper
from commerce.core.money import Money
from commerce.core.prepared import note_rows
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.offer.applicator import Applicator, find_rivals, site_offers, voucher_offers
from commerce.oscar.partner.strategy import Selector
from commerce.oscar.voucher.models import Voucher

from .charges import Extra, add_charges, list_extras
from .sellers import find_sellers
from .taxes import add_taxes, find_taxation, lower_prices, rates_change_at
from .totals import Discount, LineDiscount, LineFigures, Totals, total_goods

if TYPE_CHECKING:
    from commerce.accounts.models import User

# Another order may use up a voucher; nothing tells the carts that hold it.
VOUCHER_SNAPSHOT_LIFETIME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its money; `unit_price` is None where there is none."""

    line: Line
    problem: LineProblem | None
    unit_price: Money | None
    compare_at: Money | None
    figures: LineFigures


@dataclass(frozen=True, slots=True)
class PricedVoucher:
    """A voucher of a cart; `rivals` names the offers that it cannot be combined with."""

    voucher: Voucher
    discount: Money
    refusal: VoucherRefusal | None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart with everything that decides its price. `valid_until` is when time changes it.

    `goods` is what the goods come to, `totals` has the charges, too; `discounts` are those of the
    goods.
    """

    basket: Basket
    locale: str
    lines: list[PricedLine]
    vouchers: list[PricedVoucher]
    discounts: tuple[Discount, ...]
    goods: Totals
    totals: Totals
    extras: list[Extra]
    valid_until: datetime | None


def price_basket(*, basket: Basket, shopper: Shopper) -> PricedCart:
    """Read the basket's lines and vouchers and apply all offers. At most 6 queries when warm.

    Without vouchers and ranges it is one. Lines that cannot be priced stay in the result with their
    problem, but take part in no offer.
    """
    lines = _read_goods(basket, shopper)
    _attach_owner(basket, shopper.user)
    if lines and not lines[0].has_vouchers:
        note_rows(basket, vouchers=[])  # the lines have told that there are none
    else:
        _read_vouchers(basket, shopper.user)
    with _without_agreed(basket):
        Applicator().apply(basket, shopper.user or AnonymousUser())
        vouchers = _priced_vouchers(basket, shopper)
    priced = [_priced_line(line, shopper.locale) for line in lines]
    discounts = _goods_discounts(basket, priced, shopper.locale)
    goods = total_goods(basket.currency, (item.figures for item in priced), discounts)
    return PricedCart(
        basket=basket,
        locale=shopper.locale,
        lines=priced,
        vouchers=vouchers,
        discounts=discounts,
        goods=goods,
        totals=add_taxes(basket, priced, add_charges(basket, priced, goods)),
        extras=list_extras(basket, priced),
        valid_until=_next_change(basket, vouchers),
    )


def price_lines(*, basket: Basket, shopper: Shopper) -> list[PricedLine]:
    """Read the basket's lines with their price and what can be bought, without offers and totals.

    One query, and one more where a seller cannot serve what another one can.
    """
    return [_priced_line(line, shopper.locale) for line in _read_goods(basket, shopper)]


def discount_of(application: Any, amount: Money, locale: str) -> Discount:
    """Return what an applied offer takes off, as a row of its own."""
    offer, voucher = application["offer"], application["voucher"]
    return Discount(
        offer_id=offer.pk,
        name=offer.text("name", locale),
        description=offer.text("description", locale),
        amount=amount,
        voucher_id=voucher.pk if voucher else None,
        voucher_code=voucher.code if voucher else None,
        times=application["freq"],
    )


def _read_goods(basket: Basket, shopper: Shopper) -> list[Line]:
    """Read the lines, lower prices for who bears less tax, and let upstream know what is priced."""
    lines = _read_lines(basket, shopper.locale)
    user_id = shopper.user.pk if shopper.user else None
    basket.taxation = find_taxation(basket, user_id=user_id)
    lower_prices(lines, basket.taxation)
    basket.strategy = Selector().strategy(channel=shopper.channel, currency=basket.currency)
    basket._lines = [line for line in lines if _is_priceable(line)]
    return lines


def _read_lines(basket: Basket, locale: str) -> list[Line]:
    lines = statements.READ_LINES.all(
        basket=basket.pk, channel=basket.channel_id, currency=basket.currency, locale=locale
    )
    for line in lines:
        line.basket = basket
        line.stockrecord.num_reserved -= line.reserved_here  # what it holds itself it can have
    find_sellers(lines, basket)
    for line in lines:
        if line.agreed_price is not None:
            line.listed_amount, line.price_amount = line.price_amount, line.agreed_price
            line.price_compare_at = None
    return lines


@contextmanager
def _without_agreed(basket: Basket) -> Iterator[None]:
    """Lines whose price was agreed on take part in no offer, and in no condition of one."""
    everything = basket._lines
    basket._lines = [line for line in everything if line.agreed_price is None]
    try:
        yield
    finally:
        basket._lines = everything


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


def _priced_line(line: Line, locale: str) -> PricedLine:
    problem, currency = line_problem(line), line.basket.currency
    if not _is_priceable(line):
        nothing = LineFigures(Money.zero(currency), line.quantity, ())
        return PricedLine(line, problem, None, None, nothing)
    unit_price = Money(line.unit_effective_price, currency)
    compare_at = line.price_compare_at
    return PricedLine(
        line=line,
        problem=problem,
        unit_price=unit_price,
        compare_at=None if compare_at is None else Money(compare_at, currency),
        figures=LineFigures(unit_price, line.quantity, _line_discounts(line, locale)),
    )


def _line_discounts(line: Line, locale: str) -> tuple[LineDiscount, ...]:
    """One row per offer, however often it was applied to the line."""
    currency = line.basket.currency
    offers = {part.offer.pk: part.offer for part in line.discounts if part.amount}
    given: defaultdict[int, Decimal] = defaultdict(Decimal)
    for part in line.discounts:
        given[part.offer.pk] += part.amount
    return tuple(
        LineDiscount(pk, offer.text("name", locale), Money(given[pk], currency))
        for pk, offer in offers.items()
    )


def _goods_discounts(basket: Basket, lines: list[PricedLine], locale: str) -> tuple[Discount, ...]:
    """Each offer's row: the sum of what the lines got from it."""
    given: dict[int, Money] = {}
    for item in lines:
        for part in item.figures.discounts:
            known = given.get(part.offer_id, Money.zero(basket.currency))
            given[part.offer_id] = known + part.amount
    return tuple(
        discount_of(application, given[application["offer"].pk], locale)
        for application in basket.offer_applications
        if application["offer"].pk in given
    )


def _priced_vouchers(basket: Basket, shopper: Shopper) -> list[PricedVoucher]:
    return [_priced_voucher(voucher, basket, shopper) for voucher in basket.vouchers.all()]


def _priced_voucher(voucher: Voucher, basket: Basket, shopper: Shopper) -> PricedVoucher:
    refusal = voucher_refusal(voucher, user=shopper.user, now=timezone.now())
    applications = [a for a in basket.offer_applications if a["voucher"] == voucher]
    if refusal is None and not applications:
        return _voucher_without_effect(voucher, basket, shopper)
    amounts = (Money(a["discount"], basket.currency) for a in applications)
    return PricedVoucher(voucher, Money.sum(amounts, basket.currency), refusal)


def _voucher_without_effect(voucher: Voucher, basket: Basket, shopper: Shopper) -> PricedVoucher:
    """A voucher that may be used, but gives nothing for this cart, and why."""
    zero, offers = Money.zero(basket.currency), voucher_offers(basket, voucher)
    if offers and not any(offer.get_max_applications() for offer in offers):
        return PricedVoucher(voucher, zero, VoucherRefusal.USED_UP)
    if offers and not any(offer.get_max_applications(shopper.user) for offer in offers):
        return PricedVoucher(voucher, zero, VoucherRefusal.ALREADY_USED)
    if rivals := find_rivals(basket, voucher):
        names = tuple(rival.text("name", shopper.locale) for rival in rivals)
        return PricedVoucher(voucher, zero, VoucherRefusal.NOT_COMBINABLE, names)
    return PricedVoucher(voucher, zero, VoucherRefusal.CONDITIONS_NOT_MET)


def _next_change(basket: Basket, vouchers: list[PricedVoucher]) -> datetime | None:
    """The next moment at which an offer begins or ends, or a voucher should be looked at again."""
    now = timezone.now()
    moments = [m for offer in site_offers(basket) for m in _moments(offer)]
    if vouchers:
        moments += [m for priced in vouchers for m in _moments(priced.voucher)]
        moments.append(now + VOUCHER_SNAPSHOT_LIFETIME)
    if rates_change := rates_change_at(basket.taxation):
        moments.append(rates_change)
    return min((moment for moment in moments if moment > now), default=None)


def _moments(limited: Any) -> Iterable[datetime]:
    return (m for m in (limited.start_datetime, limited.end_datetime) if m is not None)
