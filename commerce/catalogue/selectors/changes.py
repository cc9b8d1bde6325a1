"""A channel's products in the order of their last change, for who keeps a copy of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q, QuerySet

from commerce.catalogue.models import ProductDocument, WithdrawnProduct
from commerce.catalogue.shapes import CARD_FIELDS

from .documents import whole_document

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class Place(NamedTuple):
    """Behind the product that changed then."""

    moment: datetime
    product_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are wanted. `fields` are members of the document; None is the whole card."""

    since: datetime | None = None
    ids: tuple[str, ...] = ()
    fields: tuple[str, ...] | None = None

    @property
    def has_withdrawals(self) -> bool:
        """Whoever asks for everything, or for certain products, gets what there is."""
        return self.since is not None and not self.ids

    @property
    def needs_body(self) -> bool:
        return self.fields is not None and not set(self.fields) <= set(CARD_FIELDS)


class Change(NamedTuple):
    """A product as it is now: its stored text, or None for one that is shown no longer."""

    place: Place
    public_id: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """One part of the changes, and where the next one begins; None when it is the last."""

    changes: list[Change]
    next: Place | None


def list_changes(
    *, channel: Channel, locale: str, wanted: Wanted, size: int, after: Place | None = None
) -> Changes:
    """Return what changed, the oldest change first; withdrawals only where `since` is asked for.

    A product is told once, by its last change. Whoever goes on from the last change they know, in
    whatever many parts, misses none. One query, and a second one for withdrawals.
    """
    shown = _shown(channel, locale, wanted, after, size + 1)
    gone = _gone(channel, wanted, after, size + 1) if wanted.has_withdrawals else ()
    found = list(islice(merge(shown, gone, key=lambda change: change.place), size + 1))
    part = found[:size]
    return Changes(part, part[-1].place if len(found) > size else None)


def documents_of(*, channel: Channel, locale: str, product_ids: Iterable[int]) -> list[str]:
    """Return the whole documents of those of the products that are shown. One query."""
    rows = ProductDocument.objects.in_channel(channel).filter(
        locale=locale, product_id__in=list(product_ids)
    )
    return [whole_document(*row) for row in rows.order_by("product_id").values_list("card", "body")]


def withdrawals_of(
    *, channel: Channel, product_ids: Iterable[int]
) -> Iterable[tuple[str, datetime]]:
    """Return id and moment of those of the products that are shown no longer. One query."""
    rows = WithdrawnProduct.objects.in_channel(channel).filter(product_id__in=list(product_ids))
    return rows.order_by("product_id").values_list("public_id", "withdrawn_at")


def count_shown(*, channel: Channel, locale: str, wanted: Wanted) -> int:
    """Return how many products are shown, of those that are wanted. One query."""
    return _documents(channel, locale, wanted).count()


def _shown(
    channel: Channel, locale: str, wanted: Wanted, after: Place | None, size: int
) -> Iterable[Change]:
    rows = _behind(_documents(channel, locale, wanted), "updated_at", after)
    columns = ("updated_at", "product_id", "card", *(["body"] if wanted.needs_body else []))
    for moment, product_id, *texts in rows.values_list(*columns)[:size]:
        text = whole_document(*texts) if wanted.needs_body else texts[0]
        yield Change(Place(moment, product_id), "", text)


def _gone(channel: Channel, wanted: Wanted, after: Place | None, size: int) -> Iterable[Change]:
    rows = WithdrawnProduct.objects.in_channel(channel).filter(withdrawn_at__gte=wanted.since)
    columns = ("withdrawn_at", "product_id", "public_id")
    for moment, product_id, public_id in _behind(rows, "withdrawn_at", after).values_list(*columns)[
        :size
    ]:
        yield Change(Place(moment, product_id), public_id, None)


def _documents(channel: Channel, locale: str, wanted: Wanted) -> QuerySet[ProductDocument]:
    rows = ProductDocument.objects.in_channel(channel).filter(locale=locale)
    if wanted.since is not None:
        rows = rows.filter(updated_at__gte=wanted.since)
    return rows.filter(product__public_id__in=wanted.ids) if wanted.ids else rows


def _behind(rows: QuerySet[Any], moment: str, after: Place | None) -> QuerySet[Any]:
    if after is not None:
        same = Q(**{moment: after.moment, "product_id__gt": after.product_id})
        # The first condition alone bounds what an index is read for.
        rows = rows.filter(Q(**{f"{moment}__gte": after.moment}))
        rows = rows.filter(Q(**{f"{moment}__gt": after.moment}) | same)
    return rows.order_by(moment, "product_id")
