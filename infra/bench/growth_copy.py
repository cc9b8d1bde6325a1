"""Grown products as text that PostgreSQL's COPY reads, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from commerce.catalogue.documents import BuiltEntry
from commerce.catalogue.documents.build import build_entries
from commerce.catalogue.documents.rows import ProductRow
from commerce.catalogue.documents.vocabulary import Vocabulary
from commerce.catalogue.services.document_store import stored_body
from infra.bench.growth_rows import TODAY, Block

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Statements with what they read.
CopyTexts = list[tuple[str, str]]

COLUMNS = {
    "catalogue_product": (
        *("id", "public_id", "tenant_id", "structure", "title", "slug", "summary", "description"),
        *("product_class_id", "is_public", "is_discountable", "priority"),
        *("shipping_class", "hs_code", "origin_country", "date_created", "date_updated"),
    ),
    "shop_productentry": (
        *("id", "channel_id", "product_id", "published_at", "is_featured", "position"),
        *("rating", "reviews", "discount", "margin", "sold", "checksum"),
    ),
    "shop_productdocument": (
        *("entry_id", "channel_id", "product_id", "locale", "slug", "sort_name", "version"),
        *("checksum", "card", "body", "updated_at"),
    ),
    "shop_productdocumentterm": ("entry_id", "channel_id", "field", "value", "variants"),
    "shop_productdocumentprice": (
        *("entry_id", "channel_id", "currency", "minimum", "maximum", "is_reduced"),
    ),
}


def copy_texts(channel: Channel, vocabulary: Vocabulary, block: Block) -> CopyTexts:
    """Build the documents of a block and return its rows, in the order of COLUMNS."""
    entries = list(
        build_entries(rows=block.rows, channel=channel, vocabulary=vocabulary, now=TODAY)
    )
    products = (_product(row, channel.tenant_id) for row in block.rows.products.values())
    sold = ((entry, block.sold[entry.product_id]) for entry in entries)
    return [
        _copy("catalogue_product", products),
        _copy("shop_productentry", (_entry(*each) for each in sold)),
        _copy("shop_productdocument", _documents(entries)),
        _copy("shop_productdocumentterm", _terms(entries)),
        _copy("shop_productdocumentprice", _prices(entries)),
    ]


@transaction.atomic
def write_texts(texts: CopyTexts) -> None:
    """Write the rows in one transaction.

    Foreign keys are not checked, which takes most of the time otherwise: the role must be allowed
    to set session_replication_role, as the superuser of a measurement's own server is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement, text in texts:
            with cursor.copy(statement) as copy:
                copy.write(text)


def _product(row: ProductRow, tenant_id: int) -> tuple[Any, ...]:
    texts = (row.title, row.slug, row.summary, row.description)
    flags = (True, True, 0, "", "", "")
    return (
        *(row.id, row.public_id, tenant_id, row.structure, *texts),
        *(row.product_class_id, *flags, TODAY, TODAY),
    )


def _entry(entry: BuiltEntry, sold: int) -> tuple[Any, ...]:
    return (
        *(entry.product_id, entry.channel_id, entry.product_id, entry.published_at),
        *(entry.is_featured, entry.position, entry.rating, entry.reviews, entry.discount),
        *(entry.margin, sold, entry.checksum),
    )


def _documents(entries: Iterable[BuiltEntry]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        keys = (entry.product_id, entry.channel_id, entry.product_id)
        for document in entry.documents:
            names = (document.locale, document.slug, document.sort_name, 1, document.checksum)
            body = stored_body(document, 1, TODAY)
            yield (*keys, *names, document.card.decode(), body, TODAY)


def _terms(entries: Iterable[BuiltEntry]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        for term in entry.terms:
            yield (entry.product_id, entry.channel_id, *term)


def _prices(entries: Iterable[BuiltEntry]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        for span in entry.spans:
            yield (entry.product_id, entry.channel_id, *span)


def _copy(table: str, rows: Iterable[tuple[Any, ...]]) -> tuple[str, str]:
    text = "".join("\t".join(map(_cell, row)) + "\n" for row in rows)
    return f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN", text


def _cell(value: Any) -> str:
    """Return a value as COPY reads it. There are no tabs and line ends in what was grown."""
    return r"\N" if value is None else str(value).replace("\\", r"\\")
