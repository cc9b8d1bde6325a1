"""Keeping the addresses at which products and categories were ever found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from commerce.catalogue.models import (
    CategoryAddress,
    CategoryTranslation,
    ProductAddress,
    ProductTranslation,
)

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Owner, locale and slug.
Found = tuple[int, str, str]


def keep_product_addresses(channel: Channel, found: Iterable[Found]) -> None:
    """Make these the products' current addresses. Call it in the transaction of their documents."""
    _keep(channel, list(found), ProductAddress, ProductTranslation, "product_id")


def keep_category_addresses(channel: Channel, found: Iterable[Found]) -> None:
    """Make these the categories' current addresses, in the transaction of their documents."""
    _keep(channel, list(found), CategoryAddress, CategoryTranslation, "category_id")


def _keep(channel: Channel, found: list[Found], model: Any, texts: Any, owner: str) -> None:
    if not found:
        return
    own = {f"{owner}__in": {owner_id for owner_id, _locale, _slug in found}}
    _retire(model.objects.in_channel(channel).filter(**own, is_current=True), found, owner)
    worded = texts.objects.filter(~Q(name="", slug=""), **own).values_list(owner, "locale")
    with_words = set(worded)
    model.objects.in_channel(channel).bulk_create(
        [
            model(
                channel=channel,
                locale=locale,
                slug=slug,
                is_borrowed=locale != settings.LANGUAGE_CODE
                and (owner_id, locale) not in with_words,
                **{owner: owner_id},
            )
            for owner_id, locale, slug in found
        ],
        update_conflicts=True,
        unique_fields=["channel", "slug", "locale"],
        update_fields=[owner, "is_current", "is_borrowed"],
    )


def _retire(current: Any, found: list[Found], owner: str) -> None:
    """Let addresses that something just left be old ones."""
    slugs = {(owner_id, locale): slug for owner_id, locale, slug in found}
    left = [
        pk
        for pk, owner_id, locale, slug in current.values_list("pk", owner, "locale", "slug")
        if slugs.get((owner_id, locale), slug) != slug
    ]
    if left:
        current.filter(pk__in=left).update(is_current=False)
