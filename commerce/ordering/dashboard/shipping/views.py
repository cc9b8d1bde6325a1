"""Pages of shipping rates. Rates of other tenants are not found by their manager."""

from __future__ import annotations

from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views import generic

from commerce.oscar.shipping.models import ShippingRate

from .forms import RateForm

LIST = reverse_lazy("dashboard:shipping-rate-list")
FORM = "ordering/dashboard/shipping/rate_form.html"
SAVED = _("The shipping rate is saved.")


class RateListView(generic.ListView):  # type: ignore[type-arg]
    model = ShippingRate
    context_object_name = "rates"
    template_name = "ordering/dashboard/shipping/rate_list.html"


class RateCreateView(SuccessMessageMixin, generic.CreateView):  # type: ignore[type-arg]
    model = ShippingRate
    form_class = RateForm
    context_object_name = "rate"
    template_name = FORM
    success_url = LIST
    success_message = SAVED


class RateUpdateView(SuccessMessageMixin, generic.UpdateView):  # type: ignore[type-arg]
    model = ShippingRate
    form_class = RateForm
    context_object_name = "rate"
    template_name = FORM
    success_url = LIST
    success_message = SAVED


class RateDeleteView(generic.DeleteView):  # type: ignore[type-arg]
    model = ShippingRate
    context_object_name = "rate"
    success_url = LIST
    template_name = "ordering/dashboard/shipping/rate_delete.html"
