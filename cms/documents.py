"""The public form of what editors write: the one place that knows it, for the API and the preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from cms import selectors
from cms.blocks import WholeBody
from cms.blocks.base import stream_public, stream_references
from cms.enums import MenuKey
from cms.form_building import form_facts
from cms.models import (
    ArticlePage,
    Banner,
    BrandPage,
    CategoryPage,
    FormPage,
    HeronPage,
    LegalPage,
    LegalVersion,
    LookbookPage,
    LookbooksPage,
    Menu,
    Store,
    StoresPage,
)
from cms.models.blog import tag_pairs, words_of
from cms.opening_hours import read_hours, read_special_days
from cms.references import Found, Json, Kind, Rail, Reference, References
from cms.selectors import FoundPage, PageFacts, Reader
from commerce.catalogue.selectors.brands import brand_code

if TYPE_CHECKING:
    from django.db.models import QuerySet


def page_document(*, reader: Reader, found: FoundPage, is_counted: bool = True) -> dict[str, Json]:
    """Return the page with everything its blocks show. The number of queries does not grow with them.

    Of one that `is_counted`, readers may tell which variants they were shown.
    """
    page = found.page
    known = _look_up(reader, page_references(page))
    if is_counted:
        known = replace(known, place=(reader.channel.pk, page.pk))
    return {
        "id": page.public_id,
        "type": page.public_type,
        "title": page.title,
        "path": found.path,
        "locale": found.locale,
        "alternates": found.alternates,
        "seo": {
            "title": page.seo_title or page.title,
            "description": page.search_description,
            "image": known.images.get(page.seo_image_id),
        },
        "breadcrumbs": [{"title": title, "path": path} for title, path in found.ancestors],
        "article": article_facts(page, known) if isinstance(page, ArticlePage) else None,
        "form": form_facts(page) if isinstance(page, FormPage) else None,
        "legal": legal_facts(page) if isinstance(page, LegalPage) else None,
        "category": category_facts(page, known) if isinstance(page, CategoryPage) else None,
        "brand": brand_facts(page) if isinstance(page, BrandPage) else None,
        "stores": stores_facts(page) if isinstance(page, StoresPage) else None,
        "lookbook": lookbook_facts(page, known) if isinstance(page, LookbookPage) else None,
        "lookbooks": (
            lookbook_summaries(reader=reader, above=page)
            if isinstance(page, LookbooksPage)
            else None
        ),
        "body": stream_public(page.body.stream_block, page.body.raw_data, known),
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
    }


def category_facts(page: CategoryPage, known: Found) -> dict[str, Json] | None:
    """Return which category the page belongs to, and what stands between its products."""
    category = known.categories.get(page.category_id or 0)
    if category is None:
        return None
    return {
        "slug": category.slug,
        "name": category.name,
        "every": page.between_every,
        "between": stream_public(page.between.stream_block, page.between.raw_data, known),
    }


def brand_facts(page: BrandPage) -> dict[str, Json]:
    """Return what the page is about, and what a list is narrowed down to it by."""
    return {"name": page.brand, "code": brand_code(page.brand)}


def stores_facts(page: StoresPage) -> list[dict[str, Json]]:
    """Return the stores of a page in its order, without special days that are over. One query."""
    return [_store_facts(store, timezone.localdate().isoformat()) for store in page.stores.all()]


def _store_facts(store: Store, today: str) -> dict[str, Json]:
    plain = ("name", "street", "postcode", "city", "country", "phone", "email", "note")
    special = read_special_days(store.special_days)
    return {
        "id": store.public_id,
        **{name: getattr(store, name) for name in plain},
        "latitude": float(store.latitude),
        "longitude": float(store.longitude),
        "hours": [*read_hours(store.hours)],
        "special_days": sorted(
            (one for one in special if one["day"] >= today), key=lambda one: one["day"]
        ),
    }


def lookbook_facts(page: LookbookPage, known: Found) -> dict[str, Json]:
    """Return what a lookbook says of itself, on its page and in lists."""
    cover = known.images.get(cover_key(page) or 0)
    return {"occasion": page.occasion, "lead": page.lead, "cover": cover}


def cover_key(page: LookbookPage) -> int | None:
    """Return the key of the picture that stands for the lookbook: its cover, or its first one."""
    if page.cover_id:
        return int(page.cover_id)
    named = stream_references_of([page.body])
    pictures = (one.key for one in named if isinstance(one, Reference) and one.kind is Kind.IMAGE)
    return next(pictures, None)


def lookbook_summaries(*, reader: Reader, above: LookbooksPage) -> list[dict[str, Json]]:
    """Return what a list says of its lookbooks. The number of queries does not grow with them."""
    rows = selectors.list_lookbooks(reader=reader, above=above)
    covers = (key for row in rows if (key := cover_key(row)))
    known = _look_up(reader, (Reference(Kind.IMAGE, key) for key in covers))
    return [
        {
            "path": (reader.address_of(row) or (reader.locale, "/"))[1],
            "title": row.title,
            "lookbook": lookbook_facts(row, known),
            "updated_at": row.last_published_at,
        }
        for row in rows
    ]


def legal_facts(page: LegalPage) -> dict[str, Json]:
    """Return what a text of law says of itself, and all its versions. One query."""
    versions = [version_summary(one) for one in selectors.list_legal_versions(page=page)]
    return {"kind": page.kind, "versions": versions}


def version_summary(version: LegalVersion) -> dict[str, Json]:
    """Return what a list says of a version."""
    return {
        "version": version.public_id,
        "number": version.number,
        "dated": timezone.localdate(version.published_at),
        "path": selectors.legal_version_path(version.public_id),
    }


def legal_version_document(*, reader: Reader, version: LegalVersion) -> dict[str, Json]:
    """Return a text of law as it was published; what it shows or leads to is as it is now."""
    block = LegalPage._meta.get_field("body").stream_block
    known = _look_up(reader, stream_references(block, version.body))
    return {
        **version_summary(version),
        "kind": version.kind,
        "title": version.title,
        "locale": version.locale_code,
        "is_in_force": selectors.is_in_force(version),
        "body": stream_public(block, version.body, known),
    }


def article_facts(page: ArticlePage, known: Found) -> dict[str, Json]:
    """Return what an article says of itself."""
    return {
        "lead": page.lead,
        "picture": known.images.get(page.picture_id),
        "authors": words_of(page.authors),
        "tags": [{"code": code, "name": name} for code, name in tag_pairs(page.tags)],
        "published_on": page.published_on,
    }


def article_summaries(
    *, reader: Reader, articles: Iterable[ArticlePage]
) -> Iterator[dict[str, Json]]:
    """Yield what a list says of its articles. The number of queries does not grow with them."""
    rows = [*articles]
    keys = [row.picture_id for row in rows if row.picture_id]
    known = _look_up(reader, (Reference(Kind.IMAGE, key) for key in keys))
    for row in rows:
        _locale, path = reader.address_of(row) or (reader.locale, "/")
        yield {
            "path": path,
            "title": row.title,
            "article": article_facts(row, known),
            "updated_at": row.last_published_at,
        }


def draft_document(*, reader: Reader, found: FoundPage) -> dict[str, Json]:
    """Return what readers would get if this version of the page were published now."""
    page = found.page
    # A translation that is put together for a preview has its words in the blocks, not in `raw_data`.
    page.body = page.body.stream_block.to_python(page.body.get_prep_value())
    if isinstance(page, CategoryPage):
        page.between = page.between.stream_block.to_python(page.between.get_prep_value())
    document = page_document(reader=reader, found=found, is_counted=False)
    now = timezone.now()
    return {
        **document,
        "published_at": document["published_at"] or now,
        "updated_at": document["updated_at"] or now,
    }


def page_summaries(*, reader: Reader, pages: QuerySet[Page]) -> list[dict[str, Json]]:
    """Return what a list says of its pages. Two queries, whatever their number."""
    facts = selectors.list_page_facts(reader=reader, pages=pages)
    return [page_summary(reader=reader, page=page, alternates=same) for page, same in facts]


def page_summary(
    *, reader: Reader, page: PageFacts, alternates: Mapping[str, str]
) -> dict[str, Json]:
    """Return what a list of pages says about one."""
    locale, path = reader.address_of(page) or (reader.locale, "/")
    model: Any = ContentType.objects.get_for_id(page.content_type).model_class()
    return {
        "path": path,
        "title": page.title,
        "type": model.public_type,
        "locale": locale,
        "alternates": alternates,
        "updated_at": page.last_published_at,
    }


def menu_documents(*, reader: Reader, menus: Mapping[str, Menu]) -> dict[str, Json]:
    """Return the entries of every place; a place without a menu has none."""
    streams = {key: menu.items for key, menu in menus.items()}
    known = _look_up(reader, stream_references_of(streams.values()))
    entries = {key: _values(stream, known) for key, stream in streams.items()}
    return {key.value: entries.get(key.value, []) for key in MenuKey}


def banner_documents(*, reader: Reader, banners: Iterable[Banner]) -> list[dict[str, Json]]:
    """Return the banners with their links."""
    banners = list(banners)
    known = _look_up(reader, stream_references_of(banner.link for banner in banners))
    return [_banner_document(banner, known) for banner in banners]


def _banner_document(banner: Banner, known: Found) -> dict[str, Json]:
    return {
        "id": banner.public_id,
        "text": banner.text,
        "link": next(iter(_values(banner.link, known)), None),
        "style": banner.style,
        "placement": banner.placement,
        "is_dismissible": banner.is_dismissible,
    }


def _values(stream: Any, known: Found) -> Sequence[Json]:
    items = stream_public(stream.stream_block, stream.raw_data, known)
    return [item["value"] for item in items if item["value"] is not None]


def page_references(page: HeronPage) -> Iterator[Reference | Rail]:
    """Name everything the page shows or leads to."""
    yield from stream_references_of([page.body])
    if isinstance(page, CategoryPage) and page.category_id:
        yield Reference(Kind.CATEGORY, page.category_id)
        yield from stream_references_of([page.between])
    if isinstance(page, ArticlePage) and page.picture_id:
        yield Reference(Kind.IMAGE, page.picture_id)
    if isinstance(page, LookbookPage) and page.cover_id:
        yield Reference(Kind.IMAGE, page.cover_id)
    if page.seo_image_id:
        yield Reference(Kind.IMAGE, page.seo_image_id)


def shown_references(reader: Reader, page: HeronPage) -> list[Reference | Rail]:
    """Name everything the page shows or leads to, reusable content included."""
    return _with_reusables(reader, page_references(page))[0]


def menu_references(reader: Reader) -> Iterator[Reference | Rail]:
    """Name everything the menus lead to."""
    menus = selectors.list_menus(reader=reader)
    yield from stream_references_of(menu.items for menu in menus.values())


def banner_references(reader: Reader) -> Iterator[Reference | Rail]:
    """Name everything the announcements lead to."""
    yield from stream_references_of(banner.link for banner in selectors.list_banners(reader=reader))


def stream_references_of(streams: Iterable[Any]) -> Iterator[Reference | Rail]:
    """Name everything that the stored blocks of these streams show or lead to."""
    for stream in streams:
        yield from stream_references(stream.stream_block, stream.raw_data)


def _look_up(reader: Reader, references: Iterator[Reference | Rail]) -> Found:
    named, reusables = _with_reusables(reader, references)
    return selectors.find_references(
        reader=reader, references=References.collect(named), reusables=reusables
    )


def _with_reusables(
    reader: Reader, references: Iterator[Reference | Rail]
) -> tuple[list[Reference | Rail], Mapping[int, Sequence[Json]]]:
    """Return the references with those of the reusable contents among them, and these contents."""
    named = [*references]
    keys = References.collect(named).keys[Kind.REUSABLE]
    reusables = selectors.find_reusables(reader=reader, keys=keys)
    for stored in reusables.values():
        named.extend(stream_references(WholeBody(), stored))
    return named, reusables
