"""What an editor should look at before a page is published. It warns and never stands in the way.

The order of headings, and what else only the drawn page can tell, is found by Wagtail's own checks, which run
in the preview.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import documents, selectors
from cms.blocks.base import references_of
from cms.models import HeronPage
from cms.references import Found, Kind, Rail, Reference, References
from cms.selectors import Reader
from cms.share_cards import ShareCard, can_paint, card_path, look_of, shortened

LONGEST_TITLE, SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 60, 50, 160
# What the storefront shows beside the pages of the website.
SHOP_PLACES = frozenset(
    {"account", "cart", "categories", "checkout", "gift-cards", "orders", "products", "search"}
)
_EMPTY_LINK = re.compile(r"<a\b[^>]*>(?:\s|&nbsp;|<br\s*/?>)*</a>", re.I)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `block` or `field` is where it is changed."""

    text: str
    block: str = ""
    field: str = ""


@dataclass(frozen=True)
class Checked:
    """A draft with everything that its blocks refer to. The number of queries does not grow with them."""

    page: HeronPage
    reader: Reader
    pieces: Mapping[str, tuple[Any, list[Reference]]] = field(default_factory=dict)

    @classmethod
    def of(cls, page: HeronPage) -> Checked:
        """Return the draft as it stands, saved or not."""
        stream = page.body.stream_block
        pieces = {
            item["id"]: (item["value"], _things(stream.child_blocks[item["type"]], item["value"]))
            for item in page.body.get_prep_value()
            if item["type"] in stream.child_blocks
        }
        reader, _found = selectors.find_draft(page=page)
        return cls(page, reader, pieces)

    @cached_property
    def references(self) -> References:
        return References.collect(one for _raw, things in self.pieces.values() for one in things)

    @cached_property
    def names(self) -> selectors.Names:
        return selectors.find_names(references=self.references)

    @cached_property
    def found(self) -> Found:
        return selectors.find_references(reader=self.reader, references=self.references)

    @cached_property
    def silent(self) -> Any:
        return selectors.list_pictures_without_text(
            references=self.references, locale=self.page.locale.language_code
        )

    @cached_property
    def missing(self) -> Any:
        paths = {path for raw, _things in self.pieces.values() for path in _typed_paths(raw)}
        return selectors.list_missing_paths(reader=self.reader, paths=paths)


def list_findings(*, page: HeronPage) -> list[Finding]:
    """Return what should be looked at, in the order of the page."""
    checked = Checked.of(page)
    return [
        *_of_search(page),
        *_of_translation(page),
        *(finding for key in checked.pieces for finding in _of_block(checked, key)),
    ]


def _of_search(page: HeronPage) -> Iterator[Finding]:
    title, description = page.seo_title or page.title, page.search_description
    if len(title) > LONGEST_TITLE:
        text = _("The title has %(count)d characters: search engines cut it off after about 60.")
        yield Finding(
            text % {"count": len(title)}, field="seo_title" if page.seo_title else "title"
        )
    if not description:
        text = _("There is no description: search engines pick a sentence of their own.")
        yield Finding(text, field="search_description")
    elif not SHORTEST_DESCRIPTION <= len(description) <= LONGEST_DESCRIPTION:
        text = _("The description has %(count)d characters; between 50 and 160 are shown best.")
        yield Finding(text % {"count": len(description)}, field="search_description")
    if not page.seo_image_id and not can_paint():
        yield Finding(_("There is no picture for shared links."), field="seo_image")


def _of_translation(page: HeronPage) -> Iterator[Finding]:
    if count := selectors.count_untranslated(page=page):
        text = ngettext(
            "%(count)d part is not translated yet.",
            "%(count)d parts are not translated yet.",
            count,
        )
        yield Finding(text % {"count": count}, field="title")


def _of_block(checked: Checked, key: str) -> Iterator[Finding]:
    raw, things = checked.pieces[key]
    silent = {one for one, words in _placed(raw) if words in ("", checked.silent.get(one))}
    for text in dict.fromkeys(text for one in things if (text := _of_thing(checked, one, silent))):
        yield Finding(text, block=key)
    if any(_EMPTY_LINK.search(html) for html in _texts(raw)):
        yield Finding(_("A link has no text: nobody can see or hear where it leads."), block=key)
    for path in dict.fromkeys(_typed_paths(raw)):
        if path in checked.missing:
            yield Finding(_("Nothing is at %(path)s.") % {"path": path}, block=key)


def _placed(raw: Any) -> Iterator[tuple[int, str]]:
    """Yield each picture below a stored value that is no decoration there, with its words for the place."""
    if isinstance(raw, Mapping) and isinstance(raw.get("image"), int) and not raw.get("decorative"):
        yield raw["image"], raw.get("alt_text") or ""
    for value in raw.values() if isinstance(raw, Mapping) else raw if isinstance(raw, list) else ():
        yield from _placed(value)


