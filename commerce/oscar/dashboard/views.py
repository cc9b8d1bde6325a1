"""The first page counts per currency, and without cancelled orders."""

from datetime import timedelta

from django.db.models import Count
from django.utils.timezone import now
from oscar.apps.dashboard import views
from oscar.apps.dashboard.views import *
from oscar.apps.dashboard.views import Line, Order
from oscar.core.loading import get_classes

from commerce.tenancy.selectors import current_channel, current_tenant_id

average, kept, worth = get_classes("order.reports", ["average", "kept", "worth"])


class IndexView(views.IndexView):
    def get_stats(self):
        orders = self._orders()
        recent = orders.filter(date_placed__gt=now() - timedelta(hours=24))
        return {
            **super().get_stats(),
            "total_orders": kept(orders).count(),
            "total_lines": self._lines(kept(orders)),
            "total_revenue": worth(orders, self.request.user),
            "total_orders_last_day": kept(recent).count(),
            "total_lines_last_day": self._lines(kept(recent)),
            "total_revenue_last_day": worth(recent, self.request.user),
            "average_order_costs": average(recent) if self.request.user.is_staff else [],
            "order_status_breakdown": orders.order_by("status")
            .values("status")
            .annotate(freq=Count("id", distinct=True)),
            "chart_currency": current_channel().default_currency,
        }

    def get_hourly_report(self, orders, hours=24, segments=10):
        """The chart adds up: it is about orders in the default currency that were not cancelled.

        Whole orders are nobody's but the staff's; a seller sees no chart.
        """
        if not self.request.user.is_staff:
            return super().get_hourly_report(Order.objects.none(), hours, segments)
        own = kept(self._orders()).filter(currency=current_channel().default_currency)
        return super().get_hourly_report(own, hours, segments)

    def _orders(self):
        orders = Order.objects.filter(channel__tenant_id=current_tenant_id())
        if not self.request.user.is_staff:
            orders = orders.filter(lines__partner__users=self.request.user).distinct()
        return orders

    def _lines(self, orders):
        lines = Line.objects.filter(order__in=orders.order_by().values("pk"))
        if not self.request.user.is_staff:
            lines = lines.filter(partner__users=self.request.user)
        return lines.count()
