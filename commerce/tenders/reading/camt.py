"""Statements in XML: camt.053 of ISO 20022, in any of its versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from commerce.tenders.errors import UnreadableStatementError

from .lines import Credit

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def is_camt(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_camt(content: bytes) -> Iterator[Credit]:
    """Yield what came in and is booked. What the bank has taken back is no money.

    Raises UnreadableStatementError, and one of UNREADABLE for what is no XML, or has entities or a
    document type of its own.
    """
    root = fromstring(content, forbid_dtd=True)
    if not _tag(root) == "Document" or not list(_all(root, "BkToCstmrStmt")):
        raise UnreadableStatementError
    for entry in _all(root, "BkToCstmrStmt", "Stmt", "Ntry"):
        if _counts(entry):
            yield from _credits(entry)


def _counts(entry: Element) -> bool:
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
    is_reversal = _text(entry, "RvslInd") == "true"
    return _text(entry, "CdtDbtInd") == "CRDT" and status in ("BOOK", "") and not is_reversal


def _credits(entry: Element) -> Iterator[Credit]:
    """A batch that names the amount of each of its parts is as many lines; any other is one."""
    booked = _text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm")
    day = date.fromisoformat(booked[:10])
    details = list(_all(entry, "NtryDtls", "TxDtls"))
    if len(details) < 2 or any(_amount(part) is None for part in details):
        yield _credit(entry, entry, details[0] if details else entry, day, "")
        return
    for number, part in enumerate(details, 1):
        yield _credit(entry, part, part, day, f"/{number}")


def _credit(entry: Element, paid: Element, told: Element, day: date, part: str) -> Credit:
    amount = _amount(paid)
    if amount is None:
        raise UnreadableStatementError
    own = _text(entry, "AcctSvcrRef")
    texts = [
        *(_content(each) for each in _all(told, "RmtInf", "Strd", "CdtrRefInf", "Ref")),
        *(_content(each) for each in _all(told, "RmtInf", "Ustrd")),
        _text(told, "Refs", "EndToEndId"),
    ]
    name = _text(told, "RltdPties", "Dbtr", "Nm") or _text(told, "RltdPties", "Dbtr", "Pty", "Nm")
    return Credit(
        day=day,
        amount=amount[0],
        currency=amount[1],
        payer=name,
        text=" ".join(text for text in texts if text and text != "NOTPROVIDED"),
        reference=own and f"{own}{part}",
    )


def _amount(element: Element) -> tuple[Decimal, str] | None:
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt")):
        for found in _all(element, *path):
            return Decimal(_content(found)), found.get("Ccy", "")
    return None


def _all(element: Element, *path: str) -> Iterator[Element]:
    """The elements at the end of the path, whatever namespace the version has."""
    if not path:
        yield element
        return
    for child in element:
        if _tag(child) == path[0]:
            yield from _all(child, *path[1:])


def _text(element: Element, *path: str) -> str:
    return next((_content(found) for found in _all(element, *path)), "")


def _content(element: Element) -> str:
    return (element.text or "").strip()


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
