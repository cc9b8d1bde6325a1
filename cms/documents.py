"""The public form of what editors write: the one place that knows it, for the API and the preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms import selectors
from cms.blocks import WholeBody
from cms.blocks.base import stream_public, stream_references
from cms.enums import MenuKey
from cms.form_building import form_facts
from cms.models import ArticlePage, Banner, FormPage, HeronPage, Menu
from cms.models.blog import tag_pairs, words_of
from cms.references import Found, Json, Kind, Rail, Reference, References
from cms.selectors import FoundPage, Reader


def page_document(*, reader: Reader, found: FoundPage) -> dict[str, Json]:
    """Return the page with everything its blocks show. The number of queries does not grow with them."""
    page = found.page
    known = _look_up(reader, page_references(page))
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
        "body": stream_public(page.body.stream_block, page.body.raw_data, known),
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
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
    document = page_document(reader=reader, found=found)
    now = timezone.now()
    return {
        **document,
        "published_at": document["published_at"] or now,
        "updated_at": document["updated_at"] or now,
    }


def page_summary(*, reader: Reader, page: Page) -> dict[str, Json]:
    """Return what a list of pages says about one."""
    locale, path = reader.address_of(page) or (reader.locale, "/")
    model: type[HeronPage] = page.specific_class
    return {
        "path": path,
        "title": page.title,
        "type": model.public_type,
        "locale": locale,
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
    if isinstance(page, ArticlePage) and page.picture_id:
        yield Reference(Kind.IMAGE, page.picture_id)
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
