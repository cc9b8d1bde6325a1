"""Swappable policies by dotted path; each has its Protocol in the context that calls it."""

# Called for lists of public events: (event) -> JSON Schema of a webhook's body, and an example.
WEBHOOK_BODIES = "infra.contract_webhooks.describe_body"
# Called by Oscar's dashboard, which may not know the shop: (order_id=, status=) -> None.
ORDER_STATUS_SERVICE = "commerce.ordering.services.orders.change_order_status"
