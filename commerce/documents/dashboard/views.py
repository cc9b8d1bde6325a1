"""Documents in the dashboard: a list, their files, and making what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import generic

from commerce.core.errors import DomainError
from commerce.documents.answers import pdf_answer, xml_answer
from commerce.documents.models import OrderDocument
from commerce.documents.permissions import WORK
from commerce.documents.selectors.documents import list_batches, list_documents
from commerce.documents.services.drawing import draw_again
from commerce.documents.services.issuing import issue_invoice
from commerce.oscar.order.models import Order

from .forms import BatchForm, DocumentSearchForm

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http.response import HttpResponseBase


class DocumentListView(generic.ListView):  # type: ignore[type-arg]
    context_object_name = "documents"
    template_name = "documents/dashboard/document_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[OrderDocument]:
        self.form = DocumentSearchForm(self.request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        rows = list_documents().defer("content")
        if number := asked.get("number"):
            rows = rows.filter(number__icontains=number.strip())
        if kind := asked.get("kind"):
            rows = rows.filter(kind=kind)
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        asking = BatchForm(initial={"since": today.replace(day=1), "until": today})
        return super().get_context_data(
            **kwargs,
            form=self.form,
            batch_form=asking if self.request.user.has_perm(WORK) else None,
            batches=list_batches()[:10],
        )


class _OfDocument(generic.base.ContextMixin):
    request: HttpRequest
    kwargs: dict[str, Any]

    def get_document(self) -> OrderDocument:
        rows = list_documents().filter(public_id=self.kwargs["public_id"])
        if (found := rows.first()) is None:
            raise Http404
        return found

    def back(self, order: Order) -> HttpResponse:
        return redirect(f"{reverse('dashboard:order-detail', args=[order.number])}#documents")


class DocumentFileView(_OfDocument, generic.View):
    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        document = self.get_document()
        try:
            return pdf_answer(document)
        except DomainError as refused:
            messages.error(request, refused.detail)
            return self.back(document.order)


class DocumentXmlView(_OfDocument, generic.View):
    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        document = self.get_document()
        try:
            return xml_answer(document)
        except DomainError as refused:
            messages.error(request, refused.detail)
            return self.back(document.order)


class DocumentAgainView(_OfDocument, generic.View):
    """Draws the same document anew: its number stays."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        document = draw_again(document_id=self.get_document().pk)
        messages.success(request, _("%(number)s was made again.") % {"number": document.number})
        return self.back(document.order)


class InvoiceView(_OfDocument, generic.View):
    """Issues the invoice of an order that has none."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        order = Order.objects.filter(number=self.kwargs["number"]).first()
        if order is None:
            raise Http404
        try:
            invoice = issue_invoice(order_id=order.pk, actor=request.user)  # type: ignore[arg-type]
        except DomainError as refused:
            messages.error(request, refused.detail)
        else:
            messages.success(request, _("%(number)s was issued.") % {"number": invoice.number})
        return self.back(order)
