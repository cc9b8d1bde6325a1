"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

from commerce.ordering.api.v1.checkout.examples import STANDARD, UNAVAILABLE

ESTIMATE = OpenApiExample(
    "To Berlin",
    {
        "country": "DE",
        "postcode": "10115",
        "results": [STANDARD],
        "unavailable": [UNAVAILABLE],
    },
    response_only=True,
)
