"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

from commerce.cart.api.v1.examples import CART_VALUE, EUR_4_90
from commerce.cart.api.v1.examples import TOTALS_WITH_SHIPPING as TOTALS
from commerce.ordering.api.v1.addresses import EXAMPLE as ADDRESS

STANDARD = {
    "code": "standard",
    "name": "Standard",
    "description": "By post",
    "price": EUR_4_90,
    "price_before_discount": EUR_4_90,
    "minimum_days": 2,
    "maximum_days": 4,
    "delivery": {
        "order_by": "2026-12-01T14:00:00+01:00",
        "earliest": "2026-12-03",
        "latest": "2026-12-07",
    },
    "price_source": "standing",
    "has_pickup_points": False,
}
POINT = {
    "id": "pick_01JD40AAAABBBBCCCCDDDDEEEE",
    "carrier": "",
    "name": "Corner shop Meyer",
    "street": "Lindenstraße 1",
    "postcode": "10969",
    "city": "Berlin",
    "region": "",
    "country": "DE",
    "latitude": "52.503000",
    "longitude": "13.395000",
    "distance": None,
    "opening_hours": [{"weekday": 0, "opens": "09:00", "closes": "18:00"}],
}
TERMS = {
    "version": "leg_01JD40AAAABBBBCCCCDDDDEEEE",
    "number": 3,
    "title": "Terms of sale",
    "path": "/legal-versions/leg_01JD40AAAABBBBCCCCDDDDEEEE",
    "dated": "2026-05-03",
}
UNAVAILABLE = {
    "code": "letter",
    "name": "Letter",
    "reason": "weight",
    "message": "These goods are too heavy for it.",
}
CHECKOUT = OpenApiExample(
    "Ready to be placed",
    {
        "cart": CART_VALUE,
        "email": "ada@example.com",
        "offers_reminders": False,
        "shipping_address": ADDRESS,
        "billing_address": None,
        "shipping_method": STANDARD,
        "pickup_point": None,
        "vat_id": None,
        "payment_method": "",
        "payment_methods": [
            {
                "code": "offline",
                "name": "Invoice",
                "description": "Pay within 14 days.",
                "script": None,
                "client": {},
                "saves_methods": False,
                "wallets": False,
                "fee": None,
                "refusal": None,
            }
        ],
        "store_credit": None,
        "discounts": [],
        "shipping_discounts": [],
        "totals": TOTALS,
        "missing": [],
        "terms": {**TERMS, "is_demanded": True},
        "fingerprint": ".eJwVy7EKgCAQANBfiZsjVBCkX2lw0Lw0yDO8awn_PaLxwXsgzDPf…:dO5c",
    },
    response_only=True,
)
VAT_ID = OpenApiExample("Of a business in France", {"vat_id": "FR40303265045"}, request_only=True)
METHODS = OpenApiExample(
    "One way to send it, and one that does not take it",
    {"results": [STANDARD], "unavailable": [UNAVAILABLE]},
    response_only=True,
)
POINTS = OpenApiExample(
    "One of the shop's own",
    {"results": [POINT], "source": "shop", "message": ""},
    response_only=True,
)
CHOOSE_POINT = OpenApiExample(
    "To a pickup point", {"code": "pickup", "pickup_point": POINT["id"]}, request_only=True
)
CHOOSE_PAYMENT = OpenApiExample(
    "Cash to the courier", {"code": "cash-on-delivery"}, request_only=True
)
CHOOSE_METHOD = OpenApiExample("By post", {"code": "standard"}, request_only=True)
ADDRESSES = OpenApiExample(
    "One address for everything",
    {"email": "ada@example.com", "shipping_address": ADDRESS, "billing_address": None},
    request_only=True,
)
CHANGES = OpenApiExample(
    "Everything before the last click",
    {
        "email": "ada@example.com",
        "shipping_address": ADDRESS,
        "billing_address": None,
        "shipping_method": {"code": "standard"},
    },
    request_only=True,
)
PLACE = OpenApiExample(
    "Exactly what was shown",
    {
        "payment_method": "offline",
        "fingerprint": "…the checkout's `fingerprint`…",
        "accepted_terms": TERMS["version"],
    },
    request_only=True,
)
