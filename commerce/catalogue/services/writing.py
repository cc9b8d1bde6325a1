"""Texts of products that a person has written or taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from django.conf import settings
from django.db import transaction

from commerce.catalogue.events import ProductChanged
from commerce.catalogue.selectors.writing import BASE_COLUMNS
from commerce.core.bus import publish
from commerce.oscar.catalogue.models import ProductImage

from .catalogue import ProductTexts, translate_product

if TYPE_CHECKING:
    from commerce.oscar.catalogue.models import Product


@transaction.atomic
def write_product(*, product: Product, locale: str, **texts: Unpack[ProductTexts]) -> None:
    """Set texts of a product in one language, its own one too; those left out stay as they are.

    Addresses stay. Whoever has looked at the texts before holds a lock on the product.
    """
    if locale != settings.LANGUAGE_CODE:
        translate_product(product=product, locale=locale, **texts)
        return
    columns = {BASE_COLUMNS[name]: text for name, text in texts.items()}
    for column, text in columns.items():
        setattr(product, column, text)
    row: Any = product  # Oscar's model, whose methods have no types
    row.save(update_fields=[*columns, "date_updated"])
    publish(ProductChanged(product_id=product.pk))


@transaction.atomic
def write_picture_in_words(*, image: ProductImage, text: str) -> None:
    """Set what people get who cannot see a picture of a product, in the shop's own language."""
    image.caption = text
    image.save(update_fields=["caption"])
    root = image.product.parent_id or image.product_id
    publish(ProductChanged(product_id=root))
