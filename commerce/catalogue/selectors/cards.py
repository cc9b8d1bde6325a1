"""The cards of products, which every list and search shows a page of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.db.models import F, QuerySet
from django.db.models.lookups import In

from commerce.catalogue.models import ProductDocument
from commerce.core.prepared import PreparedRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce.tenancy.models import Channel

# Statements are kept for so many products; fewer are asked for as if the first were there often.
SIZES: Final = (6, 24, 100)


def list_cards_by_id(
    *, channel: Channel, locale: str, product_ids: Sequence[int]
) -> dict[int, str]:
    """Return the cards of these products as JSON texts; those not shown are missing.

    One query, which leaves the much larger bodies where they are.
    """
    if not product_ids:
        return {}
    size = next((size for size in SIZES if size >= len(product_ids)), len(product_ids))
    values = {f"product{place}": product_ids[0] for place in range(size)}
    values.update((f"product{place}", each) for place, each in enumerate(product_ids))
    read = _prepared_cards(size).all if size in SIZES else _cards
    return dict(read(channel=channel.pk, locale=locale, **values))


def _cards(*, channel: Any, locale: Any, **products: Any) -> QuerySet[Any, tuple[int, str]]:
    rows = ProductDocument._base_manager.filter(channel=channel, locale=locale)
    return rows.filter(In(F("product"), list(products.values()))).values_list("product_id", "card")


@cache
def _prepared_cards(size: int) -> PreparedRead[tuple[int, str]]:
    """The statement for so many products: how many there are is part of its text."""
    product = ProductDocument._meta.get_field("product")
    return PreparedRead(
        f"cards of {size} products",
        _cards,
        channel=ProductDocument._meta.get_field("channel"),
        locale=ProductDocument._meta.get_field("locale"),
        **{f"product{place}": product for place in range(size)},
    )


def list_cards_by_public_id(
    *, channel: Channel, locale: str, public_ids: Sequence[str]
) -> dict[str, str]:
    """Return the cards of these products as JSON texts, by public id; those not shown are missing.

    One query.
    """
    if not public_ids:
        return {}
    rows = ProductDocument.objects.in_channel(channel).filter(locale=locale)
    named = rows.filter(product__public_id__in=public_ids)
    return dict(named.values_list("product__public_id", "card"))
