"""Pages that stand at an address of the catalogue, or are about a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.models import BrandPage, CategoryPage
from commerce.catalogue.selectors.brands import brand_code

from .catalogue import find_categories

if TYPE_CHECKING:
    from .readers import Reader


def list_places(*, reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """Return which categories and brands have a page in the reader's language, with its path.

    Of two pages for one category the first of the tree counts. Four queries at most.
    """
    categories, brands = _live(reader, CategoryPage), _live(reader, BrandPage)
    keys = {page.category_id for page in categories if page.category_id}
    shown = find_categories(reader, keys)
    by_slug = {
        shown[page.category_id].slug: _path(reader, page)
        for page in reversed(categories)
        if page.category_id in shown
    }
    by_brand = {brand_code(page.brand): _path(reader, page) for page in reversed(brands)}
    return {
        "categories": [{"slug": slug, "path": path} for slug, path in by_slug.items()],
        "brands": [{"code": code, "path": path} for code, path in by_brand.items()],
    }


def _live(reader: Reader, model: Any) -> list[Any]:
    if reader.home is None:
        return []
    public = reader.pages().filter(path__startswith=reader.home.tree_path)
    rows = model.objects.filter(pk__in=public.values("pk")).order_by("path")
    return [*rows.defer("body")]


def _path(reader: Reader, page: Any) -> str:
    assert reader.home is not None  # noqa: S101 only its pages are read
    return "/" + page.url_path[len(reader.home.url_path) :]
