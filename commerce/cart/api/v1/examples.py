"""Examples for the contract."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

EUR_42 = {"amount": "42.00", "currency": "EUR"}
EUR_84 = {"amount": "84.00", "currency": "EUR"}
EUR_0 = {"amount": "0.00", "currency": "EUR"}
LINE = {
    "id": "line_01JD3Z5T7QK8W2M4N6P8R0S2T4",
    "variant_id": "var_01JD3Z1A2B3C4D5E6F7G8H9J0K",
    "product_id": "prod_01JD3Z0Z9Y8X7W6V5T4S3R2Q1P",
    "slug": "linen-table-lamp",
    "name": "Linen table lamp",
    "options": [{"code": "colour", "name": "Colour", "value": "moss", "label": "Moss"}],
    "sku": "LAMP-LINEN-MOSS",
    "image": None,
    "quantity": 2,
    "unit_price": EUR_42,
    "compare_at": None,
    "subtotal": EUR_84,
    "discount": EUR_0,
    "discounts": [],
    "total": EUR_84,
    "availability": {"status": "in_stock", "is_available": True, "max_quantity": 17},
    "tax": None,
    "problems": [],
}
GOODS = {
    "kind": "goods",
    "label": "Goods",
    "amount": EUR_84,
    "tax": None,
    "source": "",
    "message": "",
    "hint": "",
}
TOTALS: dict[str, Any] = {
    "subtotal": EUR_84,
    "discount": EUR_0,
    "shipping": None,
    "tax": None,
    "total": EUR_84,
    "prices_include_tax": True,
    "taxes": [],
    "lines": [GOODS],
}
EUR_4_90 = {"amount": "4.90", "currency": "EUR"}
TOTALS_WITH_SHIPPING = {
    **TOTALS,
    "shipping": EUR_4_90,
    "total": {"amount": "88.90", "currency": "EUR"},
    "lines": [
        GOODS,
        {
            **GOODS,
            "kind": "shipping",
            "label": "Standard",
            "amount": EUR_4_90,
            "source": "standard",
        },
    ],
}
GIFT_WRAP = {
    "kind": "gift_wrap",
    "label": "Gift wrapping",
    "price": EUR_4_90,
    "is_chosen": False,
    "message": "",
    "message_label": "Message on the card",
    "message_length": 200,
}
CART_VALUE = {
    "id": "cart_01JD3Z5T00AAAABBBBCCCCDDDD",
    "currency": "EUR",
    "version": 3,
    "item_count": 2,
    "lines": [LINE],
    "vouchers": [],
    "discounts": [],
    "shipping_discounts": [],
    "extras": [GIFT_WRAP],
    "totals": TOTALS,
    "problems": [],
    "updated_at": "2026-11-20T21:31:00Z",
    "expires_at": "2026-12-20T21:31:00Z",
}
CART = OpenApiExample("A cart with one line", CART_VALUE, response_only=True)
NEW_CART = OpenApiExample(
    "A guest's first line",
    {**CART_VALUE, "token": "Jw8n3M2q7cR0vT5xY9zA1bD4eF6gH8iK0lN2pQ4sU6w"},
    response_only=True,
    status_codes=["201"],
)
ADD_LINE = OpenApiExample(
    "Two of a variant",
    {"variant_id": LINE["variant_id"], "quantity": 2},
    request_only=True,
)
CHANGE_LINE = OpenApiExample("Three of it", {"quantity": 3}, request_only=True)
CHANGE_CURRENCY = OpenApiExample("In dollars", {"currency": "USD"}, request_only=True)
CHOOSE_EXTRA = OpenApiExample(
    "With a message", {"message": "Happy birthday, Ada!"}, request_only=True
)
USE_VOUCHER = OpenApiExample("A code", {"code": "WELCOME10"}, request_only=True)
SAVE_LINE = OpenApiExample("A line", {"line_id": LINE["id"]}, request_only=True)
SAVED = OpenApiExample(
    "One line put aside",
    {
        "lines": [
            {
                name: value
                for name, value in LINE.items()
                if name not in ("subtotal", "discount", "discounts", "total", "tax")
            }
        ]
    },
    response_only=True,
)
RECOVERY = OpenApiExample("Two pieces", {"item_count": 2}, response_only=True)
