"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

from commerce.shop.api.v1.cart.examples import CART_VALUE, EUR_0, EUR_84

ADDRESS = {
    "first_name": "Ada",
    "last_name": "Reed",
    "company": "",
    "line1": "Lindenstraße 5",
    "line2": "",
    "city": "Berlin",
    "region": "",
    "postcode": "10969",
    "country": "DE",
    "phone": "",
}
STANDARD = {
    "code": "standard",
    "name": "Standard",
    "description": "By post",
    "price": {"amount": "4.90", "currency": "EUR"},
    "minimum_days": 2,
    "maximum_days": 4,
}
TOTALS = {
    "subtotal": EUR_84,
    "discount": EUR_0,
    "shipping": STANDARD["price"],
    "tax": None,
    "total": {"amount": "88.90", "currency": "EUR"},
}
CHECKOUT = OpenApiExample(
    "Ready to be placed",
    {
        "cart": CART_VALUE,
        "email": "ada@example.com",
        "shipping_address": ADDRESS,
        "billing_address": None,
        "shipping_method": STANDARD,
        "payment_methods": [
            {"code": "offline", "name": "Invoice", "description": "Pay within 14 days."}
        ],
        "discounts": [],
        "totals": TOTALS,
        "missing": [],
        "fingerprint": ".eJwVy7EKgCAQANBfiZsjVBCkX2lw0Lw0yDO8awn_PaLxwXsgzDPf…:dO5c",
    },
    response_only=True,
)
ADDRESSES = OpenApiExample(
    "One address for everything",
    {"email": "ada@example.com", "shipping_address": ADDRESS, "billing_address": None},
    request_only=True,
)
PLACE = OpenApiExample(
    "Exactly what was shown",
    {"payment_method": "offline", "fingerprint": "…the checkout's `fingerprint`…"},
    request_only=True,
)
