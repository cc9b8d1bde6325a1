"""Services that know taxes better than a table does."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commerce.integrations.enums import ProviderKind

from .providers import Provider, S


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxedPlace:
    """Where goods go from and to, as far as a service wants to know."""

    origin: str
    country: str
    region: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class ToldRate:
    """What one class of goods bears somewhere, in per cent."""

    percentage: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class SoldLine:
    """An amount without tax of a document, and the tax that was told on it."""

    number: str
    code: str
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxedDocument:
    """An invoice or, with amounts below zero, a credit note; `number` is the shop's own."""

    number: str
    is_credit: bool
    day: date
    currency: str
    customer: str
    place: TaxedPlace
    lines: tuple[SoldLine, ...]


class TaxService(Provider[S]):
    """Tells what goods bear at a place, and keeps the books that are declared from."""

    kind = ProviderKind.TAX

    @abstractmethod
    def rates_at(
        self, place: TaxedPlace, codes: Sequence[str], *, currency: str, day: date
    ) -> Mapping[str, ToldRate]:
        """Return what each class bears there. Somebody waits; raises ProviderError."""

    @abstractmethod
    def record(self, document: TaxedDocument) -> str:
        """Note a document in the service's books, once however often it is told; return its name there.

        Raises ProviderError.
        """
