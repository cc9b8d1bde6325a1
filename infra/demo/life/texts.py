"""Work for translators: a few texts of the demo shop that are missing, or whose source has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.catalogue.services.catalogue import translate_product
from commerce.catalogue.services.writing import write_product
from commerce.oscar.catalogue.models import Product
from infra.demo.catalogue import load

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

MISSING = 3
CHANGED = 3


def leave_some(*, channel: Channel) -> None:
    """Take texts for search engines away in French, and add to those that others were made of."""
    slugs = [each.slug for each in load().products[-(MISSING + CHANGED) :]]
    products = Product.objects.filter(tenant=channel.tenant_id, parent=None, slug__in=slugs)
    for number, product in enumerate(products.order_by("slug")):
        if number < MISSING:
            translate_product(product=product, locale="fr", seo_title="", seo_description="")
        else:
            text = f"{product.meta_description} Sent from Berlin."
            write_product(product=product, locale="en", seo_description=text)
