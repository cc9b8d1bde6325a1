"""Staff see the orders of the tenant whose dashboard they are on."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders import views
from oscar.apps.dashboard.orders.views import *
from oscar.apps.dashboard.orders.views import Line, Order, queryset_orders_for_user
from oscar.core.loading import get_classes

from commerce.core.money import Money
from commerce.core.spreadsheets import CsvWriter
from commerce.tenancy.selectors import current_tenant_id

kept, worth = get_classes("order.reports", ["kept", "worth"])


class OrderStatsView(views.OrderStatsView):
    def get_stats(self, filters):
        """Counts and sums are about orders that were not cancelled; the breakdown is about all."""
        filters = {**filters, "channel__tenant_id": current_tenant_id()}
        orders = queryset_orders_for_user(self.request.user).filter(**filters)
        counted = kept(orders)
        return {
            **super().get_stats(filters),
            "total_orders": counted.count(),
            "total_lines": Line.objects.filter(order__in=counted.order_by().values("pk")).count(),
            "total_revenue": worth(orders, self.request.user),
        }


class OrderListView(views.OrderListView):
    """The list, and its orders as a file: one row per order, or on wish one per line."""

    actions = (*views.OrderListView.actions, "download_selected_lines")
    CSV_COLUMNS = {
        "number": _("Order number"),
        "date": _("Date of purchase"),
        "status": _("Order status"),
        "currency": _("Currency"),
        "value": _("Order value"),
        "num_items": _("Number of items"),
        "customer": _("Customer email address"),
        "shipping_address_name": _("Deliver to name"),
        "billing_address_name": _("Bill to name"),
    }
    LINE_COLUMNS = {
        "sku": _("SKU"),
        "upc": _("UPC"),
        "title": _("Product"),
        "quantity": _("Quantity"),
        "before_discounts": _("Value before discounts"),
        "total": _("Value"),
    }

    def render_to_response(self, context, **response_kwargs):
        if self.is_csv_download() and "lines" in self.request.GET:
            return self.download_selected_lines(self.request, context["object_list"])
        return super().render_to_response(context, **response_kwargs)

    def get_row_values(self, order):
        row = super().get_row_values(order)
        value = Money(order.total_incl_tax, order.currency).rounded()
        ours = {"date": order.date_placed, "currency": value.currency, "value": value.amount}
        return {**row, **ours}

    def download_selected_orders(self, request, orders):
        rows = (self.get_row_values(order) for order in orders)
        return self._as_file("orders.csv", self.CSV_COLUMNS, rows)

    def download_selected_lines(self, request, orders):
        rows = (
            {**self.get_row_values(order), **self._line_values(line, order.currency)}
            for order in orders
            for line in order.lines.all()
        )
        return self._as_file("order-lines.csv", {**self.CSV_COLUMNS, **self.LINE_COLUMNS}, rows)

    def _line_values(self, line, currency):
        before = Money(line.line_price_before_discounts_incl_tax, currency).rounded()
        return {
            "sku": line.partner_sku,
            "upc": line.upc,
            "title": line.title,
            "quantity": line.quantity,
            "before_discounts": before.amount,
            "total": Money(line.line_price_incl_tax, currency).rounded().amount,
        }

    def _as_file(self, name, columns, rows):
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f"attachment; filename={name}"
        writer = CsvWriter(response)
        writer.writerow(columns.values())
        writer.writerows([row.get(column, "") for column in columns] for row in rows)
        return response

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
