"""A document's content as a PDF: words of its language around what it says, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commerce.core.typesetting import set_by_typst
from commerce.documents.enums import DocumentKind

Json = dict[str, Any]
# Unicode's marks around a text whose first letter decides where it begins.
FIRST_STRONG, POP = "\u2068", "\u2069"
TEMPLATE: Final = Path(__file__).parent.parent / "typst" / "document.typ"
# For the archives of years to come, and for the e-invoice inside of it.
STRICT: Final = "a-3b"
# Where a name has a character that none of the fonts has: it is drawn as a box.
LENIENT: Final = "1.7"


def typeset(content: Json) -> bytes:
    """Return the PDF of a document: PDF/A-3b, unless the fonts lack a character of it.

    The same content gives the same file. Nothing is fetched, and no font of the machine is used.
    """
    options: Json = {
        "sys_inputs": {"document": json.dumps(_shown(content))},
        "timestamp": _moment(content),
    }
    try:
        return set_by_typst(_template(), pdf_standards=[STRICT], **options)
    except typst.TypstError:
        return set_by_typst(_template(), pdf_standards=[LENIENT], **options)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _moment(content: Json) -> datetime:
    return datetime.combine(date.fromisoformat(content["date"]), time(), ZoneInfo("UTC"))


def _shown(content: Json) -> Json:
    """What the template draws: texts alone, in the language of the document."""
    locale = content["locale"]
    with translation.override(locale):
        is_priced = "totals" in content
        shown = {
            "rtl": translation.get_language_bidi(),
            "title": title_of(content["kind"]),
            "words": _words(),
            "seller": {"name": content["seller"]["name"], "rows": _rows_of(content["seller"])},
            "sender": " · ".join([content["seller"]["name"], *_rows_of(content["seller"])]),
            "recipient": _recipient(content),
            "facts": list(_facts(content)),
            "reason": content.get("reason", ""),
            "priced": is_priced,
            "lines": [*_lines(content), *_charges(content)] if is_priced else _packed(content),
            "cards": content.get("cards", []),
            "closing": [*notes_of(content), *_closing(content)],
            "footer": _footer(content["seller"]),
            **(_totals(content) if is_priced else {}),
        }
    said = _isolated(shown) if shown["rtl"] else shown
    return {**said, "language": locale.partition("-")[0], "number": content["number"]}


def _isolated(value: Any) -> Any:
    """Let each text find its own direction: in Arabic an address may be written in Latin letters."""
    match value:
        case str() if value:
            return f"{FIRST_STRONG}{value}{POP}"
        case dict():
            return {name: _isolated(each) for name, each in value.items()}
        case list():
            return [_isolated(each) for each in value]
    return value


def title_of(kind: str) -> str:
    """Return what a kind of document is called in the language at hand."""
    return str(DocumentKind(kind).label)


def _words() -> Json:
    return {
        "position": _("No."),
        "goods": _("Description"),
        "quantity": _("Quantity"),
        "price": _("Price"),
        "tax": _("Tax"),
        "amount": _("Amount"),
        "total": _("Total"),
        "packed": pgettext("heading of boxes to tick", "Packed"),
        "sku": _("SKU"),
        "page": _("Page {page} of {pages}"),
    }


def _rows_of(party: Json) -> list[str]:
    """The address below a name."""
    place = f"{party['postcode']} {party['city']}".strip()
    return [row for row in (party["line1"], party["line2"], place, party["country_name"]) if row]


def _recipient(content: Json) -> list[str]:
    """A parcel goes to where it is sent, an invoice to who pays."""
    is_parcel = content["kind"] == DocumentKind.PACKING_SLIP
    party = content["ship_to" if is_parcel else "buyer"]
    rows = [party["company"], party["name"], *_rows_of(party)]
    return [row for row in rows if row] or [party["email"] or content["buyer"]["email"]]


def _facts(content: Json) -> Iterator[tuple[str, Json]]:
    yield _("Date"), _plain(_day(content, content["date"]))
    if corrects := content.get("corrects"):
        name = f"{corrects['number']} · {_day(content, corrects['date'])}"
        yield _("For the invoice"), _code(name)
    yield _("Order"), _code(content["order"]["number"])
    yield _("Ordered on"), _plain(_day(content, content["order"]["placed_on"]))
    if "totals" in content and "corrects" not in content:
        supplied = content["supplied_on"] or content["date"]
        yield _("Date of supply"), _plain(_day(content, supplied))
    if "totals" in content and (vat_id := content.get("taxation", {}).get("buyer_vat_id")):
        yield _("Your VAT id"), _code(vat_id)
    if parcel := content.get("parcel"):
        yield _("Parcel"), _code(parcel["id"])
    if parcel and parcel["carrier"]:
        yield _("Carrier"), _plain(parcel["carrier"])


def _plain(text: str) -> Json:
    return {"text": text, "code": False}


def _code(text: str) -> Json:
    return {"text": text, "code": True}


def _day(content: Json, day: str) -> str:
    return format_date(date.fromisoformat(day), "long", locale=_babel(content))


def _babel(content: Json) -> str:
    return str(content["locale"]).replace("-", "_")


def _money(content: Json, amount: str) -> str:
    return format_currency(Decimal(amount), content["currency"], locale=_babel(content))


def _rate(content: Json, percentage: str) -> str:
    return f"{format_decimal(Decimal(percentage), locale=_babel(content))} %"


def _lines(content: Json) -> Iterator[Json]:
    for position, row in enumerate(content["lines"], start=1):
        discount = Decimal(row["discount"])
        off = _("Discount: %(amount)s") % {"amount": _money(content, row["discount"])}
        yield {
            "position": str(position),
            "name": row["name"],
            "detail": row["detail"],
            "sku": row["sku"],
            "discount": off if discount else "",
            "quantity": str(row["quantity"]),
            "price": _money(content, row["unit_price"]),
            "tax": _rate(content, row["percentage"]),
            "amount": _money(content, row["gross"]),
        }


def _charges(content: Json) -> Iterator[Json]:
    for row in content["charges"]:
        yield {
            **dict.fromkeys(("position", "detail", "sku", "discount", "quantity", "price"), ""),
            "name": charge_name(row),
            "tax": _rate(content, row["percentage"]),
            "amount": _money(content, row["gross"]),
        }


def charge_name(row: Json) -> str:
    """Return what is told of an amount that is not goods, in the language at hand."""
    match row["kind"]:
        case "shipping":
            return f"{_('Shipping')} ({row['name']})" if row["name"] else _("Shipping")
        case "rounding":
            return _("Rounding")
        case "credit":
            return _("Given back")
    return str(row["name"])


def _packed(content: Json) -> list[Json]:
    return [{**row, "quantity": f"{row['quantity']} ×"} for row in content["lines"]]


def _totals(content: Json) -> Json:
    net = {"name": _("Total without tax"), "amount": _money(content, content["totals"]["net"])}
    taxes = [
        {
            "name": _("Tax of %(rate)s on %(net)s")
            % {"rate": _rate(content, row["percentage"]), "net": _money(content, row["net"])},
            "amount": _money(content, row["tax"]),
        }
        for row in content["taxes"]
    ]
    return {
        "sums": [net, *taxes],
        "total": _money(content, content["totals"]["gross"]),
        "payments": list(_payments(content)),
    }


def _payments(content: Json) -> Iterator[Json]:
    if content["kind"] != DocumentKind.INVOICE:
        return
    for row in content["payments"]:
        name = _("Paid: %(method)s") % {"method": row["name"]}
        yield {"name": name, "amount": _money(content, row["amount"])}
    yield {"name": _("Still to be paid"), "amount": _money(content, str(due_of(content)))}


def due_of(content: Json) -> Decimal:
    """Return what of an invoice had not come in when it was issued."""
    paid = sum((Decimal(row["amount"]) for row in content["payments"]), Decimal(0))
    return max(Decimal(content["totals"]["gross"]) - paid, Decimal(0))


def notes_of(content: Json) -> list[str]:
    """Return why no tax is borne, as the law wants it said, in the language at hand."""
    told = content.get("taxation") or {}
    if "totals" not in content:
        return []
    match told.get("category"):
        case "K":
            return [
                _(
                    "Reverse charge: tax-exempt supply of goods within the EU (Article 138 of Directive"
                    " 2006/112/EC). The recipient owes the tax."
                ),
                _both_ids(content, told),
            ]
        case "AE":
            return [
                _(
                    "Reverse charge: the recipient owes the tax (Article 196 of Directive"
                    " 2006/112/EC)."
                ),
                _both_ids(content, told),
            ]
        case "G":
            return [_("Tax-exempt export (Article 146 of Directive 2006/112/EC).")]
        case "E":
            return [_exemption(told)]
    return []


def _both_ids(content: Json, told: Json) -> str:
    ids = {"own": content["seller"]["vat_id"], "buyer": told["buyer_vat_id"]}
    return _("VAT id of the seller: %(own)s. VAT id of the recipient: %(buyer)s.") % ids


def _exemption(told: Json) -> str:
    if told["reason"] and told["certificate"]:
        return _("Exempt from tax: %(reason)s (certificate %(certificate)s).") % told
    if told["reason"]:
        return _("Exempt from tax: %(reason)s.") % told
    return _("Exempt from tax.")


def _closing(content: Json) -> list[str]:
    if content["kind"] != DocumentKind.INVOICE:
        return []
    return [row for row in str(content["seller"]["closing"]).splitlines() if row.strip()]


def _footer(seller: Json) -> list[list[str]]:
    """Three columns: who, how it is known to the offices, where money goes."""
    offices = (
        *((_("VAT id: %(value)s"), "vat_id"), (_("Tax number: %(value)s"), "tax_number")),
        ("%(value)s", "registration"),
    )
    money = (("%(value)s", "bank"), (_("IBAN: %(value)s"), "iban"), (_("BIC: %(value)s"), "bic"))
    contact = (("%(value)s", "name"), ("%(value)s", "email"), ("%(value)s", "phone"))
    return [
        [text % {"value": seller[name]} for text, name in column if seller[name]]
        for column in (contact, offices, money)
    ]
