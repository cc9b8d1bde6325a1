from oscar.apps.dashboard.orders import apps

# Pages about an order as a whole: no business of those who sell a part of it.
STAFF_ONLY = ("order-detail-note", "order-shipping-address")


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    name = "commerce.oscar.dashboard.orders"

    def configure_permissions(self) -> None:
        super().configure_permissions()
        for name in STAFF_ONLY:
            staff, _seller = self.permissions_map[name]
            self.permissions_map[name] = ["is_staff", *staff]