def _of_thing(checked: Checked, one: Reference, silent: Collection[int]) -> str:
    """Return what is wrong with something that a block shows or leads to; nothing if all is well.

    `silent` are pictures for which nobody wrote words for their place.
    """
    name = checked.names.get((one.kind, one.key))
    if name is None:
        return _("Something that is chosen here was deleted.")
    match one.kind:
        case Kind.IMAGE if one.key in checked.silent and one.key in silent:
            text = _("The picture “%(name)s” has no alternative text in this language.")
        case Kind.PAGE if one.key not in checked.found.pages:
            text = _("“%(name)s” is linked, and is not published in this language.")
        case Kind.CATEGORY if one.key not in checked.found.categories:
            text = _("The category “%(name)s” is not shown in this shop.")
        case Kind.PRODUCT:
            return _of_product(checked, one.key, name)
        case _:
            return ""
    return text % {"name": name}


def _of_product(checked: Checked, key: int, name: str) -> str:
    product = checked.found.products.get(key)
    if product is None:
        return _("“%(name)s” is not sold in this shop.") % {"name": name}
    if not product.card["availability"]["is_available"]:
        return _("“%(name)s” is sold out.") % {"name": name}
    return ""


def _things(block: Any, raw: Any) -> list[Reference]:
    """Return what a block names; what a rule finds is always there, and its category is looked at."""
    found = references_of(block, raw)
    return [one for each in found if (one := _as_reference(each)) is not None]


def _as_reference(one: Reference | Rail) -> Reference | None:
    if isinstance(one, Reference):
        return one
    return Reference(Kind.CATEGORY, one.category) if one.category else None


def _texts(raw: Any) -> Iterator[str]:
    """Yield all texts below a stored value."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for value in raw.values():
            yield from _texts(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _texts(value)


def _typed_paths(raw: Any) -> Iterator[str]:
    """Yield the paths of the website that were typed as addresses, without what stands behind them."""
    if isinstance(raw, Mapping):
        address = raw.get("address")
        path = re.split(r"[?#]", address)[0] if isinstance(address, str) else ""
        if path.startswith("/") and path.strip("/").split("/")[0] not in {*SHOP_PLACES, ""}:
            yield path
    for value in raw.values() if isinstance(raw, Mapping) else raw if isinstance(raw, list) else ():
        yield from _typed_paths(value)


def search_appearance(*, page: HeronPage) -> Mapping[str, Any]:
    """Return how search engines and shared links show the page: title, description, address, picture."""
    reader, found = selectors.find_draft(page=page)
    document = documents.draft_document(reader=reader, found=found)
    seo, address = document["seo"], page.full_url or ""
    picture = seo["image"]["url"] if seo["image"] else _painted(reader, document)
    return {**seo, "picture": picture, "url": address, "host": address.split("/")[2:3]}


def _painted(reader: Reader, document: Mapping[str, Any]) -> str:
    """Return where the picture is painted that the storefront names for such a page."""
    own = (document["article"] or {}).get("picture") or (document["lookbook"] or {}).get("cover")
    shown = own or lead_picture(document["body"])
    card = ShareCard(
        channel=reader.channel.code,
        locale=document["locale"],
        title=shortened(document["seo"]["title"]),
        picture=urlsplit(shown["url"]).path if shown else "",
        look=look_of(reader.channel.branding),
    )
    return card_path(card)


def lead_picture(body: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the first picture of a page's own; the storefront's `lead-picture.ts` looks for the same."""
    for block in body:
        value = block["value"]
        if block["type"] == "gallery":
            return value["items"][0]["image"] if value["items"] else None
        if isinstance(value, Mapping) and value.get("image"):
            return cast("Mapping[str, Any]", value["image"])
    return None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A path that was typed on a page, and at which readers find nothing."""

    page: HeronPage
    target: str


def list_broken_links(*, pages: Sequence[HeronPage]) -> list[BrokenLink]:
    """Return which links of the published pages lead nowhere, in the order of the pages.

    Queries grow with channels and languages, not with pages.
    """
    readers = selectors.list_readers()
    found: dict[Reader, list[HeronPage]] = {}
    for page in pages:
        reader = next((one for one in readers if _reads(one, page)), None)
        if reader is not None:
            found.setdefault(reader, []).append(page)
    return [one for reader, mine in found.items() for one in _broken(reader, mine)]


def _reads(reader: Reader, page: HeronPage) -> bool:
    """Whether the page stands in the tree of the reader's own language."""
    return reader.home is not None and page.path.startswith(reader.home.tree_path)


def _broken(reader: Reader, pages: Sequence[HeronPage]) -> Iterator[BrokenLink]:
    typed = {page.pk: dict.fromkeys(_typed_paths(page.body.get_prep_value())) for page in pages}
    paths = {path for each in typed.values() for path in each}
    missing = selectors.list_missing_paths(reader=reader, paths=paths)
    for page in pages:
        yield from (BrokenLink(page, path) for path in typed[page.pk] if path in missing)
