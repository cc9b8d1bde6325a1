"""Statements as tables: CSV, with the columns that staff name or their headings tell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Final

from commerce.core.money import minor_units
from commerce.tenders.errors import MissingColumnError

from .lines import Credit

# What banks write above a column, in small letters; the first that is there is taken.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("booking date", "date", "buchungstag", "buchungsdatum", "datum", "date opération"),
    "amount": ("amount", "credit", "betrag", "umsatz", "montant", "crédit", "المبلغ"),
    "currency": ("currency", "währung", "waehrung", "devise", "العملة"),
    "payer": ("payer", "name", "auftraggeber", "zahlungspflichtiger", "nom", "الاسم"),
    "text": ("text", "reference", "description", "verwendungszweck", "libellé", "البيان"),
    "reference": ("transaction id", "id", "kundenreferenz", "référence"),
}
NEEDED: Final = ("day", "amount", "text")
FORMATS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y")


def read_table(content: bytes, *, columns: Mapping[str, str], currency: str) -> Iterator[Credit]:
    """Yield the rows; what went out has a minus. `columns` names headings by what they are.

    Without a column of currencies all is in `currency`. Raises MissingColumnError, and one of
    UNREADABLE for what is no such table.
    """
    text = _decoded(content)
    rows = csv.DictReader(StringIO(text), delimiter=_delimiter(text))
    places = _places(list(rows.fieldnames or ()), columns)
    for row in rows:
        said = {name: (row.get(place) or "").strip() for name, place in places.items()}
        money_of = (said.get("currency") or currency).upper()
        if any(said.values()):
            yield Credit(
                day=_day(said["day"]),
                amount=_amount(said["amount"], money_of),
                currency=money_of,
                payer=said.get("payer", ""),
                text=said["text"],
                reference=said.get("reference", ""),
            )


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(";,\t", key=first.count)


def _places(found: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    known = {heading.strip().casefold(): heading for heading in found}
    places = {}
    for name, guesses in HEADINGS.items():
        wanted = [columns[name]] if columns.get(name) else guesses
        place = next((known[each.casefold()] for each in wanted if each.casefold() in known), None)
        if place is not None:
            places[name] = place
        elif name in NEEDED or columns.get(name):
            raise MissingColumnError(column=columns.get(name) or name, found=", ".join(found)[:300])
    return places


def _amount(text: str, currency: str) -> Decimal:
    """1.234,56 and 1,234.56 are the same. One mark alone is of cents where as many digits follow as
    the currency has, and of thousands where three do.
    """
    digits = "".join(sign for sign in text if sign in "0123456789.,-")
    at = max(digits.rfind(","), digits.rfind("."))
    if at < 0:
        return Decimal(digits)
    whole, rest = digits[:at].replace(",", "").replace(".", ""), digits[at + 1 :]
    is_grouping = len(rest) == 3 and minor_units(currency) != 3
    return Decimal(f"{whole}{rest}" if is_grouping else f"{whole}.{rest}")


def _day(text: str) -> date:
    for form in FORMATS:
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    raise ValueError(text)
