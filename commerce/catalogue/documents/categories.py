"""The category document: the one public form of a category, per channel and locale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import orjson

from commerce.catalogue.models import CategoryTranslation
from commerce.catalogue.shapes import Image, Seo
from commerce.oscar.catalogue.models import Category

from .renditions import Picture, image_json
from .slugs import assign_category_slugs
from .texts import Text, fallback_chain, plain_text, safe_html, shorten
from .vocabulary import visible_lineage

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class CategoryBody(TypedDict):
    """What is stored; counts, parents and children are added when the tree is read."""

    id: str
    slug: str
    name: str
    description: str
    image: Image | None
    seo: Seo
    alternates: dict[str, str]


class CategoryRow(NamedTuple):
    id: int
    public_id: str
    name: str
    slug: str
    description: str
    meta_title: str | None
    meta_description: str | None
    image: str | None


@dataclass(frozen=True, slots=True)
class BuiltCategory:
    """A category document as it is to be stored."""

    category_id: int
    locale: str
    slug: str
    name: str
    body: bytes


Texts = dict[int, dict[str, CategoryTranslation]]


def load_categories(tenant_id: int) -> list[CategoryRow]:
    """Return the categories that shoppers may see, in tree order."""
    visible = visible_lineage(tenant_id)
    columns = ("pk", "public_id", "name", "slug", "description")
    others = ("meta_title", "meta_description", "image")
    rows = Category.objects.filter(pk__in=visible).order_by("path").values_list(*columns, *others)
    return [CategoryRow(*row) for row in rows]


def build_categories(
    channel: Channel, rows: Sequence[CategoryRow], pictures: dict[str, Picture]
) -> list[BuiltCategory]:
    """Return the documents of these categories in each locale; `pictures` are by file name."""
    texts = _texts(rows)
    slugs = assign_category_slugs(channel, rows, texts)
    return [
        _built(row, channel, locale, texts, slugs, pictures)
        for locale in channel.locales
        for row in rows
    ]


def _texts(rows: Iterable[CategoryRow]) -> Texts:
    texts: Texts = {}
    for text in CategoryTranslation.objects.filter(category__in=[row.id for row in rows]):
        texts.setdefault(text.category_id, {})[text.locale] = text
    return texts


def _built(
    row: CategoryRow,
    channel: Channel,
    locale: str,
    texts: Texts,
    slugs: dict[str, dict[int, str]],
    pictures: dict[str, Picture],
) -> BuiltCategory:
    def told(base: str | None, field: str) -> str:
        known = {code: getattr(text, field) for code, text in texts.get(row.id, {}).items()}
        return Text(base or "", known).in_locale(fallback_chain(locale, channel.default_locale))

    name, description = told(row.name, "name"), told(row.description, "description")
    picture = pictures.get(row.image or "")
    body: CategoryBody = {
        "id": row.public_id,
        "slug": slugs[locale][row.id],
        "name": name,
        "description": safe_html(description),
        "image": image_json(picture, alt=name) if picture else None,
        "seo": {
            "title": told(row.meta_title, "seo_title") or name,
            "description": told(row.meta_description, "seo_description")
            or shorten(plain_text(description)),
        },
        "alternates": {code: by_category[row.id] for code, by_category in slugs.items()},
    }
    return BuiltCategory(row.id, locale, body["slug"], name, orjson.dumps(body))
