"""Carts, orders and searches have limits that no clicking person meets, and say so beforehand."""

import pytest
from django.conf import settings as shop_settings
from django.core.cache import cache

RATES = shop_settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]


@pytest.fixture(autouse=True)
def small_limits(settings):
    cache.clear()
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {
            **RATES,
            "cart": "2/min",
            "search": "2/min",
            "order": "2/min",
            "order_hourly": "9/hour",
        },
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("post", "/api/v1/cart/lines/", '"cart";r=0'),
        ("patch", "/api/v1/cart/", '"cart";r=0'),
        ("put", "/api/v1/checkout/addresses/", '"cart";r=0'),
        ("get", "/api/v1/search/products/?q=mug", '"search";r=0'),
        ("get", "/api/v1/search/suggestions/?q=mug", '"search";r=0'),
        ("post", "/api/v1/checkout/place/", '"order";r=0'),
    ],
)
def test_the_third_request_of_one_caller_has_to_wait(api, channel, method, path, told):
    def ask(address):
        headers = {"REMOTE_ADDR": address, "HTTP_IDEMPOTENCY_KEY": "one"}
        return getattr(api, method)(path, **headers)

    first, second, third = (ask("198.51.100.7") for _ in range(3))

    assert 429 not in (first.status_code, second.status_code)
    assert second["RateLimit"].startswith(told)
    assert (third.status_code, third.json()["code"]) == (429, "throttled")
    assert 1 <= int(third["Retry-After"]) <= 60
    assert ask("198.51.100.8").status_code != 429


@pytest.mark.django_db
def test_reading_a_cart_is_not_counted(api, channel):
    assert [api.get("/api/v1/cart/").status_code for _ in range(5)] == [200] * 5


def test_no_person_meets_the_limits_and_nobody_takes_the_last_stock():
    """Five clicks a second for a minute, and a search with each letter, are still served."""
    assert (RATES["cart"], RATES["search"]) == ("600/min", "600/min")
    assert (RATES["order"], RATES["order_hourly"]) == ("15/min", "100/hour")
