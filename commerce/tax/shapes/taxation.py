"""How one cart is taxed: where it goes, who buys, which rates that makes. Functions of values alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from commerce.core.money import Money
from commerce.tax.enums import Rounding, Treatment, VatIdState

from .breakdown import HUNDRED, Taxable, TaxedPart, break_down, share_among
from .rates import (
    NOTHING,
    UNION,
    AppliedRate,
    DatedRate,
    GoodsClass,
    Place,
    Zone,
    nearest_zones,
    next_change,
    rates_of_zones,
)

# What each class bears, by its code: per cent, and what the tax is called.
Told = Mapping[str, tuple[Decimal, str]]
SERVICE: Final = "service"
TABLE: Final = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxBook:
    """All that a channel's taxes depend on, as it was read at one moment."""

    is_net: bool
    ships_from: str
    usual: int
    rounding: str
    extras_rule: str
    taxes_by_destination: bool
    takes_vat_ids: bool
    lowers_untaxed: bool
    own_vat_id: str
    uses_service: bool = False
    classes: tuple[GoodsClass, ...]
    zones: tuple[Zone, ...]
    rates: Mapping[tuple[int, int], tuple[DatedRate, ...]]
    exempt: Mapping[int, date | None]


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, as far as taxes are concerned."""

    user_id: int | None = None
    vat_id: str = ""
    vat_id_state: str = ""
    vat_check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxation:
    """The rates of one cart. `home` is what prices with tax contain, where the buyer bears none."""

    is_net: bool
    rounding: str
    extras_rule: str
    treatment: Treatment
    place: Place
    usual: AppliedRate
    rates: Mapping[int, AppliedRate]
    changes_on: date | None = None
    buyer: Buyer = field(default_factory=Buyer)
    # Empty, or who has told the rates: the service, or the table because the service did not answer.
    source: str = ""
    home: Mapping[int | None, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def rate_of(self, tax_class: int | None, *, is_voucher: bool = False) -> AppliedRate:
        """Return what a class bears here; a voucher that buys anything is taxed when it is used."""
        rate = self.rates.get(tax_class, self.usual) if tax_class else self.usual
        if is_voucher:
            return AppliedRate("voucher", rate.label, NOTHING, rate.country, rate.region)
        return rate

    def price_of(self, amount: Decimal, currency: str, tax_class: int | None = None) -> Decimal:
        """Return a price of the list as this buyer pays it: without the tax they do not bear."""
        contained = self.home.get(tax_class, self.home.get(None))
        if not contained:
            return amount
        return Money(amount * HUNDRED / (HUNDRED + contained), currency).rounded().amount

    def break_down(
        self, goods: Sequence[Taxable], extras: Sequence[tuple[str, Money]]
    ) -> tuple[TaxedPart, ...]:
        """Return net and tax of goods, shipping and charges: each source in one part or several."""
        amounts = list(goods)
        for source, amount in extras:
            amounts += share_among(source, amount, goods, self.extras_rule, self.usual)
        return break_down(amounts, is_net=self.is_net, rounding=self.rounding)


def taxation_of(
    book: TaxBook, *, place: Place, buyer: Buyer, day: date, told: Told | None = None
) -> Taxation:
    """Return how a cart of that buyer that goes there is taxed on that day.

    `told` is what a tax service says of the place, by codes of classes: it goes before the table.
    """
    treatment, rates = _treat(book, place=place, buyer=buyer, day=day)
    is_asked = book.uses_service and treatment in (Treatment.TAXED, Treatment.NOT_TAXED)
    if is_asked and told:
        treatment, rates = Treatment.TAXED, _told_rates(book, place, told)
    usual = rates[book.usual]
    is_lowered = not book.is_net and book.lowers_untaxed and treatment is not Treatment.TAXED
    return Taxation(
        is_net=book.is_net,
        rounding=book.rounding or Rounding.LINE,
        extras_rule=book.extras_rule,
        treatment=treatment,
        place=place,
        usual=usual,
        rates=rates,
        changes_on=_next_change(book, day),
        buyer=buyer,
        source=_source(told) if is_asked else "",
        home=_home(book, day) if is_lowered else MappingProxyType({}),
    )


def owes_tax_himself(book: TaxBook, *, place: Place, buyer: Buyer) -> bool:
    """Whether the buyer is a business of another country of the EU, confirmed, and goods go there."""
    return (
        book.takes_vat_ids
        and buyer.vat_id_state == VatIdState.VALID
        and {place.country, book.ships_from} <= UNION
        and place.country != book.ships_from
        and country_of(buyer.vat_id) == place.country
    )


def country_of(vat_id: str) -> str:
    """Return the country of a VAT id: Greece writes EL."""
    return "GR" if vat_id.startswith("EL") else vat_id[:2]


def _treat(
    book: TaxBook, *, place: Place, buyer: Buyer, day: date
) -> tuple[Treatment, Mapping[int, AppliedRate]]:
    if _is_exempt(book, buyer, day):
        return Treatment.EXEMPT, _untaxed(book, place, "Exempt customer")
    if owes_tax_himself(book, place=place, buyer=buyer):
        return Treatment.REVERSE_CHARGE, _untaxed(book, place, "Reverse charge")
    is_within = {place.country, book.ships_from} <= UNION
    at_home = is_within and not book.taxes_by_destination
    taxed_in = Place(book.ships_from) if at_home and place.country != book.ships_from else place
    rates = _rates_at(book, taxed_in, day)
    if not rates:
        return Treatment.NOT_TAXED, _untaxed(book, place, "Not taxed here")
    return Treatment.TAXED, rates


def _told_rates(book: TaxBook, place: Place, told: Told) -> Mapping[int, AppliedRate]:
    usual = next(each.code for each in book.classes if each.key == book.usual)
    rates = {}
    for each in book.classes:
        percentage, label = told.get(each.code) or told[usual]
        region = place.region
        rates[each.key] = AppliedRate(each.code, label or "VAT", percentage, place.country, region)
    return rates


def _source(told: Told | None) -> str:
    return SERVICE if told else TABLE


def _rates_at(book: TaxBook, place: Place, day: date) -> Mapping[int, AppliedRate]:
    zones = nearest_zones(book.zones, place)
    return rates_of_zones(zones, book.rates, book.classes, usual=book.usual, day=day)


def _untaxed(book: TaxBook, place: Place, label: str) -> Mapping[int, AppliedRate]:
    return {
        each.key: AppliedRate(each.code, label, NOTHING, place.country) for each in book.classes
    }


def _is_exempt(book: TaxBook, buyer: Buyer, day: date) -> bool:
    if buyer.user_id is None or buyer.user_id not in book.exempt:
        return False
    until = book.exempt[buyer.user_id]
    return until is None or day <= until


def _home(book: TaxBook, day: date) -> Mapping[int | None, Decimal]:
    rates = _rates_at(book, Place(book.ships_from), day)
    home: dict[int | None, Decimal] = {key: rate.percentage for key, rate in rates.items()}
    if rates:
        home[None] = rates[book.usual].percentage
    return MappingProxyType(home)


def _next_change(book: TaxBook, day: date) -> date | None:
    found = next_change([rate for rates in book.rates.values() for rate in rates], after=day)
    ends = [date.fromordinal(d.toordinal() + 1) for d in book.exempt.values() if d and d >= day]
    return min([*ends, *([found] if found else [])], default=None)
