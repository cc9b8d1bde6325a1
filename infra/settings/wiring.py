"""Swappable policies by dotted path; each has its Protocol in the context that calls it."""

# Called by Oscar's dashboard, which may not know the shop: (order_id=, status=) -> None.
ORDER_STATUS_SERVICE = "commerce.ordering.services.orders.change_order_status"
# Called after money of an order has moved: (order_id=) -> None.
ORDER_PAYMENT_SERVICE = "commerce.ordering.services.orders.follow_payment"
