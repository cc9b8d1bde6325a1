"""Keeping category documents true to the category tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.catalogue.documents.categories import (
    BuiltCategory,
    CategoryRow,
    build_categories,
    load_categories,
)
from commerce.catalogue.documents.renditions import Picture
from commerce.catalogue.events import ProductDocumentsChanged
from commerce.catalogue.models import CategoryDocument
from commerce.core.bus import publish
from commerce.core.media import with_public_addresses
from commerce.tenancy.selectors import list_channels

from .document_store import lock_state, raise_version
from .renditions import render_picture
from .slugs import keep_category_addresses

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def rebuild_categories(*, tenant_id: int) -> int:
    """Bring a tenant's category documents up to date in all its channels; return how many changed.

    Products are not touched: their terms and breadcrumbs follow from a rebuild of theirs.
    """
    rows = load_categories(tenant_id)
    pictures = _pictures(rows)
    return sum(
        _rebuild(channel, build_categories(channel, rows, pictures))
        for channel in list_channels().filter(tenant=tenant_id).order_by("pk")
    )


@transaction.atomic
def expire_trees(*, tenant_id: int) -> None:
    """Have the trees of a tenant's channels read anew: no document says where its category stands."""
    for channel in list_channels().filter(tenant=tenant_id).order_by("pk"):
        lock_state(channel)
        raise_version(channel)
        _announce(channel, set())


def _pictures(rows: list[CategoryRow]) -> dict[str, Picture]:
    rendered = {
        row.image: render_picture(row.image, public_id=row.public_id) for row in rows if row.image
    }
    return {name: picture for name, picture in rendered.items() if picture is not None}


@transaction.atomic
def _rebuild(channel: Channel, built: list[BuiltCategory]) -> int:
    lock_state(channel)
    stored = {
        (category_id, locale): (slug, body)
        for category_id, locale, slug, body in CategoryDocument.objects.in_channel(
            channel
        ).values_list("category_id", "locale", "slug", "body")
    }
    changed = [
        row
        for row in built
        if stored.pop((row.category_id, row.locale), None)
        != (row.slug, with_public_addresses(row.body.decode()))
    ]
    if not changed and not stored:
        return 0
    _write(channel, changed, gone=list(stored))
    _announce(channel, {row.slug for row in changed} | {slug for slug, _body in stored.values()})
    return len(changed) + len(stored)


def _write(channel: Channel, changed: list[BuiltCategory], gone: list[tuple[int, str]]) -> None:
    documents = CategoryDocument.objects.in_channel(channel)
    # Two categories may swap slugs, so all rows that change make room first.
    for category_id, locale in [*gone, *((row.category_id, row.locale) for row in changed)]:
        documents.filter(category=category_id, locale=locale).delete()
    documents.bulk_create(
        CategoryDocument(
            channel=channel,
            category_id=row.category_id,
            locale=row.locale,
            slug=row.slug,
            name=row.name,
            body=row.body.decode(),
        )
        for row in changed
    )
    keep_category_addresses(channel, ((row.category_id, row.locale, row.slug) for row in changed))
    raise_version(channel)


def _announce(channel: Channel, slugs: set[str]) -> None:
    tags = ("categories", *(f"category:{slug}" for slug in sorted(slugs)))
    publish(ProductDocumentsChanged(channel_id=channel.pk, product_ids=(), tags=tags))
