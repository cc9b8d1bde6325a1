"""Pages as text, for whoever looks for words in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.html import strip_tags
from wagtail import blocks

from cms.blocks.base import Code
from cms.models import HeronPage

from .pages import list_page_rows

if TYPE_CHECKING:
    from datetime import datetime

    from .readers import Reader

BATCH_SIZE: Final = 100


@dataclass(frozen=True, slots=True)
class PageText:
    """What a public page says, in one language. `text` is its body on one line, without markup."""

    page_id: int
    path: str
    type: str
    title: str
    description: str
    text: str
    published_at: datetime | None


def iterate_page_texts(
    *, reader: Reader, after: int = 0, page_ids: Sequence[int] | None = None
) -> Iterator[PageText]:
    """Yield the public pages of the reader's language, or those of them with these ids, by id.

    Begins behind the page `after`. Reads some hundred pages at a time, with a few queries for each.
    """
    rows: Any = list_page_rows(reader=reader)  # Wagtail's queryset, which knows `specific`
    rows = rows.type(*HeronPage.__subclasses__()).filter(pk__gt=after).order_by("pk")
    if page_ids is not None:
        rows = rows.filter(pk__in=page_ids)
    for page in rows.specific().iterator(chunk_size=BATCH_SIZE):
        address = reader.address_of(page)
        if address is not None:
            yield _page_text(page, address[1])


def count_page_texts(*, reader: Reader) -> int:
    """Return how many public pages of ours the reader's language has, without reading them."""
    rows: Any = list_page_rows(reader=reader)
    return int(rows.type(*HeronPage.__subclasses__()).count())


def _page_text(page: HeronPage, path: str) -> PageText:
    body = page.body
    parts = _texts_of(body.stream_block, body.raw_data)
    return PageText(
        page_id=page.pk,
        path=path,
        type=page.public_type,
        title=page.title,
        description=page.search_description,
        text=" ".join(" ".join(parts).split()),
        published_at=page.first_published_at,
    )


def _texts_of(block: Any, raw: Any) -> Iterator[str]:
    """Yield what people read of a block, from the stored JSON: nothing is looked up for it."""
    if isinstance(block, Code):
        return
    if isinstance(block, blocks.RichTextBlock):
        yield strip_tags(str(raw or "").replace("<", " <"))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(raw or "")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _texts_of(child, (raw or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or ():
            yield from _texts_of(block.child_block, item["value"])
    elif isinstance(block, blocks.StreamBlock):
        for item in raw or ():
            yield from _texts_of(block.child_blocks.get(item["type"]), item["value"])
