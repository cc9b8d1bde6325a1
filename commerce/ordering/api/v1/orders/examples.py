"""Examples for the contract."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from commerce.cart.api.v1.examples import CART_VALUE, LINE
from commerce.cart.api.v1.examples import TOTALS_WITH_SHIPPING as TOTALS
from commerce.ordering.api.v1.addresses import EXAMPLE as ADDRESS

MONEY = ("quantity", "unit_price", "subtotal", "discount", "total", "tax")
ORDER_VALUE: dict[str, Any] = {
    "id": "ord_01JD40AAAABBBBCCCCDDDDEEEE",
    "number": "R-7K2M-09XD",
    "status": "placed",
    "status_label": "Placed",
    "states": {"order": "open", "payment": "authorised", "fulfilment": "unfulfilled"},
    "state_labels": {"order": "Open", "payment": "Authorised", "fulfilment": "Not shipped"},
    "is_cancellable": True,
    "placed_at": "2026-11-20T21:35:00Z",
    "email": "ada@example.com",
    "currency": "EUR",
    "lines": [
        {
            "id": "oline_01JD40AAAABBBBCCCCDDDDFFFF",
            **{name: LINE[name] for name in ("name", "options", "sku", "slug", "image")},
            **{name: LINE[name] for name in MONEY},
            "cancelled_quantity": 0,
            "shipped_quantity": 0,
            "status": "placed",
            "status_label": "Placed",
        }
    ],
    "fulfilments": [],
    "discounts": [],
    "shipping_discounts": [],
    "totals": TOTALS,
    "shipping_address": ADDRESS,
    "billing_address": ADDRESS,
    "vat_id": "",
    "terms": {
        "version": "leg_01JD40AAAABBBBCCCCDDDDEEEE",
        "number": 3,
        "title": "Terms of sale",
        "path": "/legal-versions/leg_01JD40AAAABBBBCCCCDDDDEEEE",
        "dated": "2026-05-03",
        "accepted_at": "2026-11-20T21:35:00Z",
    },
    "shipping_method": {
        "code": "standard",
        "name": "Standard",
        "price_before_discount": TOTALS["shipping"],
        "delivery": {"earliest": "2026-12-03", "latest": "2026-12-07"},
    },
    "pickup_point": None,
    "payments": [
        {
            "method": "offline",
            "name": "Invoice",
            "status": "pending",
            "amount": TOTALS["total"],
            "state": "authorised",
            "next_step": None,
            "entries": [
                {"kind": "authorised", "amount": TOTALS["total"], "at": "2026-11-20T21:35:00Z"}
            ],
        }
    ],
    "history": [{"status": "placed", "label": "Placed", "at": "2026-11-20T21:35:00Z"}],
    "amount_due": {"amount": "0.00", "currency": "EUR"},
    "edits": [],
}
SHIPPED = {
    "id": "ful_01JD40AAAABBBBCCCCDDDDGGGG",
    "state": "shipped",
    "state_label": "Shipped",
    "carrier": "Post",
    "tracking_number": "RR123456785DE",
    "tracking_url": "https://post.example/track/RR123456785DE",
    "packed_at": "2026-11-21T08:00:00Z",
    "shipped_at": "2026-11-21T15:30:00Z",
    "delivered_at": None,
    "tracking": [
        {
            "status": "in_transit",
            "label": "On its way",
            "place": "Berlin, DE",
            "at": "2026-11-22T04:10:00Z",
        }
    ],
    "lines": [{"line_id": "oline_01JD40AAAABBBBCCCCDDDDFFFF", "quantity": 1}],
}
PARCEL_VALUE = {
    "fulfilment": SHIPPED,
    "order": {**ORDER_VALUE, "is_cancellable": False, "fulfilments": [SHIPPED]},
}
ORDER = OpenApiExample("An order that was just placed", ORDER_VALUE, response_only=True)
PARTLY_SHIPPED = OpenApiExample(
    "An order of which a part was shipped",
    {
        **ORDER_VALUE,
        "status": "packed",
        "status_label": "Packed",
        "states": {"order": "open", "payment": "authorised", "fulfilment": "partly_fulfilled"},
        "state_labels": {
            "order": "Open",
            "payment": "Authorised",
            "fulfilment": "Partly shipped",
        },
        "is_cancellable": False,
        "fulfilments": [SHIPPED],
        "history": [
            *ORDER_VALUE["history"],
            {"status": "packed", "label": "Packed", "at": "2026-11-21T15:30:00Z"},
        ],
    },
    response_only=True,
)
PLACED = OpenApiExample(
    "A placed order",
    {**ORDER_VALUE, "access_token": "Im9yZF8wMUpENDAi:1vM3kZ:yPq3…"},
    response_only=True,
    status_codes=["201"],
)
CANCELLED = OpenApiExample(
    "An order that its customer has cancelled",
    {
        **ORDER_VALUE,
        "status": "cancelled",
        "status_label": "Cancelled",
        "states": {"order": "cancelled", "payment": "cancelled", "fulfilment": "unfulfilled"},
        "state_labels": {"order": "Cancelled", "payment": "Cancelled", "fulfilment": "Not shipped"},
        "is_cancellable": False,
        "history": [
            *ORDER_VALUE["history"],
            {"status": "cancelled", "label": "Cancelled", "at": "2026-11-20T21:50:00Z"},
        ],
    },
    response_only=True,
)
PAGE = OpenApiExample(
    "A page of one",
    {
        "count": 1,
        "page": 1,
        "page_size": 24,
        "page_count": 1,
        "next": None,
        "previous": None,
        "results": [ORDER_VALUE],
    },
    response_only=True,
)

REORDERED = OpenApiExample(
    "A line of the order is in the cart again, another is sold out",
    {
        "cart": CART_VALUE,
        "left_out": [
            {
                "line_id": "oline_01JD40AAAABBBBCCCCDDDDGGGG",
                "name": "Atlas rug",
                "quantity": 1,
                "code": "insufficient_stock",
                "detail": "Only 0 left of RUG-ATLAS.",
            }
        ],
    },
    response_only=True,
)
TRACES = OpenApiExample(
    "A line with a voucher",
    {
        "lines": [
            {
                "line_id": "oline_01JD3Z5T7QK8W2M4N6P8R0S2T4",
                "parts": [
                    {
                        "kind": "base",
                        "label": "2 × 42.00 EUR",
                        "each": {"amount": "42.00", "currency": "EUR"},
                        "amount": {"amount": "84.00", "currency": "EUR"},
                    },
                    {
                        "kind": "voucher",
                        "label": "Voucher WELCOME10: Ten percent",
                        "each": None,
                        "amount": {"amount": "-8.40", "currency": "EUR"},
                    },
                ],
                "total": {"amount": "75.60", "currency": "EUR"},
            }
        ]
    },
    response_only=True,
)
