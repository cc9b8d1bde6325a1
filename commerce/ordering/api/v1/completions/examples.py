"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

from commerce.cart.api.v1.examples import EUR_4_90

_ID = "com_01J9Z6V8QK3W5X7Y9ZABCDEFGH"

BEGIN = OpenApiExample(
    "By card",
    {"payment_method": "stripe", "fingerprint": "…the checkout's `fingerprint`…"},
    request_only=True,
)
BEGIN_AGAIN = OpenApiExample(
    "By card after all",
    {"payment_method": "stripe"},
    request_only=True,
)
DEBT = OpenApiExample(
    "An order that was to be paid by transfer",
    {
        "amount": EUR_4_90,
        "refusal": None,
        "payment_methods": [
            {
                "code": "bank-transfer",
                "name": "Bank transfer",
                "description": "Pay in advance to our account.",
                "script": None,
                "client": {},
                "saves_methods": False,
                "wallets": False,
                "fee": None,
                "refusal": None,
            }
        ],
        "store_credit": None,
        "link": {"valid_until": None, "terms": None},
    },
    response_only=True,
)
WAITING = OpenApiExample(
    "The customer has to act",
    {
        "id": _ID,
        "state": "open",
        "order_number": "R-7K2M-09XD",
        "expires_at": "2026-11-29T12:15:00Z",
        "amount": EUR_4_90,
        "return_url": f"https://shop.example/en/checkout/payments/{_ID}?key=…",
        "problem": None,
        "payments": [
            {
                "id": "pay_01J9Z6V8QK3W5X7Y9ZABCDEFGJ",
                "method": "stripe",
                "name": "Card",
                "label": "",
                "amount": EUR_4_90,
                "state": "waiting",
                "decline": None,
                "next_step": {
                    "url": None,
                    "text": "",
                    "reference": "",
                    "client": {
                        "provider": "stripe",
                        "publishable_key": "pk_test_…",
                        "client_secret": "pi_…_secret_…",
                    },
                },
            }
        ],
        "order": None,
    },
    response_only=True,
)
