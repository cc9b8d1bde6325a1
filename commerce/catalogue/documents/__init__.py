"""The product document: the one public form of a product, per channel and locale.

`build_products` reads a batch of product trees with a fixed number of queries and composes their
documents; `commerce.catalogue.services.documents` stores them. Nothing here writes.
"""

from commerce.catalogue.shapes import Document, ProductCard

from .build import BuiltDocument, BuiltEntry, build_products

__all__ = ["BuiltDocument", "BuiltEntry", "Document", "ProductCard", "build_products"]
