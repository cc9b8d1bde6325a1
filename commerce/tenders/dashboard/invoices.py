"""Customers who pay by invoice: what they owe, and on what terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import generic

from commerce.accounts.selectors import find_user
from commerce.core.amounts import refuse_unpayable
from commerce.tenancy.selectors import current_tenant_id, list_own_channels
from commerce.tenders.models import InvoiceTerms
from commerce.tenders.selectors import invoice_terms_of, list_invoice_customers
from commerce.tenders.selectors.terms import due_at, open_invoices
from commerce.tenders.services.terms import set_invoice_terms

LIST = "dashboard:invoice-list"


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """A customer's own days and limit."""

    class Meta:
        model = InvoiceTerms
        fields = ["is_approved", "is_refused", "days", "limit"]

    def clean(self) -> dict[str, Any]:
        given = {**(super().clean() or {})}
        channel = given.get("channel") or getattr(self.instance, "channel", None)
        if channel is not None:
            refuse_unpayable(channel.default_currency, limit=given.get("limit"))
        return given


class NewTermsForm(TermsForm):
    """Terms for a customer who has none yet, known by their address."""

    email = forms.EmailField(label=_("E-mail address"))
    field_order = ["channel", "email", "is_approved", "is_refused", "days", "limit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = list_own_channels()
        self.fields["channel"] = forms.ModelChoiceField(channels, label=_("Channel"))
        self.order_fields(self.field_order)

    def clean_email(self) -> Any:
        user = find_user(email=self.cleaned_data["email"])
        if user is None or not user.memberships.filter(tenant=current_tenant_id()).exists():
            raise forms.ValidationError(_("No customer of this shop has this address."))
        return user


class InvoiceListView(generic.ListView):  # type: ignore[type-arg]
    context_object_name = "customers"
    template_name = "tenders/dashboard/invoice_list.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        rows = list_invoice_customers()
        words = self.request.GET.get("q", "").strip()
        return rows.filter(customer__email__istartswith=words) if words else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs, q=self.request.GET.get("q", ""))
        for row in context["customers"]:
            row.now = invoice_terms_of(channel_id=row.channel_id, user_id=row.customer_id)
        return context


class InvoiceTermsView(generic.FormView):  # type: ignore[type-arg]
    template_name = "tenders/dashboard/invoice_terms.html"

    def get_form_class(self) -> Any:
        return TermsForm if "pk" in self.kwargs else NewTermsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if "pk" not in self.kwargs:
            return kwargs
        found = list_invoice_customers().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return {**kwargs, "instance": found}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        terms = context["form"].instance
        if terms.pk is None:
            return context
        where = {"channel_id": terms.channel_id, "user_id": terms.customer_id}
        now = invoice_terms_of(**where)
        invoices = [(each, due_at(each, now.days)) for each in open_invoices(**where)]
        return {
            **context,
            "terms": terms,
            "now": now,
            "invoices": [(each, due, due < timezone.now()) for each, due in invoices],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        given = form.cleaned_data
        is_new = form.instance.pk is None
        set_invoice_terms(
            channel_id=given["channel"].pk if is_new else form.instance.channel_id,
            user_id=given["email"].pk if is_new else form.instance.customer_id,
            **{name: given[name] for name in ("is_approved", "is_refused", "days", "limit")},
        )
        return redirect(LIST)
