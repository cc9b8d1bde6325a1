"""Reads of the category tree of a channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import orjson
from django.db.models import Count
from msgspec import Meta

from commerce.catalogue.errors import MovedError
from commerce.catalogue.models import CategoryDocument, ProductDocumentTerm
from commerce.catalogue.registry import CATEGORY
from commerce.catalogue.shapes import Crumb, Image, Seo
from commerce.core.errors import NotFoundError
from commerce.core.shapes import public_id_meta
from commerce.oscar.catalogue.models import Category

from .slugs import find_moved_category

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce.tenancy.models import Channel


class CategoryNode(TypedDict):
    """A category in the tree, with the categories below it."""

    id: Annotated[str, public_id_meta("cat")]
    slug: str
    name: str
    image: Image | None
    product_count: Annotated[int, Meta(description="Products here and below.")]
    children: list[CategoryNode]


class CategoryDetail(CategoryNode):
    """A category by itself, with its path and its address in each language."""

    description: Annotated[str, Meta(description="Safe HTML.")]
    breadcrumbs: Annotated[list[Crumb], Meta(description="From the root to this category.")]
    parent: Crumb | None
    seo: Seo
    alternates: dict[str, str]


@dataclass
class _Branch:
    """A category's stored document, its place in the tree, and the branches below it."""

    pk: int
    body: dict[str, Any]
    parent: _Branch | None
    count: int
    children: list[_Branch] = field(default_factory=list)

    def node(self) -> CategoryNode:
        return {
            "id": self.body["id"],
            "slug": self.body["slug"],
            "name": self.body["name"],
            "image": self.body["image"],
            "product_count": self.count,
            "children": [child.node() for child in self.children],
        }

    def crumb(self) -> Crumb:
        return {"slug": self.body["slug"], "name": self.body["name"]}

    def way(self) -> list[Crumb]:
        return [*(self.parent.way() if self.parent else ()), self.crumb()]


def list_category_tree(*, channel: Channel, locale: str) -> list[CategoryNode]:
    """Return the roots with all that is below them, each with its number of products.

    Two queries, however large the tree. Categories outside the menu are part of it.
    """
    return [branch.node() for branch in _tree(channel, locale) if branch.parent is None]


def get_category(*, channel: Channel, locale: str, slug: str) -> CategoryDetail:
    """Return the category with that slug in any locale. Three queries.

    Raises MovedError for a slug that a category had before, and NotFoundError.
    """
    category_id = _find_id(channel, locale, slug)
    for branch in _tree(channel, locale):
        if branch.pk == category_id:
            return {
                **branch.node(),
                "description": branch.body["description"],
                "breadcrumbs": branch.way(),
                "parent": branch.parent.crumb() if branch.parent else None,
                "seo": branch.body["seo"],
                "alternates": branch.body["alternates"],
            }
    path = find_moved_category(channel=channel, locale=locale, slug=slug)
    raise MovedError(redirect_to=path) if path else NotFoundError


def _find_id(channel: Channel, locale: str, slug: str) -> int | None:
    """Return the category of a slug; the requested locale's own slugs come first."""
    rows = CategoryDocument.objects.in_channel(channel).filter(slug=slug)
    owners = dict(rows.order_by("-category_id").values_list("locale", "category_id"))
    return owners.get(locale) or next(iter(owners.values()), None)


def _tree(channel: Channel, locale: str) -> Iterator[_Branch]:
    """Yield the categories from the root down, each after its parent."""
    counts = count_by_category(channel)
    rows = (
        CategoryDocument.objects.in_channel(channel)
        .filter(locale=locale)
        .order_by("category__path")
        .values_list("category_id", "category__path", "body")
    )
    by_path: dict[str, _Branch] = {}
    for category_id, path, body in rows:
        parent = by_path.get(path[: -Category.steplen])
        branch = _Branch(category_id, orjson.loads(body), parent, counts.get(category_id, 0))
        by_path[path] = branch
        if parent is not None:
            parent.children.append(branch)
    yield from by_path.values()


def count_by_category(channel: Channel) -> dict[int, int]:
    """Return how many products each category has, those below it included. One query."""
    rows = (
        ProductDocumentTerm.objects.in_channel(channel)
        .filter(field=CATEGORY)
        .values_list("value")
        .annotate(Count("pk"))
        .order_by()
    )
    return {int(value): count for value, count in rows}
