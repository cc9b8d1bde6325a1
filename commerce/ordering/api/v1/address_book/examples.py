"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

from commerce.ordering.api.v1.addresses import EXAMPLE as ADDRESS

_SAVED = {
    "id": "addr_01JD40AAAABBBBCCCCDDDDEEEE",
    "address": ADDRESS,
    "is_default_for_shipping": True,
    "is_default_for_billing": False,
}
SAVE = OpenApiExample(
    "Save an address",
    value={"address": ADDRESS, "is_default_for_shipping": True},
    request_only=True,
)
CHANGE = OpenApiExample(
    "Make it the usual one", value={"is_default_for_shipping": True}, request_only=True
)
SAVED = OpenApiExample(
    "A saved address", value=_SAVED, response_only=True, status_codes=["200", "201"]
)
BOOK = OpenApiExample(
    "A book of addresses",
    value={
        "results": [_SAVED],
        "last_shipping_address": ADDRESS,
        "last_billing_address": None,
    },
    response_only=True,
)
