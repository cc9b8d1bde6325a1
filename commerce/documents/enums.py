"""Words for the documents of an order."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is; each kind has numbers of its own."""

    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")
    PACKING_SLIP = "packing_slip", _("Packing slip")


# What customers are given to download; what lies in a parcel they have on paper.
FOR_CUSTOMERS: Final = (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
# What is about money, and so is also written as an e-invoice.
OF_MONEY: Final = FOR_CUSTOMERS


class InvoiceMoment(models.TextChoices):
    """When an order is invoiced without anybody asking for it."""

    PAID = "paid", _("When it is paid, at the latest when it is packed")
    PACKED = "packed", _("When it is packed")
    BY_HAND = "by_hand", _("Only when staff ask for it")


class BatchState(models.TextChoices):
    """How far the documents of many orders are."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")


class BatchFormat(models.TextChoices):
    """How the documents of many orders are handed out."""

    PDF = "pdf", _("One PDF, page after page")
    ZIP = "zip", _("A ZIP archive with one PDF for each document")
