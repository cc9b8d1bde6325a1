"""The documents of many orders at once: asked for, watched, fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import generic

from commerce.core.errors import DomainError
from commerce.documents.answers import keep_private
from commerce.documents.enums import BatchFormat, BatchState, DocumentKind
from commerce.documents.models import DocumentBatch
from commerce.documents.selectors.documents import list_batches
from commerce.documents.services.batches import ask_for_batch
from commerce.tenancy.selectors import current_tenant_id

from .forms import BatchForm

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


class BatchAskView(generic.View):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = BatchForm(request.POST)
        if not form.is_valid():
            for rows in form.errors.values():
                messages.error(request, " ".join(map(str, rows)))
            return redirect("dashboard:document-list")
        try:
            batch = ask_for_batch(
                orders=form.orders(),
                tenant_id=current_tenant_id(),
                kind=DocumentKind(form.cleaned_data["kind"]),
                format=BatchFormat(form.cleaned_data["format"]),
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
