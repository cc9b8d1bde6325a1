"""What a channel sells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from commerce.catalogue.models import ProductListing

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def is_listed(*, channel: Channel, product: str) -> Exists:
    """Return the condition that the channel sells the product; `product` is a path to it."""
    path = f"{product}__" if product else ""
    return Exists(
        ProductListing.objects.filter(
            product_id=Coalesce(OuterRef(f"{path}parent_id"), OuterRef(f"{path}pk")),
            channel=channel,
            is_published=True,
        )
    )
