"""Who sells, the numbers of documents, and the documents themselves."""

from .batches import BatchItem, DocumentBatch
from .issued import NumberSeries, OrderDocument
from .sellers import DocumentRules, LegalEntity
from .taxes import DocumentTax, TaxRecord

__all__ = [
    "BatchItem",
    "DocumentBatch",
    "DocumentRules",
    "DocumentTax",
    "LegalEntity",
    "NumberSeries",
    "OrderDocument",
    "TaxRecord",
]
