"""Everything that blocks refer to, looked up with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from cms.models import FormPage, HeronDocument, HeronImage, ReusableContent
from cms.references import Found, Json, Kind, References
from commerce.oscar.catalogue.models import Category, Product

from .catalogue import find_goods, find_rails
from .forms import find_forms
from .images import find_images
from .readers import READ_OF_PAGES, Reader
from .videos import find_videos

if TYPE_CHECKING:
    from django.db.models import QuerySet


def find_references(
    *,
    reader: Reader,
    references: References,
    reusables: Mapping[int, Sequence[Json]] | None = None,
) -> Found:
    """Return what the reader may see of the references. Kinds nothing refers to cost no query.

    `reusables` are those that `references` know of already.
    """
    keys = references.keys
    products, categories = find_goods(
        reader, keys[Kind.PRODUCT], keys[Kind.COMPARED], keys[Kind.CATEGORY]
    )
    return Found(
        locale=reader.locale,
        segment=reader.segment,
        visitor=reader.visitor,
        reusables=reusables or {},
        forms=find_forms(reader=reader, keys=references.keys[Kind.FORM]),
        videos=find_videos(references.keys[Kind.VIDEO]),
        images=find_images(references.keys[Kind.IMAGE], locale=reader.locale),
        pages=_find_paths(reader, references.keys[Kind.PAGE]),
        products=products,
        categories=categories,
        rails=find_rails(reader, references.rails, categories),
    )


def count_gone(*, references: References) -> int:
    """Return how many of the things that are referred to do not exist any more."""
    models = {
        Kind.PAGE: Page,
        Kind.IMAGE: HeronImage,
        Kind.PRODUCT: Product,
        Kind.CATEGORY: Category,
        Kind.VIDEO: HeronDocument,
        Kind.REUSABLE: ReusableContent,
        Kind.COMPARED: Product,
        Kind.FORM: FormPage,
        Kind.SEGMENT: apps.get_model("notifications", "Segment"),
    }
    return sum(
        len(keys) - models[kind].objects.filter(pk__in=keys).count()
        for kind, keys in references.keys.items()
        if keys
    )


def list_shown_products(*, tenant_id: int) -> QuerySet[Product]:
    """Return a tenant's products that what editors write names, with how many such places: `uses`."""
    kind = ContentType.objects.get_for_model(Product)
    named = ReferenceIndex.objects.filter(to_content_type=kind)
    keys = named.values(key=Cast("to_object_id", BigIntegerField()))
    rows = Product.objects.filter(tenant=tenant_id, pk__in=keys)
    return rows.annotate(uses=ReferenceIndex.usage_count_subquery(Product)).order_by(
        "-uses", "title", "pk"
    )


def _find_paths(reader: Reader, keys: Collection[int]) -> Mapping[int, str]:
    """Return the storefront paths of pages in the reader's language, whichever language was linked."""
    if not keys or reader.home is None:
        return {}
    chosen = Page.objects.filter(pk__in=keys).values("translation_key")
    same_pages = [*Page.objects.filter(translation_key__in=chosen).only(*READ_OF_PAGES)]
    linked = {page.pk: page.translation_key for page in same_pages if page.pk in keys}
    start = len(reader.home.url_path)
    paths = {
        page.translation_key: _link(page.url_path[start:])
        for page in same_pages
        if page.path.startswith(reader.home.tree_path) and reader.may_see(page)
    }
    return {key: paths[same] for key, same in linked.items() if same in paths}


def _link(path: str) -> str:
    """Return `/about` for `about/`."""
    return "/" + path.rstrip("/")
