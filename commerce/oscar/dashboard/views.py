"""The first page: of the tenant for its staff, of their own goods for sellers."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils.timezone import now
from oscar.apps.dashboard import views
from oscar.apps.dashboard.views import *
from oscar.apps.dashboard.views import Line, Order, Product, StockAlert
from oscar.core.loading import get_class

own_revenue = get_class("dashboard.orders.views", "own_revenue")


class IndexView(views.IndexView):
    def get_template_names(self):
        if self.request.user.is_staff:
            return super().get_template_names()
        return ["shop/dashboard/seller/index.html"]

    def get_stats(self):
        if self.request.user.is_staff:
            return {**super().get_stats(), **self.customers()}
        since = now() - timedelta(hours=24)
        lines = Line.objects.exclude(order__status="cancelled")
        return {
            "revenues": own_revenue(),
            "revenues_last_day": own_revenue(order__date_placed__gt=since),
            "total_orders": Order.objects.count(),
            "total_orders_last_day": Order.objects.filter(date_placed__gt=since).count(),
            "lines_to_send": lines.filter(status__in=("paid", "packed")).count(),
            "total_products": Product.objects.count(),
            "open_alerts": StockAlert.objects.filter(status=StockAlert.OPEN).select_related(
                "stockrecord__product"
            ),
        }

    def customers(self):
        """Customers are people who ordered something of this tenant."""
        orders = Order.objects.exclude(user=None)
        people = get_user_model().objects.filter(pk__in=orders.values("user"))
        since = now() - timedelta(hours=24)
        return {
            "total_customers": people.count(),
            "total_customers_last_day": people.filter(date_joined__gt=since).count(),
        }
