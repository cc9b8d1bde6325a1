"""Staff see the orders of their tenant, sellers their own lines of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders import views
from oscar.apps.dashboard.orders.views import *
from oscar.apps.dashboard.orders.views import Line
from oscar.apps.order.exceptions import InvalidLineStatus, InvalidOrderStatus

SELLERS_STEPS = (("packed", _("Mark as packed")), ("shipped", _("Mark as shipped")))


def own_revenue(**filters):
    """Return what the lines that may be seen were sold for, by currency, without cancelled orders."""
    lines = Line.objects.filter(**filters).exclude(order__status="cancelled")
    sums = lines.order_by("order__currency").values("order__currency")
    rows = sums.annotate(total=Sum("line_price_incl_tax"))
    return [(row["order__currency"], row["total"]) for row in rows]


class OrderStatsView(views.OrderStatsView):
    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["shop/dashboard/seller/statistics.html"]

    def get_stats(self, filters):
        stats = super().get_stats(filters)
        if not self.request.user.is_staff:
            stats["revenues"] = own_revenue(**{f"order__{k}": v for k, v in filters.items()})
        return stats


class OrderListView(views.OrderListView):
    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["shop/dashboard/seller/order_list.html"]

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
    """Stock and payments follow the status of the order; nothing else here may move them."""

    order_actions = ("save_note", "delete_note", "change_order_status")
    line_actions = ()

    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["shop/dashboard/seller/order_detail.html"]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.request.user.is_staff:
            context["sellers_steps"] = SELLERS_STEPS
            context["own_total"] = sum(line.line_price_incl_tax for line in context["lines"])
        return context

    def handle_order_action(self, request, order, action):
        """Who sells a part of an order does not decide about all of it."""
        if not request.user.is_staff:
            raise PermissionDenied
        return super().handle_order_action(request, order, action)

    def handle_line_action(self, request, order, action):
        if request.user.is_staff or action != "change_line_statuses":
            return super().handle_line_action(request, order, action)
        line_ids = [int(pk) for pk in request.POST.getlist("selected_line") if pk.isdigit()]
        try:
            self.get_handler(user=request.user).handle_line_status_change(
                order, line_ids, request.POST.get("new_status", "")
            )
        except InvalidLineStatus as refused:
            return self.reload_page(error=str(refused))
        messages.success(request, _("The status of your goods is changed."))
        return self.reload_page()

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
        message = _("Order status changed from '%(old_status)s' to '%(new_status)s'") % {
            "old_status": order.status,
            "new_status": new_status,
        }
        handler = self.get_handler(user=request.user)
        handler.handle_order_status_change(order, new_status, note_msg=message)
        messages.info(request, message)
        return self.reload_page()
