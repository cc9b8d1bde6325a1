"""How long a worker draws an invoice: the page, the e-invoice, and the one inside the other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles
from time import perf_counter
from typing import Any, Final

from commerce.documents.services.einvoices import embed_xml, write_xml
from commerce.documents.services.typesetting import typeset

NUMBER: Final = 40
LINES: Final = 12
NET, TAX = Decimal("84.03"), Decimal("15.97")


@dataclass(frozen=True)
class Drawn:
    """What drawing one took, in milliseconds, by language."""

    milliseconds: dict[str, list[float]]

    def __str__(self) -> str:
        told = (
            f"{locale} {median(took):.0f} ms (95 %: {quantiles(took, n=20)[-1]:.0f} ms)"
            for locale, took in self.milliseconds.items()
        )
        return f"{NUMBER} each with {LINES} lines: {', '.join(told)}"


def measure() -> Drawn:
    """Draw the same invoice again and again. The first one, which loads what is needed, is not counted."""
    found: dict[str, list[float]] = {}
    for locale in ("de", "ar"):
        draw(invoice(locale))
        found[locale] = [_timed(invoice(locale)) for _ in range(NUMBER)]
    return Drawn(found)


def draw(content: dict[str, Any]) -> bytes:
    return embed_xml(typeset(content), write_xml(content), content=content)


def _timed(content: dict[str, Any]) -> float:
    start = perf_counter()
    draw(content)
    return (perf_counter() - start) * 1000


def invoice(locale: str, *, lines: int = LINES) -> dict[str, Any]:
    """Return what an invoice says of so many lines."""
    whole = {"net": str(NET * lines), "tax": str(TAX * lines), "gross": str((NET + TAX) * lines)}
    return {
        "version": 1,
        "kind": "invoice",
        "number": "RE-2026-00042",
        "date": "2026-11-29",
        "locale": locale,
        "currency": "EUR",
        "order": {"number": "R-7K2M-09XD", "placed_on": "2026-11-28"},
        "supplied_on": "2026-11-29",
        "seller": _seller(),
        "buyer": _party(),
        "ship_to": _party(),
        "lines": [_line(number) for number in range(lines)],
        "charges": [],
        "taxes": [{"percentage": "19", **whole}],
        "totals": whole,
        "payments": [{"name": "Card", "amount": whole["gross"]}],
    }


def _line(number: int) -> dict[str, Any]:
    return {
        "name": f"Lamp {number}",
        "detail": "Oak",
        "sku": f"LAMP-{number}",
        "quantity": 2,
        "unit_price": "50.00",
        "discount": "0.00",
        "net": str(NET),
        "percentage": "19",
        "tax": str(TAX),
        "gross": str(NET + TAX),
    }


def _party() -> dict[str, str]:
    return {
        **dict.fromkeys(("company", "line2"), ""),
        "name": "Ada Reed",
        "line1": "Lindenstraße 5",
        "postcode": "10969",
        "city": "Berlin",
        "country": "DE",
        "country_name": "Germany",
        "email": "ada@example.com",
    }


def _seller() -> dict[str, str]:
    return {
        **_party(),
        "name": "Reed & Rook GmbH",
        "phone": "",
        "registration": "",
        "tax_number": "",
        "vat_id": "DE123456789",
        "bank": "Hafenbank",
        "iban": "DE89370400440532013000",
        "bic": "",
        "closing": "Thank you.",
    }
