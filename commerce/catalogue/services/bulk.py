"""Writing the shop's own tables for many products at once, for imports.

Rows that have the wanted values already are not written. Documents are not rebuilt here: the
caller does that once for all it changed, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db import transaction

from commerce.catalogue.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryTranslation,
    ProductClassTranslation,
    ProductListing,
    ProductTranslation,
)
from commerce.core.upsert import Upsert, Written

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

Subject = Literal["product", "category", "product_class", "attribute", "option"]
# What is translated, by its key, then by locale, then by field.
Texts = Mapping[int, Mapping[str, Mapping[str, str]]]

_TABLES: dict[str, Any] = {
    "product": ProductTranslation,
    "category": CategoryTranslation,
    "product_class": ProductClassTranslation,
    "attribute": AttributeTranslation,
    "option": AttributeOptionTranslation,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A product's place in a channel. What is None stays as it is, and is the default when new."""

    is_published: bool
    published_at: datetime | None = None
    is_featured: bool | None = None
    position: int | None = None


@transaction.atomic
def write_translations(*, subject: Subject, texts: Texts) -> Written[Any]:
    """Create and change translations; those in other languages are left alone."""
    rows = _TABLES[subject].objects
    known = {
        (getattr(row, f"{subject}_id"), row.locale): row
        for row in rows.filter(**{f"{subject}__in": list(texts)})
    }
    model = _TABLES[subject]
    wanted = {
        (pk, locale): (known.get((pk, locale)) or model(locale=locale), fields)
        for pk, by_locale in texts.items()
        for locale, fields in by_locale.items()
    }
    bases = _bases(
        model, {key[0] for key, (row, fields) in wanted.items() if _differs(row, fields)}
    )
    upsert = Upsert(rows)
    for (pk, locale), (row, fields) in wanted.items():
        made_of = row.made_of_after(fields, bases[pk]) if pk in bases else row.made_of
        upsert.put(
            known.get((pk, locale)),
            {**fields, "made_of": made_of},
            **{f"{subject}_id": pk, "locale": locale},
        )
    return upsert.write()


def _differs(row: Any, fields: Mapping[str, str]) -> bool:
    return any(getattr(row, name) != text for name, text in fields.items())


def _bases(model: Any, keys: set[int]) -> dict[int, dict[str, str | None]]:
    """Return the base texts of these things, by column; no query where there are none."""
    if not keys:
        return {}
    owner: Any = model._meta.get_field(model.owner_field).related_model
    rows = owner._base_manager.filter(pk__in=keys).values("pk", *model.base_columns.values())
    return {row["pk"]: row for row in rows}


@transaction.atomic
def write_listings(
    *, channel: Channel, listings: Mapping[int, Listing], now: datetime
) -> Written[ProductListing]:
    """Create and change the listings of these products in one channel.

    A product that is published without a time is published now, unless it was before.
    """
    known = {
        row.product_id: row
        for row in ProductListing.objects.filter(channel=channel, product__in=list(listings))
    }
    upsert = Upsert(ProductListing.objects)
    for product_id, listing in listings.items():
        row = known.get(product_id)
        upsert.put(row, _values(listing, row, now), product_id=product_id, channel=channel)
    return upsert.write()


def _values(listing: Listing, row: ProductListing | None, now: datetime) -> dict[str, Any]:
    before = row.published_at if row else None
    values: dict[str, Any] = {
        "is_published": listing.is_published,
        "published_at": listing.published_at or before or (now if listing.is_published else None),
    }
    if listing.is_featured is not None:
        values["is_featured"] = listing.is_featured
    if listing.position is not None:
        values["position"] = listing.position
    return values
