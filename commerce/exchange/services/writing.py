"""Writing batches of products with everything that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from commerce.catalogue.events import CatalogueWordsChanged, CategoryChanged
from commerce.catalogue.services.categories import rebuild_categories
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.bus import publish
from commerce.exchange.reports import ImportReport
from commerce.exchange.rows import DefinitionRow, ProductRow

from .categories import CategoryTree
from .offers import ImageWriter, OfferWriter, ensure_partner
from .pictures import PictureStore
from .products import ProductWriter
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class CatalogueWriter:
    """Writes one import into one channel. Keeps the tenant's vocabulary from batch to batch."""

    def __init__(self, channel: Channel, images: Path | None, *, is_dry_run: bool = False) -> None:
        self.report = ImportReport(is_dry_run=is_dry_run)
        self._channel = channel
        self._pictures = PictureStore(images, is_dry_run=is_dry_run)
        self._tree = CategoryTree(channel.tenant_id, self.report, self._pictures)
        self._vocabulary = Vocabulary(channel.tenant_id, self.report, self._tree)
        self._pending: list[DefinitionRow] = []
        self._is_loaded = False

    def declare(self, row: DefinitionRow) -> None:
        """Take note of a definition; it is written with the next batch."""
        self._pending.append(row)

    def prepare(self, rows: Sequence[ProductRow]) -> None:
        """Store the pictures of a batch: slow, idempotent, and no part of its transaction."""
        if self._pictures.is_open:
            units = [unit for row in rows for unit in row.units]
            self._pictures.prepare(image.file for unit in units for image in unit.images)

    def write(self, rows: Sequence[ProductRow]) -> None:
        """Write a batch and rebuild its documents. Must run inside a transaction."""
        self._write_words(rows)
        now = timezone.now()
        products = ProductWriter(self._channel, self._vocabulary, self.report, now)
        families, touched = products.write(rows)
        partner = ensure_partner(self._channel.tenant_id, self._channel.tenant.name)
        touched |= OfferWriter(self._channel, partner, self.report).write(families)
        touched |= ImageWriter(self._pictures, self.report).write(families)
        if touched and not self.report.is_dry_run:
            rebuild_products(product_ids=sorted(touched))
        self.report.rows += len(rows)

    def _write_words(self, rows: Sequence[ProductRow]) -> None:
        """Make the words of the batch, and tell whom they concern beyond its products."""
        tenant_id = self._channel.tenant_id
        if not self._is_loaded:
            self._vocabulary.load()
            self._tree.load()
            self._is_loaded = True
        for row in self._pending:
            self._vocabulary.declare(row)
        self._pending = []
        self._vocabulary.prepare(rows)
        if self._tree.is_changed and not self.report.is_dry_run:
            rebuild_categories(tenant_id=tenant_id)
        if self._tree.is_reworded:
            publish(CategoryChanged(tenant_id=tenant_id))
        if self._vocabulary.is_reworded:
            publish(CatalogueWordsChanged(tenant_id=tenant_id))
        self._tree.is_changed = self._tree.is_reworded = self._vocabulary.is_reworded = False
