"""Tables of the shop, split by subject."""

from .documents import (
    CatalogueState,
    CategoryDocument,
    ProductDocument,
    ProductDocumentPrice,
    ProductDocumentTerm,
    ProductEntry,
    ProductWord,
    WithdrawnProduct,
)
from .listings import ProductListing
from .prices import ShownPrice
from .slugs import CategoryAddress, ProductAddress
from .translations import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryTranslation,
    ProductClassTranslation,
    ProductTranslation,
)

__all__ = [
    "AttributeOptionTranslation",
    "AttributeTranslation",
    "CatalogueState",
    "CategoryAddress",
    "CategoryDocument",
    "CategoryTranslation",
    "ProductAddress",
    "ProductClassTranslation",
    "ProductDocument",
    "ProductDocumentPrice",
    "ProductDocumentTerm",
    "ProductEntry",
    "ProductListing",
    "ProductTranslation",
    "ProductWord",
    "ShownPrice",
    "WithdrawnProduct",
]
