"""Which currencies Razorpay takes, and how it counts them: in the smallest unit of each."""

from __future__ import annotations

from decimal import Decimal

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED

# No hundredths.
WHOLE = frozenset(
    {
        *("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG"),
        *("RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
    }
)
# Thousandths, of which the last digit has to be a zero.
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
HUNDREDTHS = frozenset(
    {
        *("AED", "ALL", "AMD", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BMD"),
        *("BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BZD", "CAD", "CHF", "CNY", "COP", "CRC"),
        *("CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "GBP", "GHS"),
        *("GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "JMD"),
        *("KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA"),
        *("MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN"),
        *("NIO", "NOK", "NPR", "NZD", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD"),
        *("SAR", "SCR", "SEK", "SGD", "SOS", "SSP", "SVC", "SZL", "THB", "TRY", "TTD", "TWD"),
        *("TZS", "UAH", "USD", "UYU", "UZS", "XCD", "YER", "ZAR", "ZMW"),
    }
)
# One whole rupee, dollar, euro, … is the least that is paid.
LEAST = Decimal(1)
# What fits into ten digits, which is what its amounts have.
MOST_UNITS = 9_999_999_999


def refusal_of(amount: Money) -> Decline | None:
    """Say why Razorpay would not take the amount."""
    if amount.currency not in WHOLE | THOUSANDTHS | HUNDREDTHS:
        return Decline.CURRENCY_NOT_TAKEN
    if amount.amount < LEAST:
        return Decline.AMOUNT_TOO_SMALL
    units = amount.amount.scaleb(exponent(amount.currency))
    if units > MOST_UNITS:
        return Decline.AMOUNT_TOO_LARGE
    if units % (10 if amount.currency in THOUSANDTHS else 1):
        return Decline.CURRENCY_NOT_TAKEN
    return None


def exponent(currency: str) -> int:
    """Return how many digits follow the point."""
    if currency in WHOLE:
        return 0
    return 3 if currency in THOUSANDTHS else 2


def write_units(amount: Money) -> int:
    """Return the amount in the smallest unit of its currency."""
    return int(amount.amount.scaleb(exponent(amount.currency)))


def read_units(units: object, currency: object) -> Money:
    """Return an amount of Razorpay's. Raises ProviderUnavailableError for one that is none."""
    name = str(currency)
    if not isinstance(units, int) or isinstance(units, bool):
        raise ProviderUnavailableError(GARBLED)
    try:
        return Money(Decimal(units).scaleb(-exponent(name)), name)
    except ValueError:
        raise ProviderUnavailableError(GARBLED) from None
