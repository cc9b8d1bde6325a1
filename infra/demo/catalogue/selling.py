"""Offers, vouchers and reviews of the demo shop."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .loading import read, texts
from .model import Offer, Review, Voucher


def offers() -> Iterator[Offer]:
    """Return the running offers."""
    for entry in read("selling")["offer"]:
        value = entry.get("benefit_value")
        yield Offer(
            code=entry["code"],
            names=texts(entry["names"]),
            descriptions=texts(entry["descriptions"]),
            condition=entry["condition"],
            condition_value=Decimal(entry["condition_value"]),
            benefit=entry["benefit"],
            benefit_value=None if value is None else Decimal(value),
            categories=tuple(entry["categories"]),
            starts=entry["starts"],
            ends=entry.get("ends"),
            priority=entry["priority"],
        )


def vouchers() -> Iterator[Voucher]:
    """Return the voucher codes."""
    for entry in read("selling")["voucher"]:
        numbers = {name: Decimal(entry[name]) for name in ("condition_value", "benefit_value")}
        lists = {"names": texts(entry["names"]), "categories": tuple(entry["categories"])}
        yield Voucher(**{**entry, **numbers, **lists})


def reviews() -> Iterator[Review]:
    """Return what customers wrote."""
    for entry in read("selling")["reviews"]["entries"]:
        yield Review(*entry)
