"""Lists of products over HTTP."""

from datetime import datetime

import pytest
from django.utils import timezone

from .factories import make_product

pytestmark = pytest.mark.django_db


def test_a_listed_product_is_a_card(api, channel):
    product = make_product(channel, "Lamp", price={"EUR": ("20.00", "25.00"), "USD": "24"})

    answer = api.get("/api/v1/products/")

    assert answer.status_code == 200
    found = answer.json()
    assert datetime.fromisoformat(found.pop("updated_until")) <= timezone.now()
    assert found == {
        "count": 1,
        "next_cursor": None,
        "withdrawn": [],
        "results": [
            {
                "id": product.public_id,
                "slug": "lamp",
                "name": "Lamp",
                "summary": "",
                "brand": None,
                "image": None,
                "hover_image": None,
                "prices": {
                    "EUR": {
                        "from": {"amount": "20.00", "currency": "EUR"},
                        "to": {"amount": "20.00", "currency": "EUR"},
                        "compare_at": {"amount": "25.00", "currency": "EUR"},
                        "lowest_30_days": None,
                    },
                    "USD": {
                        "from": {"amount": "24.00", "currency": "USD"},
                        "to": {"amount": "24.00", "currency": "USD"},
                        "compare_at": None,
                        "lowest_30_days": None,
                    },
                },
                "availability": {"status": "in_stock", "is_available": True},
                "rating": {"average": None, "count": 0},
                "options": [],
                "variant_count": 1,
                "default_variant_id": product.public_id,
                "badges": ["new", "sale"],
            }
        ],
    }
