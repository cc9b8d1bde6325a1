"""What customers are told by the search."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Medium
from commerce.notifications.registry import Draft, Kind, Variable, products, text

SAVED_SEARCH: Final = Kind(
    code="saved_search",
    name=_("Saved search found something"),
    description=_("Sent once an hour at most, to who asked to be told of new products."),
    may_wait=True,
    media=frozenset({Medium.EMAIL, Medium.IN_APP, Medium.PUSH}),
    variables=(
        Variable("greeting", _("Hello, with the first name"), "Hello Ada,"),
        Variable("search", _("Name of the search"), "Vases"),
        Variable("subject", _("What has arrived"), "A new product at Reed & Rook: Small vase"),
        Variable(
            "products",
            _("Products that have arrived"),
            [
                {
                    "title": "Small vase",
                    "amount": "€20.00",
                    "url": "https://shop.example/en/products/small-vase",
                },
                {
                    "title": "Tall vase",
                    "amount": "€36.00",
                    "url": "https://shop.example/en/products/tall-vase",
                },
            ],
        ),
        Variable("more", _("Sentence about those that are not shown"), "… and 2 more products."),
        Variable("url", _("Address of the first product"), "https://shop.example/en/products/vase"),
    ),
    draft=Draft(
        subject="{{ subject }}",
        parts=(
            text("{{ greeting }}"),
            text(_("this has arrived for “{{ search }}”:")),
            products("products"),
            text("{{ more }}"),
        ),
        short=_("Something new has arrived for “{{ search }}”."),
        url="url",
    ),
)
