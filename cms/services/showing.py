"""What of the website shows products of the catalogue, and is out of date when they change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from cms import selectors
from cms.documents import banner_references, menu_references, shown_references
from cms.enums import RailSource
from cms.models import HeronPage
from cms.references import Kind, Rail, Reference, References
from cms.selectors import Reader
from commerce.storefront.services import revalidate
from commerce.tenancy.selectors import list_channels

READ_AT_ONCE: Final = 200
_PRODUCTS = (Kind.PRODUCT, Kind.COMPARED)


@dataclass(frozen=True)
class ChangedProducts:
    """Which products changed, and under which tags lists of products show them."""

    product_ids: frozenset[int]
    tags: frozenset[str]

    @property
    def may_stand_somewhere(self) -> bool:
        is_listed = any(tag == "products" or tag.startswith("category:") for tag in self.tags)
        return bool(self.product_ids) or is_listed

    def are_among(self, references: Iterable[Reference | Rail], reader: Reader) -> bool:
        """Tell whether one of them is named there, or found there by a rule."""
        shown = References.collect(
            one for one in references if isinstance(one, Rail) or one.kind in _PRODUCTS
        )
        if any(shown.keys[kind] & self.product_ids for kind in _PRODUCTS):
            return True
        if any(rail.source != RailSource.CATEGORY for rail in shown.rails):
            return "products" in self.tags
        found = selectors.find_categories(reader, shown.keys[Kind.CATEGORY])
        return any(f"category:{category.slug}" in self.tags for category in found.values())


def refresh_what_shows(
    *, channel_id: int, product_ids: Collection[int], tags: Collection[str]
) -> None:
    """Have the storefront read anew what of a channel's website shows one of these products.

    `tags` are those that were told of the products. All public pages of the channel are looked
    through, so this is work for the outbox.
    """
    changed = ChangedProducts(frozenset(product_ids), frozenset(tags))
    if not changed.may_stand_somewhere:
        return
    stale = {
        tag
        for channel in list_channels().filter(pk=channel_id)
        for locale in channel.locales
        for tag in _stale_tags(Reader(channel, locale), changed)
    }
    if stale:
        revalidate(stale)


def _stale_tags(reader: Reader, changed: ChangedProducts) -> Iterator[str]:
    rows: Any = selectors.list_page_rows(
        reader=reader
    )  # Wagtail's queryset, which knows `specific`
    for page in rows.specific().iterator(chunk_size=READ_AT_ONCE):
        address = reader.address_of(page)
        if not address or not isinstance(page, HeronPage):
            continue
        if changed.are_among(shown_references(reader, page), reader):
            yield f"page:{address[1]}"
    if changed.are_among(menu_references(reader), reader):
        yield "menus"
    if changed.are_among(banner_references(reader), reader):
        yield "banners"
