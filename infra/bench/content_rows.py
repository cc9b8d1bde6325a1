"""A website of thousands of pages in four languages, written in blocks: minutes instead of an hour.

Pages, their versions, references, translations and entries of the back office's search are the rows that
Wagtail itself would write; they are written many at a time, without asking after each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from cms.models import ContentPage, HeronImage, HomePage
from cms.services.contents import stream_value
from infra.bench.content_translations import translate

# One folder holds many pages; the others a hundred each, with themselves.
LARGE, USUAL = 999, 100

Progress = Callable[[int], None]
Languages = Sequence[HomePage]


@dataclass(frozen=True)
class Things:
    """What the pages show: every third one the first picture, every fourth the first product."""

    pictures: Sequence[HeronImage]
    products: Sequence[Any]


@dataclass(frozen=True)
class Folder:
    """The pages of one folder, from `first` to the one before `last`; the folder is the first."""

    number: int
    first: int
    last: int

    @property
    def slug(self) -> str:
        return f"folder-{self.number}"


def list_folders(pages: int) -> Iterator[Folder]:
    """Yield whole folders until there are so many pages; the home page is one of them."""
    first, number = 1, 0
    while first < pages:
        last = first + (USUAL if number else LARGE)
        yield Folder(number, first, last)
        first, number = last, number + 1


def write_pages(*, homes: Languages, things: Things, pages: int, progress: Progress) -> int:
    """Write what is missing of so many pages in each language; return how many were written.

    Each folder is one transaction, with its pages in all languages: what was interrupted goes on.
    """
    written = 0
    for folder in list_folders(pages):
        if not Page.objects.filter(slug=folder.slug, depth=homes[0].depth + 1).exists():
            written += _write_folder(homes, folder, things)
        progress((folder.last - folder.first) * len(homes))
    return written


@transaction.atomic
def _write_folder(homes: Languages, folder: Folder, things: Things) -> int:
    originals: list[ContentPage] = []
    written = 0
    for home in homes:
        parent = Page.objects.get(pk=home.pk)
        step = parent.numchild + 1
        top = _page(home, parent, step, folder.slug, folder.first, things)
        numbers = range(folder.first + 1, folder.last)
        below = [
            _page(home, top, place, f"page-{number}", number, things)
            for place, number in enumerate(numbers, start=1)
        ]
        top.numchild = len(below)
        rows = [top, *below]
        _insert(rows)
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
        originals = originals or rows
        written += len(rows)
    translate(originals, [home.locale for home in homes[1:]])
    return written


def _page(
    home: HomePage, parent: Page, step: int, slug: str, number: int, things: Things
) -> ContentPage:
    now, title = timezone.now(), f"Measured page {number} ({home.locale.language_code})"
    page = ContentPage(
        title=title,
        draft_title=title,
        slug=slug,
        locale=home.locale,
        translation_key=_key(number),
        path=Page._get_path(parent.path, parent.depth + 1, step),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(ContentPage),
        body=_body(number, things),
        first_published_at=now,
        last_published_at=now,
        latest_revision_created_at=now,
    )
    page.seo_image = things.pictures[0] if not number % 3 else None
    return page


def _key(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"content-bench/{number}")


def _body(number: int, things: Things) -> Any:
    picture = things.pictures[number % len(things.pictures)]
    product = things.products[number % len(things.products) if number % 4 else 0]
    rail = {"heading": "Goods", "source": "manual", "products": [product], "limit": 8}
    return stream_value(
        ContentPage._meta.get_field("body").stream_block,
        [
            ("rich_text", {"html": f"<p>What is told on page {number}, in some words.</p>"}),
            ("picture", {"image": picture, "caption": ""}),
            ("product_rail", rail),
        ],
    )


def _insert(pages: list[ContentPage]) -> None:
    """Write the rows that Wagtail would, of many pages at once."""
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    plain = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(plain), strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
    own = InsertQuery(ContentPage)
    rows: list[Model] = [*pages]
    own.insert_values(ContentPage._meta.local_concrete_fields, rows)
    own.get_compiler(connection=connection).execute_sql()
    _insert_versions(pages)
    ReferenceIndex.objects.bulk_create(one for page in pages for one in _references(page))
    for page in pages:
        page._state.adding = False
    get_search_backend().add_bulk(ContentPage, pages)


def _insert_versions(pages: Sequence[ContentPage]) -> None:
    base = ContentType.objects.get_for_model(Page)
    now = timezone.now()
    versions = [
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=now,
            object_str=page.title,
            content=page.serializable_data(),
        )
        for page in pages
    ]
    for page, version in zip(pages, Revision.objects.bulk_create(versions), strict=True):
        page.latest_revision_id = page.live_revision_id = version.pk
    Page.objects.bulk_update(pages, ["latest_revision", "live_revision"], batch_size=500)


def _references(page: ContentPage) -> Iterator[ReferenceIndex]:
    base = ContentType.objects.get_for_model(Page)
    for to_type, to_key, model_path, content_path in set(
        ReferenceIndex._extract_references_from_object(page)
    ):
        yield ReferenceIndex(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=to_type,
            to_object_id=to_key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
