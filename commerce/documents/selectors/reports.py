"""Tax reports: sums over what numbered documents say, so that each figure leads to its documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import ExtractQuarter, ExtractYear

from commerce.core.amounts import AmountField
from commerce.core.money import Money
from commerce.documents.enums import DocumentKind
from commerce.documents.models import DocumentTax
from commerce.tax.enums import Treatment
from commerce.tax.shapes.rates import UNION

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from commerce.documents.models import LegalEntity
    from commerce.tenancy.models import Channel

ZERO: Final = Decimal(0)
MONTHS_OF_QUARTER: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which documents a report is about: issued from a day to a day, both included."""

    since: date
    until: date
    channel: Channel | None = None
    entity: LegalEntity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """What one rate of one country comes to: invoices less credit notes."""

    country: str
    treatment: str
    percentage: Decimal
    currency: str
    net: Money
    tax: Money
    documents: int

    @property
    def gross(self) -> Money:
        return self.net + self.tax

    @property
    def plain_percentage(self) -> str:
        """As addresses and files have it, in every language."""
        return f"{self.percentage.normalize():f}"

    @property
    def treatment_label(self) -> str:
        return str(Treatment(self.treatment).label) if self.treatment else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """What was supplied in a quarter to one member state at one rate."""

    country: str
    rate_kind: str
    percentage: Decimal
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What credit notes of a quarter take off an earlier one, for one member state."""

    year: int
    quarter: int
    country: str
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class OssReport:
    supplies: tuple[Supplies, ...]
    corrections: tuple[Correction, ...]

    @property
    def totals(self) -> tuple[Money, ...]:
        """The tax to be paid, corrections included, in each currency."""
        sums: dict[str, Money] = {}
        rows: tuple[Supplies | Correction, ...] = (*self.supplies, *self.corrections)
        for row in rows:
            currency = row.tax.currency
            sums[currency] = sums.get(currency, Money.zero(currency)) + row.tax
        return tuple(sums[currency] for currency in sorted(sums))


def report_of(asked: Asked) -> tuple[ReportRow, ...]:
    """Return net and tax of each rate, however many documents there are. One query."""
    groups = ("country", "treatment", "percentage", "document__currency")
    rows = _summed(rows_in(asked), *groups).annotate(documents=Count("document"))
    return tuple(
        ReportRow(
            country=row["country"],
            treatment=row["treatment"],
            percentage=row["percentage"],
            currency=row["document__currency"],
            documents=row["documents"],
            **_amounts(row),
        )
        for row in rows.order_by("document__currency", "country", "-percentage", "treatment")
    )


def totals_of(rows: Iterable[ReportRow]) -> tuple[ReportRow, ...]:
    """Return what all rates come to, one row for each currency."""
    sums: dict[str, ReportRow] = {}
    for row in rows:
        known = sums.get(row.currency)
        zero = Money.zero(row.currency)
        sums[row.currency] = ReportRow(
            country="",
            treatment="",
            percentage=ZERO,
            currency=row.currency,
            net=(known.net if known else zero) + row.net,
            tax=(known.tax if known else zero) + row.tax,
            documents=(known.documents if known else 0) + row.documents,
        )
    return tuple(sums.values())


def rows_in(asked: Asked) -> QuerySet[DocumentTax]:
    """Return the rows of the documents that are asked about and that the person at work may see."""
    rows = DocumentTax.objects.filter(
        document__issued_on__range=(asked.since, asked.until),
        document__kind__in=(DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE),
    )
    if asked.channel is not None:
        rows = rows.filter(document__channel=asked.channel)
    if asked.entity is not None:
        rows = rows.filter(document__entity=asked.entity)
    found: QuerySet[DocumentTax] = rows
    return found


def documents_behind(asked: Asked, **rate: Any) -> QuerySet[DocumentTax]:
    """Return what each document adds to one row of the report, the newest first.

    `rate` names the row: country, treatment, percentage, and the currency.
    """
    currency = rate.pop("currency")
    rows = rows_in(asked).filter(document__currency=currency, **rate)
    found = rows.select_related("document__order").defer("document__content")
    return found.order_by("-document__pk")


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year and the quarter of a day, from 1 to 4."""
    return day.year, (day.month - 1) // MONTHS_OF_QUARTER + 1


def days_of_quarter(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and the last day of a quarter."""
    first = date(year, MONTHS_OF_QUARTER * (quarter - 1) + 1, 1)
    after = date(year + 1, 1, 1) if quarter == 4 else date(year, first.month + 3, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def oss_report_of(asked: Asked) -> OssReport:
    """Return what the union scheme asks for: sales to consumers of other member states.

    Neither sales at home, nor what a business owes itself, nor what bears no tax. `asked` is a
    quarter; credit notes for invoices of earlier ones stand apart. Two queries.
    """
    rows = rows_in(asked).filter(
        treatment=Treatment.TAXED, country__in=UNION, origin__in=UNION, percentage__gt=0
    )
    rows = rows.exclude(country=F("origin"))
    is_earlier = Q(document__corrects__issued_on__lt=asked.since)
    return OssReport(
        supplies=tuple(_supplies(rows.exclude(is_earlier))),
        corrections=tuple(_corrections(rows.filter(is_earlier))),
    )


def _supplies(rows: QuerySet[DocumentTax]) -> Iterable[Supplies]:
    groups = ("country", "rate_kind", "percentage", "document__currency")
    for row in _summed(rows, *groups).order_by("document__currency", "country", "-percentage"):
        yield Supplies(
            country=row["country"],
            rate_kind=row["rate_kind"],
            percentage=row["percentage"],
            **_amounts(row),
        )


def _corrections(rows: QuerySet[DocumentTax]) -> Iterable[Correction]:
    dated = rows.annotate(
        year=ExtractYear("document__corrects__issued_on"),
        quarter=ExtractQuarter("document__corrects__issued_on"),
    )
    groups = ("year", "quarter", "country", "document__currency")
    for row in _summed(dated, *groups).order_by(*groups):
        yield Correction(
            year=row["year"], quarter=row["quarter"], country=row["country"], **_amounts(row)
        )


def _signed(name: str) -> Combinable:
    """An amount as it counts: what a credit note says is taken off."""
    is_taken_off = When(document__kind=DocumentKind.CREDIT_NOTE, then=-F(name))
    return Case(is_taken_off, default=F(name), output_field=AmountField())


def _summed(rows: QuerySet[DocumentTax], *groups: str) -> QuerySet[Any, dict[str, Any]]:
    found = rows.order_by().values(*groups)
    return found.annotate(sum_net=Sum(_signed("net")), sum_tax=Sum(_signed("tax")))


def _amounts(row: dict[str, Any]) -> dict[str, Money]:
    currency = row["document__currency"]
    return {
        "net": Money(row["sum_net"], currency).rounded(),
        "tax": Money(row["sum_tax"], currency).rounded(),
    }
