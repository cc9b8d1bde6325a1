"""How Stripe writes amounts, and which it takes: whole numbers of its own smallest unit of a currency.

Its units are not always those of the currency: what has no hundredths any more (ISK, UGX) is still
written in hundredths, and a thousandth has to end in nought.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from commerce.core.money import Money
from commerce.integrations.enums import Decline

_WHOLE: Final = frozenset(
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split()  # noqa: SIM905
)
_THOUSANDTHS: Final = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
_HUNDREDTHS: Final = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD"  # noqa: SIM905
    " CDF CHF CNY COP CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL"
    " HTG HUF IDR ILS INR ISK JMD KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP"
    " MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD SAR SBD"
    " SCR SEK SGD SHP SLE SOS SRD STN SZL THB TJS TOP TRY TTD TWD TZS UAH UGX USD UYU UZS WST XCD"
    " XCG YER ZAR ZMW".split()
)
CURRENCIES: Final = _WHOLE | _THOUSANDTHS | _HUNDREDTHS
# What a charge has to come to; for other currencies it depends on the day's rate, and Stripe says so.
MINIMUMS: Final = {
    **dict.fromkeys(
        ("USD", "EUR", "AUD", "BRL", "CAD", "CHF", "INR", "NZD", "SGD"), Decimal("0.50")
    ),
    **dict.fromkeys(("AED", "MYR", "PLN", "RON"), Decimal(2)),
    **dict.fromkeys(("NOK", "SEK"), Decimal(3)),
    **dict.fromkeys(("MXN", "THB"), Decimal(10)),
    "BGN": Decimal(1),
    "CZK": Decimal(15),
    "DKK": Decimal("2.50"),
    "GBP": Decimal("0.30"),
    "HKD": Decimal(4),
    "HUF": Decimal(175),
    "JPY": Decimal(50),
}
_MOST_DIGITS: Final = {"IDR": 12}


def to_units(money: Money) -> int:
    """Return the amount as Stripe is told it. Raises ValueError for one that it cannot write."""
    units = money.amount.scaleb(_places(money.currency))
    if units != units.to_integral_value():
        raise ValueError(f"Stripe has no coins for {money.amount} {money.currency}.")
    return int(units)


def to_money(units: int, currency: str) -> Money:
    """Return the amount that Stripe tells."""
    code = currency.upper()
    return Money(Decimal(units).scaleb(-_places(code)), code)


def refusal_of(amount: Money) -> Decline | None:
    """Say why Stripe would not take this amount; what only it can know is left to it."""
    if amount.currency not in CURRENCIES or not _has_coins(amount):
        return Decline.CURRENCY_NOT_TAKEN
    if amount.amount < MINIMUMS.get(amount.currency, Decimal(0)) or amount.amount <= 0:
        return Decline.AMOUNT_TOO_SMALL
    most = 10 ** _MOST_DIGITS.get(amount.currency, 8)
    return Decline.AMOUNT_TOO_LARGE if to_units(amount) >= most else None


def _places(currency: str) -> int:
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def _has_coins(amount: Money) -> bool:
    places = 2 if amount.currency in _THOUSANDTHS else _places(amount.currency)
    return amount.amount == amount.amount.quantize(Decimal(1).scaleb(-places))
