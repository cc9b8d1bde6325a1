"""The documents of many orders at once: asked for, watched, fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views import generic
from oscar.views.generic import BulkAction

from commerce.core.errors import DomainError
from commerce.documents.answers import keep_private
from commerce.documents.enums import BatchFormat, BatchState, DocumentKind
from commerce.documents.models import DocumentBatch
from commerce.documents.permissions import WORK
from commerce.documents.selectors.documents import list_batches
from commerce.documents.services.batches import ask_for_batch
from commerce.oscar.order.models import Order
from commerce.tenancy.selectors import current_tenant_id

from .forms import BatchForm, SelectedForm

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http.response import HttpResponseBase

SELECTED = "documents"


class BatchAskView(generic.View):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = BatchForm(request.POST)
        if not form.is_valid():
            return _refused(request, form)
        return _ask(request, form.orders(), form.cleaned_data)


class DocumentsOfSelected(BulkAction):
    """The documents of the orders that are ticked in the list of orders."""

    label = _("Documents of the selected orders")

    def execute(self, request: HttpRequest, objects: QuerySet[Order]) -> HttpResponse:
        if not request.user.has_perm(WORK):
            raise PermissionDenied
        form = SelectedForm(request.POST, prefix=SELECTED)
        if not form.is_valid():
            return _refused(request, form)
        chosen = Order.objects.filter(pk__in=[order.pk for order in objects])
        return _ask(request, chosen, form.cleaned_data)


def _refused(request: HttpRequest, form: SelectedForm) -> HttpResponse:
    for rows in form.errors.values():
        messages.error(request, " ".join(map(str, rows)))
    return redirect("dashboard:document-list")


def _ask(request: HttpRequest, orders: QuerySet[Order], asked: dict[str, Any]) -> HttpResponse:
    try:
        batch = ask_for_batch(
            orders=orders,
            tenant_id=current_tenant_id(),
            kind=DocumentKind(asked["kind"]),
            format=BatchFormat(asked["format"]),
            actor=request.user,  # type: ignore[arg-type]
        )
    except DomainError as refused:
        messages.error(request, refused.detail)
        return redirect("dashboard:document-list")
    return redirect("dashboard:document-batch", public_id=batch.public_id)


class _OfBatch(generic.base.ContextMixin):
    kwargs: dict[str, Any]

    def get_batch(self) -> DocumentBatch:
        found = list_batches().filter(public_id=self.kwargs["public_id"]).first()
        if found is None:
            raise Http404
        return found


class BatchView(_OfBatch, generic.TemplateView):
    """How far it is; the page asks again by itself until it is done."""

    template_name = "documents/dashboard/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.get_batch()
        problems = batch.items.exclude(problem="").select_related("order")
        return super().get_context_data(
            **kwargs,
            batch=batch,
            is_done=batch.state == BatchState.DONE,
            problems=problems[:200],
        )


class BatchFileView(_OfBatch, generic.View):
    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        batch = self.get_batch()
        if not batch.file:
            raise Http404
        name = f"{batch.kind}-{batch.asked_at:%Y-%m-%d}.{batch.format}"
        answer = FileResponse(batch.file.open("rb"), as_attachment=True, filename=name)
        keep_private(answer)
        return answer
