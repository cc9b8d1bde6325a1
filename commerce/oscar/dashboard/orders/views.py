"""Staff see the orders of the tenant whose dashboard they are on."""

from django.http import Http404
from oscar.apps.dashboard.orders import views
from oscar.apps.dashboard.orders.views import *
from oscar.apps.dashboard.orders.views import Order

from commerce.tenancy.selectors import current_tenant_id


class OrderStatsView(views.OrderStatsView):
    def get_stats(self, filters):
        return super().get_stats({**filters, "channel__tenant_id": current_tenant_id()})


class OrderListView(views.OrderListView):
    @property
    def base_queryset(self):
        return self._orders.filter(channel__tenant_id=current_tenant_id())

    @base_queryset.setter
    def base_queryset(self, orders):
        """Upstream sets it at the beginning of each request."""
        self._orders = orders


class OwnOrderMixin:
    """Orders of another tenant do not exist here, whichever page asks for them."""

    def dispatch(self, request, *args, **kwargs):
        own = Order.objects.filter(channel__tenant_id=current_tenant_id())
        if not own.filter(number=kwargs["number"]).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class OrderDetailView(OwnOrderMixin, views.OrderDetailView):
    """Stock and payments follow the status of the order; nothing else here may move them."""

    order_actions = ("save_note", "delete_note", "change_order_status")
    line_actions = ()


class LineDetailView(OwnOrderMixin, views.LineDetailView):
    pass


class ShippingAddressUpdateView(OwnOrderMixin, views.ShippingAddressUpdateView):
    pass
