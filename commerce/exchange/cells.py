"""Reading typed values out of the text cells of one record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext

from .enums import AttributeKind
from .rows import RowError, Scalar
from .sources import Record

TRUE = {"yes", "true", "1"}
FALSE = {"no", "false", "0"}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SLUG = re.compile(r"[A-Za-z0-9_-]+")
_HS_CODE = re.compile(r"[0-9]{6,11}")
_COUNTRY = re.compile(r"[A-Z]{2}")
MAX_SLUG = 32
MOST_NATURAL = 2**31 - 1
_WHOLE = re.compile(r"[+-]?\d+")


class Cells:
    """The cells of one record. What cannot be read becomes an entry of `errors` and a None."""

    def __init__(self, record: Record, *, sku: str = "") -> None:
        self.line = record.line
        self.sku = sku
        self.errors: list[RowError] = []
        self._cells = record.cells

    def text(self, column: str) -> str:
        return self._cells.get(column, "")

    def texts(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """The parts of a list such as `a | b`, without empty ones."""
        parts = (part.strip() for part in self.text(column).split(separator))
        return tuple(part for part in parts if part)

    def decimal(self, column: str) -> Decimal | None:
        return self._decimal(column, self.text(column))

    def integer(self, column: str) -> int | None:
        return self._integer(column, self.text(column))

    def natural(self, column: str) -> int | None:
        """A whole number that is not negative, as measures are."""
        number = self.integer(column)
        if number is None or 0 <= number <= MOST_NATURAL:
            return number
        detail = gettext("“%(text)s” is not possible: a measure is not negative.")
        self.refuse(column, "negative", detail, text=self.text(column))
        return None

    def slug(self, column: str) -> str | None:
        """A code of small letters, digits, dashes; None when the cell is empty or wrong."""
        text = self.text(column)
        if text and not (_SLUG.fullmatch(text) and len(text) <= MAX_SLUG):
            detail = gettext("“%(text)s” is no code such as bulky.")
            self.refuse(column, "not_a_code", detail, text=text)
            return None
        return text or None

    def hs_code(self, column: str) -> str | None:
        """The digits of a customs tariff, written with dots and spaces or without."""
        text = self.text(column).replace(".", "").replace(" ", "")
        if text and not _HS_CODE.fullmatch(text):
            detail = gettext("“%(text)s” is no HS code: it has six to eleven digits.")
            self.refuse(column, "not_an_hs_code", detail, text=self.text(column))
            return None
        return text or None

    def country(self, column: str) -> str | None:
        """The two letters of a country, in capitals."""
        text = self.text(column).upper()
        if text and not _COUNTRY.fullmatch(text):
            detail = gettext("“%(text)s” is no country: write two letters, such as DE.")
            self.refuse(column, "not_a_country", detail, text=self.text(column))
            return None
        return text or None

    def boolean(self, column: str) -> bool | None:
        return self._boolean(column, self.text(column))

    def moment(self, column: str) -> datetime | None:
        """A date or a time in ISO 8601; without a zone it is UTC."""
        text = self.text(column)
        if not text:
            return None
        try:
            found = parse_datetime(text) or parse_date(text)
        except ValueError:
            found = None
        if found is None:
            self.refuse(column, "not_a_date", gettext("“%(text)s” is not a date."), text=text)
            return None
        moment = found if isinstance(found, datetime) else datetime.combine(found, time.min)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def value(self, column: str, kind: AttributeKind) -> Scalar | None:
        """The value of an attribute; None when the cell is empty or wrong."""
        text = self.text(column)
        match kind:
            case AttributeKind.INTEGER:
                return self._integer(column, text)
            case AttributeKind.FLOAT:
                return self._decimal(column, text)
            case AttributeKind.BOOLEAN:
                return self._boolean(column, text)
        return text or None

    def require(self, columns: Iterable[str]) -> None:
        """Refuse each of these columns that is empty."""
        for column in columns:
            if not self.text(column):
                self.refuse(column, "missing", gettext("A value is missing."))

    def refuse(self, column: str, code: str, detail: str, **params: str) -> None:
        self.errors.append(
            RowError(
                line=self.line,
                column=column,
                code=code,
                detail=detail % params if params else detail,
                sku=self.sku,
            )
        )

    def _decimal(self, column: str, text: str) -> Decimal | None:
        if not text:
            return None
        try:
            if _NUMBER.fullmatch(text):
                return Decimal(text)
        except InvalidOperation:
            pass
        self.refuse(column, "not_a_number", gettext("“%(text)s” is not a number."), text=text)
        return None

    def _integer(self, column: str, text: str) -> int | None:
        if not text:
            return None
        if _WHOLE.fullmatch(text) and len(text) < 20:
            return int(text)
        detail = gettext("“%(text)s” is not a whole number.")
        self.refuse(column, "not_an_integer", detail, text=text)
        return None

    def _boolean(self, column: str, text: str) -> bool | None:
        word = text.lower()
        if not word:
            return None
        if word in TRUE or word in FALSE:
            return word in TRUE
        self.refuse(column, "not_yes_or_no", gettext("Write yes or no, not “%(text)s”."), text=text)
        return None
