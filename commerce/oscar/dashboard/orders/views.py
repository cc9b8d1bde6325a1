"""Staff see the orders of their tenant, sellers their own lines of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders import views
from oscar.apps.dashboard.orders.views import *
from oscar.apps.dashboard.orders.views import Line, queryset_orders_for_user
from oscar.apps.order.exceptions import InvalidOrderStatus
from oscar.core.loading import get_classes

from commerce.core.money import Money
from commerce.core.spreadsheets import CsvWriter, workbook
from commerce.oscar.order.models import status_label
from commerce.payments.selectors import describe_payments

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

kept, worth = get_classes("order.reports", ["kept", "worth"])


class OrderStatsView(views.OrderStatsView):
    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["ordering/dashboard/seller/statistics.html"]

    def get_stats(self, filters):
        """Counts and sums are about orders that were not cancelled; the breakdown is about all."""
        orders = queryset_orders_for_user(self.request.user).filter(**filters)
        counted = kept(orders)
        return {
            **super().get_stats(filters),
            "total_orders": counted.count(),
            "total_lines": Line.objects.filter(order__in=counted.order_by().values("pk")).count(),
            "total_revenue": worth(orders, self.request.user),
            "order_status_breakdown": None,
            "statuses": [
                (row["status"], status_label(row["status"]), row["freq"])
                for row in orders.order_by("status").values("status").annotate(freq=Count("id"))
            ],
        }


class OrderListView(views.OrderListView):
    """The list, and its orders as a file: one row per order, or on wish one per line."""

    actions = (*views.OrderListView.actions, "download_selected_lines", "download_workbook")
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

    def get_row_values(self, order) -> dict[str, Any]:
        row = super().get_row_values(order)
        value = Money(order.total_incl_tax, order.currency).rounded()
        ours = {"date": order.date_placed, "currency": value.currency, "value": value.amount}
        return {**row, **ours}

    def download_selected_orders(self, request, orders) -> HttpResponse:
        rows = (self.get_row_values(order) for order in orders)
        return self._as_file("orders.csv", self.CSV_COLUMNS, rows)

    def download_selected_lines(self, request, orders) -> HttpResponse:
        columns = {**self.CSV_COLUMNS, **self.LINE_COLUMNS}
        return self._as_file("order-lines.csv", columns, self._line_rows(orders))

    def download_workbook(self, request, orders) -> HttpResponse:
        """The same rows as a workbook, whose amounts and dates a spreadsheet can count with."""
        columns = {**self.CSV_COLUMNS, **self.LINE_COLUMNS}
        cells = ([row.get(name, "") for name in columns] for row in self._line_rows(orders))
        response = HttpResponse(workbook([columns.values(), *cells]), content_type=WORKBOOK)
        response["Content-Disposition"] = "attachment; filename=order-lines.xlsx"
        return response

    def _line_rows(self, orders):
        return (
            {**self.get_row_values(order), **self._line_values(line, order.currency)}
            for order in orders
            for line in order.lines.all()
        )

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

    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["ordering/dashboard/seller/order_list.html"]

    def post(self, request, *args, **kwargs):
        """Actions are about whole orders."""
        if not request.user.is_staff:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def is_csv_download(self):
        return super().is_csv_download() and self.request.user.is_staff

    def change_order_status(self, request, order):
        try:
            super().change_order_status(request, order)
        except InvalidOrderStatus as refused:
            messages.error(request, f"{order.number}: {refused}")


class OrderDetailView(views.OrderDetailView):
    """Stock follows the status of the order; money has pages of its own. Nothing else may move them."""

    order_actions = ("save_note", "delete_note", "change_order_status")
    line_actions = ()

    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["ordering/dashboard/seller/order_detail.html"]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.request.user.is_staff:
            context["own_total"] = sum(line.line_price_incl_tax for line in context["lines"])
            return context
        context["payments"] = describe_payments(self.object.pk)
        return context

    def handle_order_action(self, request, order, action):
        """Who sells a part of an order does not decide about all of it."""
        if not request.user.is_staff:
            raise PermissionDenied
        return super().handle_order_action(request, order, action)

    def change_order_status(self, request, order):
        """Say why a status was refused, such as which goods are missing."""
        form = self.get_order_status_form()
        if form.is_valid():
            try:
                return self._change_order_status(request, order, form.cleaned_data["new_status"])
            except InvalidOrderStatus as refused:
                return self.reload_page(error=str(refused))
        return self.reload_page(error=_("Invalid form submission"))

    def _change_order_status(self, request, order, new_status):
        before = order.status
        message = _("Order status changed from '%(old_status)s' to '%(new_status)s'") % {
            "old_status": status_label(before),
            "new_status": status_label(new_status),
        }
        handler = self.get_handler(user=request.user)
        handler.handle_order_status_change(order, new_status, note_msg=message)
        if order.status == before:
            message = _("The payment service was asked. The order follows its answer.")
        messages.info(request, message)
        return self.reload_page()
