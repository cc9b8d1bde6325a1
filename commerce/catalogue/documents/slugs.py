"""Addresses: one slug per product or category, channel and locale, that stays what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.db.models import Q
from django.utils.text import slugify

from commerce.catalogue.models import CategoryAddress, ProductAddress

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Keyed by locale, then by owner.
Slugs = dict[str, dict[int, str]]


class Named(Protocol):
    """What a slug is made of."""

    @property
    def id(self) -> int: ...
    @property
    def public_id(self) -> str: ...
    @property
    def slug(self) -> str: ...


class Told(Protocol):
    """A translation of it."""

    @property
    def name(self) -> str: ...
    @property
    def slug(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """The slug that somebody chose, or else one made of a name, which moves nobody."""

    slug: str
    is_chosen: bool


def wish_of(row: Named, texts: Mapping[str, Told], locale: str) -> Wish:
    """Return the slug it would like in that locale: its own, its translation's, or of its name."""
    text = texts.get(locale)
    if text and text.slug:
        return Wish(text.slug[:255], is_chosen=True)
    named = slugify(text.name, allow_unicode=True) if text else ""
    slug = (named or row.slug or row.public_id.lower())[:255]
    return Wish(slug, is_chosen=not named and locale == settings.LANGUAGE_CODE)


def assign_slugs(
    channel: Channel, products: Iterable[Named], texts: Mapping[int, Mapping[str, Told]]
) -> Slugs:
    """Return a slug for each product in each locale of the channel. One query."""
    return _assign(channel, products, texts, ProductAddress.objects, "product_id")


def assign_category_slugs(
    channel: Channel, categories: Iterable[Named], texts: Mapping[int, Mapping[str, Told]]
) -> Slugs:
    """Return a slug for each category in each locale of the channel. One query."""
    return _assign(channel, categories, texts, CategoryAddress.objects, "category_id")


def with_suffix(slug: str, public_id: str) -> str:
    """Return the slug made unique by the random end of the id."""
    return f"{slug}-{public_id[-6:].lower()}"


def _assign(
    channel: Channel,
    rows: Iterable[Named],
    texts: Mapping[int, Mapping[str, Told]],
    addresses: Any,
    owner: str,
) -> Slugs:
    """Let who has an address keep it until another one is chosen; old ones belong to nobody else.

    Who wishes for the address of another gets the end of its id appended.
    """
    rows = list(rows)
    wishes = {
        (locale, row.id): wish_of(row, texts.get(row.id, {}), locale)
        for locale in channel.locales
        for row in rows
    }
    book = _Book(channel, addresses, owner, [row.id for row in rows], wishes.values())
    return {
        locale: {row.id: book.settle(locale, row, wishes[locale, row.id]) for row in rows}
        for locale in channel.locales
    }


class _Book:
    """Who is, or once was, found where."""

    def __init__(
        self,
        channel: Channel,
        addresses: Any,
        owner: str,
        owner_ids: list[int],
        wishes: Iterable[Wish],
    ) -> None:
        self.owners: dict[tuple[str, str], int] = {}
        self.current: dict[tuple[str, int], str] = {}
        self.borrowed: set[tuple[str, int]] = set()
        own = Q(**{f"{owner}__in": owner_ids}, is_current=True)
        found = addresses.in_channel(channel).filter(own | Q(slug__in={w.slug for w in wishes}))
        columns = ("locale", "slug", owner, "is_current", "is_borrowed")
        for locale, slug, owner_id, is_current, is_borrowed in found.values_list(*columns):
            self.owners[locale, slug] = owner_id
            if is_current:
                self.current[locale, owner_id] = slug
            if is_current and is_borrowed:
                self.borrowed.add((locale, owner_id))

    def settle(self, locale: str, row: Named, wish: Wish) -> str:
        spare = with_suffix(wish.slug, row.public_id)
        current = self.current.get((locale, row.id))
        may_move = wish.is_chosen or (locale, row.id) in self.borrowed
        if current and (not may_move or current in (wish.slug, spare)):
            return current
        return wish.slug if self.owners.setdefault((locale, wish.slug), row.id) == row.id else spare
