"""The pick list: one way along the shelves for many orders, then all of them packed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views import generic

from commerce.ordering.selectors.picking import (
    MOST_BOXES,
    boxes_of,
    fetches_for,
    orders_to_pack,
)
from commerce.ordering.services.packing import pack_orders
from commerce.oscar.order.models import Order

CHOSEN = "order"


class PickListView(generic.TemplateView):
    """The orders that are named in the address, otherwise the oldest that wait to be packed."""

    template_name = "ordering/dashboard/picking.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET.getlist(CHOSEN)[:MOST_BOXES]
        waiting = orders_to_pack(Order.objects.all())
        boxes = boxes_of((waiting.filter(number__in=chosen) if chosen else waiting)[:MOST_BOXES])
        known = Order.objects.filter(number__in=chosen).values_list("number", flat=True)
        return super().get_context_data(
            **kwargs,
            boxes=boxes,
            fetches=fetches_for(boxes),
            pieces=sum(box.pieces for box in boxes),
            left_out=sorted(set(known) - {box.order.number for box in boxes}),
            waiting=waiting.count(),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Pack what the page listed: an order that was added meanwhile is not among it."""
        chosen = request.POST.getlist(CHOSEN)[:MOST_BOXES]
        done = pack_orders(orders=Order.objects.filter(number__in=chosen).order_by("pk"))
        if number := len(done.parcels):
            said = ngettext(
                "%(number)d parcel is packed.", "%(number)d parcels are packed.", number
            )
            messages.success(request, said % {"number": number})
        for order, reason in done.refused:
            messages.error(request, f"{order}: {reason}")
        return redirect("dashboard:order-pick-list")
