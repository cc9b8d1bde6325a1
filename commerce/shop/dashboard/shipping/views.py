"""Pages of shipping rates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views import generic

from commerce.oscar.shipping.models import ShippingRate

from .forms import RateForm


class RatePage:
    """What the pages have in common: the rates of the tenant, and the way back to the list."""

    model = ShippingRate
    context_object_name = "rate"
    success_url = reverse_lazy("dashboard:shipping-rate-list")

    def get_queryset(self) -> QuerySet[ShippingRate]:
        return ShippingRate.objects.select_related("channel")


class RateListView(RatePage, generic.ListView):  # type: ignore[type-arg]
    context_object_name = "rates"
    template_name = "shop/dashboard/shipping/rate_list.html"


class SavedRate(RatePage):
    """A page with the form of a rate."""

    form_class = RateForm
    template_name = "shop/dashboard/shipping/rate_form.html"
    request: Any

    def form_valid(self, form: RateForm) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
        messages.success(self.request, _("The shipping rate is saved."))
        return response


class RateCreateView(SavedRate, generic.CreateView):  # type: ignore[type-arg]
    pass


class RateUpdateView(SavedRate, generic.UpdateView):  # type: ignore[type-arg]
    pass


class RateDeleteView(RatePage, generic.DeleteView):  # type: ignore[type-arg]
    template_name = "shop/dashboard/shipping/rate_delete.html"

    def form_valid(self, form: Any) -> HttpResponseBase:
        messages.success(self.request, _("The shipping rate is deleted."))
        return super().form_valid(form)
