"""Documents as answers of a web server: to be saved, and kept by nobody on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse

from commerce.documents.errors import DocumentNotReadyError
from commerce.documents.services.drawing import xml_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from commerce.documents.models import OrderDocument

PDF, XML = "application/pdf", "application/xml"


def pdf_answer(document: OrderDocument) -> FileResponse:
    """Return the file of a document; raise DocumentNotReadyError while there is none."""
    if not document.is_drawn:
        raise DocumentNotReadyError(number=document.number)
    try:
        opened = document.file.open("rb")
    except FileNotFoundError:
        raise DocumentNotReadyError(number=document.number) from None
    answer = FileResponse(opened, as_attachment=True, filename=document.filename, content_type=PDF)
    keep_private(answer)
    return answer


def xml_answer(document: OrderDocument) -> HttpResponse:
    """Return the e-invoice of a document; raise NoElectronicInvoiceError for what has none."""
    answer = HttpResponse(xml_of(document), content_type=XML)
    name = document.filename.removesuffix(".pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    keep_private(answer)
    return answer


def keep_private(answer: HttpResponseBase) -> None:
    """Let no cache on the way keep it, and no browser take it for anything else."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
