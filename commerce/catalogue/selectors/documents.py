"""Reads of stored documents. Each begins with a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Case, QuerySet, Value, When
from django.db.models.fields import IntegerField

from commerce.catalogue.errors import MovedError, UnknownCategoryError
from commerce.catalogue.models import (
    CatalogueState,
    CategoryDocument,
    ProductDocument,
    ProductEntry,
)
from commerce.core.errors import NotFoundError

from .matching import ProductQuestion, Sort, list_matching_documents
from .slugs import find_moved_product

if TYPE_CHECKING:
    from collections.abc import Collection

    from commerce.tenancy.models import Channel


CATALOGUE_VERSION = f"SELECT version FROM {CatalogueState._meta.db_table} WHERE channel_id = %s"  # noqa: S608


def get_catalogue_version(*, channel: Channel) -> int:
    """Return the channel's catalogue version, 0 before its first document. One query.

    What is read afterwards is at least as new as this version.
    """
    # Part of every read of the catalogue: building this query would take longer than asking it.
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE_VERSION, [channel.pk])
        row = cursor.fetchone()
    return row[0] if row else 0


def find_product_document(*, channel: Channel, locale: str, slug: str) -> str | None:
    """Return the document, in `locale`, of the product with that slug in any locale. One query.

    Another product's slug in another locale yields to the slug of `locale` itself.
    """
    rows = _documents_at(channel=channel, locale=locale, slug=slug)
    parts = rows.values_list("card", "body").first()
    return None if parts is None else whole_document(*parts)


def get_product_id(*, channel: Channel, locale: str, slug: str) -> int:
    """Return whose document `get_product_document` returns, or raise as it does. One query."""
    rows = _documents_at(channel=channel, locale=locale, slug=slug)
    product_id = rows.values_list("product_id", flat=True).first()
    if product_id is None:
        raise _nothing_at(channel=channel, locale=locale, slug=slug)
    return product_id


def is_on_show(*, channel: Channel, public_id: str) -> bool:
    """Whether the channel shows the product with that public id. One query."""
    entries = ProductEntry.objects.in_channel(channel)
    return entries.filter(product__public_id=public_id).exists()


def list_product_slugs(*, channel: Channel, product_id: int) -> list[str]:
    """Return the slugs of a product in the locales of the channel."""
    rows = ProductDocument.objects.in_channel(channel).filter(product=product_id)
    return sorted(rows.values_list("slug", flat=True))


def whole_document(card: str, body: str) -> str:
    """Return one JSON object with the members of both parts."""
    return f"{card[:-1]},{body[1:]}"


def get_product_document(*, channel: Channel, locale: str, slug: str) -> str:
    """As `find_product_document`, but raise MovedError for an old slug and NotFoundError for none."""
    document = find_product_document(channel=channel, locale=locale, slug=slug)
    if document is not None:
        return document
    raise _nothing_at(channel=channel, locale=locale, slug=slug)


def list_cards(
    *, channel: Channel, locale: str, question: ProductQuestion, sort: Sort, bounds: slice
) -> list[str]:
    """Return the cards, as JSON texts, of one part of the answer. One query."""
    documents = list_matching_documents(
        channel=channel, locale=locale, question=question, sort=sort
    )
    return list(documents.values_list("card", flat=True)[bounds])


def require_categories(*, channel: Channel, slugs: Collection[str]) -> None:
    """Raise UnknownCategoryError unless categories have these slugs, each in one of the locales."""
    if not slugs:
        return
    named = CategoryDocument.objects.in_channel(channel).filter(slug__in=slugs)
    known = set(named.values_list("slug", flat=True))
    for slug in slugs:
        if slug not in known:
            raise UnknownCategoryError(category=slug)


def _documents_at(*, channel: Channel, locale: str, slug: str) -> QuerySet[ProductDocument]:
    is_own = Case(
        When(entry__documents__locale=locale, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        ProductDocument.objects.in_channel(channel)
        .filter(locale=locale, entry__documents__slug=slug, entry__documents__channel=channel)
        .order_by(is_own, "product_id")
    )


def _nothing_at(*, channel: Channel, locale: str, slug: str) -> NotFoundError:
    path = find_moved_product(channel=channel, locale=locale, slug=slug)
    return MovedError(redirect_to=path) if path else NotFoundError()
