"""Searches of orders that people keep, and what becomes of all that one has found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import generic

from commerce.core.errors import DomainError
from commerce.core.texts import clean_line, require_plain_line
from commerce.ordering.selectors.lists import list_batches, list_filters
from commerce.ordering.services.lists import ask_for_status, delete_filter, save_filter
from commerce.oscar.order.models import Order, OrderStatus
from commerce.tenancy.selectors import current_tenant_id

from .forms import OrderSearchForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from commerce.accounts.models import User

LIST = "dashboard:order-list"


def query_of(asked: Mapping[str, str]) -> str:
    """Return how an address asks for this search: what it asks for, and nothing else of an address."""
    known = {name: asked.get(name, "") for name in OrderSearchForm.base_fields}
    return urlencode({name: value for name, value in known.items() if value})


class FilterForm(forms.Form):
    """What a search is called, and what it asks for."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, validators=[require_plain_line]
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=4000)

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_query(self) -> str:
        asked = dict(parse_qsl(self.cleaned_data["query"]))
        query = query_of(asked)
        if not query or len(query) > 2000 or not OrderSearchForm(asked).is_valid():
            raise forms.ValidationError(_("There is nothing to save: search for orders first."))
        return query


class FilterSaveView(generic.View):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = FilterForm(request.POST)
        if not form.is_valid():
            for rows in form.errors.values():
                messages.error(request, " ".join(map(str, rows)))
            return redirect(LIST)
        try:
            saved = save_filter(
                user=request.user,  # type: ignore[arg-type]
                tenant_id=current_tenant_id(),
                **form.cleaned_data,
            )
        except DomainError as refused:
            messages.error(request, refused.detail)
            return redirect(LIST)
        messages.success(request, _("The filter “%(name)s” is saved.") % {"name": saved.name})
        return redirect(f"{reverse(LIST)}?{saved.query}")


class FilterDeleteView(generic.View):
    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        user: User = request.user  # type: ignore[assignment]
        if not list_filters(user=user).filter(public_id=public_id).exists():
            raise Http404
        delete_filter(user=user, public_id=public_id)
        messages.success(request, _("The filter is deleted."))
        return redirect(LIST)


class BatchView(generic.TemplateView):
    """How far it is; the page asks again by itself until it is done."""

    template_name = "ordering/dashboard/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = list_batches().filter(public_id=self.kwargs["public_id"]).first()
        if batch is None:
            raise Http404
        problems = batch.items.exclude(problem="").select_related("order")
        return super().get_context_data(**kwargs, batch=batch, problems=problems[:200])


def change_all(request: HttpRequest, orders: QuerySet[Order]) -> HttpResponse:
    """Have all that was found take the status that the form names, and lead to how far it is."""
    status = request.POST.get("new_status", "")
    if status not in OrderStatus.values:
        messages.error(request, _("Choose a status."))
        return redirect(LIST)
    try:
        batch = ask_for_status(
            orders=orders,
            tenant_id=current_tenant_id(),
            status=OrderStatus(status),
            actor=request.user,  # type: ignore[arg-type]
        )
    except DomainError as refused:
        messages.error(request, refused.detail)
        return redirect(LIST)
    return redirect("dashboard:order-batch", public_id=batch.public_id)
