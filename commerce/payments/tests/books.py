"""A payment service of which only its books are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.registry import PaymentProvider, setting
from commerce.integrations.shapes import Happened, Movement, PaymentAbilities, SessionFacts


@dataclass(frozen=True)
class BooksSettings:
    name: str = setting("Name", default="Books")


class Books(PaymentProvider[BooksSettings]):
    """Lists `rows`; breaks off after `breaks_after` of them, once."""

    code = "books"
    name = "Books"
    settings_type = BooksSettings
    can = PaymentAbilities(lists_movements=True)
    rows: ClassVar[list[Movement]] = []
    told: ClassVar[list[Happened]] = []
    asked: ClassVar[list[tuple[datetime, datetime]]] = []
    breaks_after: ClassVar[int | None] = None

    def test_connection(self) -> str:
        return "Reached."

    def look(self, facts: SessionFacts) -> list[Happened]:
        return self.told

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        type(self).asked.append((since, until))
        for number, row in enumerate(row for row in self.rows if since <= row.happened_at < until):
            if number == self.breaks_after:
                type(self).breaks_after = None
                raise ProviderUnavailableError
            yield row
