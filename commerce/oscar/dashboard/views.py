"""The first page counts per currency, and without cancelled orders.

Staff see the figures of their tenant, sellers those of their own goods.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import Count
from django.utils.timezone import now
from oscar.apps.dashboard import views
from oscar.apps.dashboard.views import *
from oscar.apps.dashboard.views import Line, Order, Product, StockAlert
from oscar.core.loading import get_classes

from commerce.tenancy.selectors import current_channel

average, kept, worth = get_classes("order.reports", ["average", "kept", "worth"])


class IndexView(views.IndexView):
    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["ordering/dashboard/seller/index.html"]

    def get_stats(self):
        orders = Order.objects.all()
        recent = orders.filter(date_placed__gt=now() - timedelta(hours=24))
        counted = {
            "total_orders": kept(orders).count(),
            "total_revenue": worth(orders, self.request.user),
            "total_orders_last_day": kept(recent).count(),
            "total_revenue_last_day": worth(recent, self.request.user),
        }
        if self.request.user.is_staff:
            return {**super().get_stats(), **counted, **self._staff(orders, recent)}
        return {**counted, **self._seller()}

    def get_hourly_report(self, orders, hours=24, segments=10):
        """The chart adds up: it is about orders in the default currency that were not cancelled."""
        own = kept(Order.objects.filter(currency=current_channel().default_currency))
        return super().get_hourly_report(own, hours, segments)

    def _staff(self, orders, recent):
        """Customers are people who ordered something of this tenant."""
        people = get_user_model().objects.filter(
            pk__in=orders.order_by().exclude(user=None).values("user")
        )
        since = now() - timedelta(hours=24)
        return {
            "total_lines": self._lines(kept(orders)).count(),
            "total_lines_last_day": self._lines(kept(recent)).count(),
            "average_order_costs": average(recent),
            "order_status_breakdown": orders.order_by("status")
            .values("status")
            .annotate(freq=Count("id", distinct=True)),
            "chart_currency": current_channel().default_currency,
            "total_customers": people.count(),
            "total_customers_last_day": people.filter(date_joined__gt=since).count(),
        }

    def _seller(self):
        return {
            "lines_to_send": self._lines(kept(Order.objects.all()))
            .filter(status__in=("paid", "packed"))
            .count(),
            "total_products": Product.objects.count(),
            "open_alerts": StockAlert.objects.filter(status=StockAlert.OPEN).select_related(
                "stockrecord__product"
            ),
        }

    def _lines(self, orders):
        return Line.objects.filter(order__in=orders.order_by().values("pk"))
