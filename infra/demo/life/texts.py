"""Work for translators: a few texts of the demo shop that are missing, or whose source has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.catalogue.models import ProductTranslation
from commerce.catalogue.services.catalogue import translate_product
from commerce.core.translated import fingerprint
from commerce.oscar.catalogue.models import Product
from infra.demo.catalogue import load

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

MISSING = 3
CHANGED = 3


def leave_some(*, channel: Channel) -> None:
    """Take texts for search engines away in French, and have others made of an earlier source.

    The sources themselves stay those of the demo.
    """
    slugs = [each.slug for each in load().products[-(MISSING + CHANGED) :]]
    products = Product.objects.filter(tenant=channel.tenant_id, parent=None, slug__in=slugs)
    for number, product in enumerate(products.order_by("slug")):
        if number < MISSING:
            translate_product(product=product, locale="fr", seo_title="", seo_description="")
        else:
            for row in ProductTranslation.objects.filter(product=product):
                earlier = fingerprint(f"New: {product.meta_description}")
                row.made_of = {**row.made_of, "seo_description": earlier}
                row.save(update_fields=["made_of"])
