"""What carriers say that sending costs: asked at the checkout, kept, and held to."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache

from commerce.cart.tests.goods import change_rates, make_product, make_rates
from commerce.integrations.calls.breaker import HEALTH
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.models import ProviderCall, ProviderHealth
from commerce.integrations.providers.fedex import rates as fedex_rates
from commerce.integrations.providers.ups import rates
from commerce.ordering.selectors.timeline import timeline_of
from commerce.ordering.services.completion import checks
from commerce.ordering.tests.checkouts import Customer
from commerce.ordering.tests.paying import Payer, reference_of
from commerce.oscar.order.models import Order
from commerce.oscar.shipping.models import ShippingRate
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture

from .test_dhl_and_fedex import set_up  # noqa: F401 a fixture
from .test_labels import configuration, ups  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db
# 6.20 for the first kilogram and a fifth of it for the second, a tenth and a half euro on top.
CARRIERS = {"standard": ("8.68", "carrier"), "express": ("13.68", "carrier")}
SHOPS = {"standard": ("4.90", "fallback"), "express": ("12.00", "fallback")}


@pytest.fixture
def by_carrier(channel):
    make_rates(channel)
    markup = {"markup_percent": Decimal(10), "markup": Decimal("0.50")}
    change_rates(code="standard", changes={"carrier_service": "ups:11", **markup})
    change_rates(code="express", changes={"carrier_service": "ups:65"})


@pytest.fixture
def customer(api, channel, by_carrier):
    customer = Customer(api)
    customer.add(make_product(channel, "LAMP", weight=600), 3)
    return customer


def offered(customer):
    results = customer.call("get", "checkout/shipping-methods/").json()["results"]
    return {each["code"]: (each["price"]["amount"], each["price_source"]) for each in results}


@pytest.mark.usefixtures("configuration", "asks_outside_of_transactions")
def test_a_carrier_is_asked_once_for_all_ways_and_not_again_for_a_change_of_the_cart(
    customer,
    ups,  # noqa: F811
):
    assert customer.say_where().status_code == 200
    assert offered(customer) == CARRIERS
    chosen = customer.say_how().json()

    assert chosen["shipping_method"]["price_source"] == "carrier"
    assert (chosen["shipping_method"]["minimum_days"], chosen["totals"]["shipping"]["amount"]) == (
        2,
        "8.68",
    )
    (asked,) = ups.rated
    assert asked["Package"][0]["PackageWeight"]["Weight"] == "2.0"  # 1800 grams, in steps of 500
    assert asked["ShipTo"]["Address"]["PostalCode"] == "10969"
    assert asked["Shipper"]["ShipperNumber"] == "A1B2C3"
    (line,) = chosen["cart"]["lines"]
    customer.set_quantity(line["id"], 1)
    assert offered(customer)["standard"][0] == "7.32"
    customer.set_quantity(line["id"], 3)
    assert offered(customer) == CARRIERS
    assert len(ups.rated) == 2
    estimate = customer.call("get", "delivery/estimate/?country=DE&postcode=10115").json()
    assert estimate["results"][0]["price_source"] == "carrier"
    (line,) = customer.cart()["lines"]
    one = f"delivery/estimate/?country=DE&postcode=10115&variant={line['variant_id']}"
    assert customer.call("get", one).json()["results"][0]["price"]["amount"] == "7.32"
    (anywhere, *_others) = customer.call("get", "delivery/estimate/?country=DE").json()["results"]
    assert (anywhere["price"]["amount"], anywhere["price_source"]) == ("4.90", "fallback")
    assert len(ups.rated) == 4


@pytest.mark.usefixtures("configuration", "asks_outside_of_transactions")
def test_the_price_that_was_seen_is_the_price_that_is_placed(customer, ups):  # noqa: F811
    seen = customer.review()
    cache.clear()
    ups.behaves = "broken"
    asked = len(ups.requests)

    placed = customer.place(seen["fingerprint"])

    assert placed.status_code == 201
    assert placed.json()["totals"]["shipping"]["amount"] == "8.68"
    assert len(ups.requests) == asked
    order = Order.objects.get()
    assert (str(order.shipping_incl_tax), order.shipping_priced_by) == ("8.68", "carrier")
    assert "what the carrier has said" in timeline_of(order)[-1].text


@pytest.mark.usefixtures("configuration")
def test_a_price_that_was_seen_long_ago_holds_no_longer(customer, monkeypatch):
    seen = customer.review()
    monkeypatch.setattr(checks, "QUOTES_HOLD", timedelta(0))

    refused = customer.place(seen["fingerprint"])

    assert (refused.status_code, refused.json()["code"]) == (409, "checkout_changed")
    assert [each["kind"] for each in refused.json()["changes"]] == ["shipping"]
    assert not Order.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("configuration")
def test_what_is_paid_for_later_costs_what_was_seen(
    api,
    channel,
    by_carrier,
    card_server,  # noqa: F811
    ups,  # noqa: F811
    monkeypatch,
):
    payer = Payer(api)
    payer.add(make_product(channel, "LAMP", weight=600), 3)
    payer.review()
    begun = payer.pay().json()
    cache.clear()
    ups.behaves = "broken"
    monkeypatch.setattr(checks, "QUOTES_HOLD", timedelta(0))
    card_server.authorise(reference_of(begun))

    assert payer.complete(begun)["state"] == "placed"
    assert str(Order.objects.get().shipping_incl_tax) == "8.68"


@pytest.mark.parametrize("trouble", ["silent", "slow", "broken", "limited", "garbled", "wrong"])
@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_without_an_answer_the_shops_own_price_holds_and_says_so(
    customer,
    configuration,  # noqa: F811
    ups,  # noqa: F811
    monkeypatch,
    trouble,
):
    monkeypatch.setattr(rates, "PATIENCE", 0.2)
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(pytest.fail))
    ups.behaves = trouble
    customer.say_where()
    asked = len(ups.requests)
    assert offered(customer) == SHOPS
    seen = customer.say_how().json()
    assert len(ups.requests) == asked  # left alone for a minute
    customer.checkout()  # what was priced for the change is shown once
    ups.behaves = ""
    cache.clear()
    HEALTH.forget()
    ProviderHealth.objects.all().delete()
    assert offered(customer) == CARRIERS

    assert customer.place(seen["fingerprint"]).status_code == 201
    order = Order.objects.get()
    assert (str(order.shipping_incl_tax), order.shipping_priced_by) == ("4.90", "fallback")
    assert "standing price" in timeline_of(order)[-1].text


@pytest.mark.usefixtures("configuration")
def test_a_place_that_is_refused_is_asked_for_once_and_another_one_is_asked_for(
    customer,
    ups,  # noqa: F811
):
    customer.say_where(postcode="00000")
    assert offered(customer) == SHOPS
    assert offered(customer) == SHOPS
    assert sum(request.path.startswith("/api/rating") for request in ups.requests) == 1

    customer.say_where()
    assert offered(customer) == CARRIERS
    ups.currency = "USD"
    customer.say_where(postcode="10115")
    assert offered(customer) == SHOPS


def test_who_has_no_carrier_or_sends_for_nothing_asks_nobody(customer, request):
    customer.say_where()
    assert offered(customer)["standard"] == ("4.90", "standing")
    request.getfixturevalue("configuration")
    change_rates(code="standard", changes={"free_from": Decimal(1)})
    change_rates(code="express", changes={"is_active": False})
    server = request.getfixturevalue("ups")

    assert offered(customer)["standard"] == ("0.00", "standing")
    assert server.rated == []


def test_staff_choose_what_prices_a_way(client, by_carrier):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    rate = ShippingRate.objects.filter(code="express").first()
    page = f"/dashboard/shipping/rates/{rate.pk}/"
    shown = client.get(page).content.decode()
    assert '<option value="ups:65" selected>' in shown
    form = client.get(page).context["form"]
    values = {name: form[name].value() for name in form.fields}
    said = {name: value for name, value in values.items() if not (value is None or value is False)}

    wrong = {"carrier_service": "ups:99", "markup": "-1", "markup_percent": "-0.01"}
    refused = client.post(page, {**said, **wrong})
    assert {*refused.context["form"].errors} == {*wrong}
    saved = client.post(page, {**said, "carrier_service": "ups:07", "markup": "2"})
    assert saved.status_code == 302, saved.context["form"].errors

    rate.refresh_from_db()
    assert (rate.carrier_service, str(rate.markup)) == ("ups:07", "2.00")


@pytest.fixture
def fedex(set_up):  # noqa: F811
    return set_up("fedex")[0]


def by_fedex(**changes):
    change_rates(code="express", changes={"carrier_service": "fedex:PRIORITY_OVERNIGHT", **changes})


@pytest.mark.usefixtures("configuration", "asks_outside_of_transactions")
def test_two_carriers_are_asked_at_the_same_time(customer, ups, fedex):  # noqa: F811
    by_fedex(markup_percent=19)
    both = Barrier(2)

    def answer_when_both_were_asked(server, path):
        alone = server.act

        def act(request):
            if path in request.path:
                both.wait(timeout=5)
            return alone(request)

        server.act = act

    answer_when_both_were_asked(ups, "/rating/")
    answer_when_both_were_asked(fedex, "/rate/")

    customer.say_where()

    # 13.50 for the first kilogram and a fifth of it for the second, without FedEx's tax.
    assert offered(customer) == {**CARRIERS, "express": ("19.28", "carrier")}
    chosen = customer.say_how("express").json()["shipping_method"]
    assert (chosen["minimum_days"], chosen["maximum_days"]) == (1, 1)
    (asked,) = fedex.rated
    assert asked["recipient"]["address"] == {
        "postalCode": "10969",
        "countryCode": "DE",
        "residential": True,
    }
    assert asked["requestedPackageLineItems"] == [{"weight": {"units": "KG", "value": 2.0}}]
    assert "customsClearanceDetail" not in asked
    assert not ProviderCall.objects.filter(operation="rate").exists()


@pytest.mark.usefixtures("configuration", "asks_outside_of_transactions")
def test_one_that_is_silent_keeps_no_other_from_being_heard(
    customer,
    fedex,
    monkeypatch,
):
    by_fedex()
    monkeypatch.setattr(fedex_rates, "PATIENCE", 0.3)
    fedex.behaves = "silent"

    customer.say_where()

    assert offered(customer) == {**CARRIERS, "express": ("12.00", "fallback")}
    (call,) = ProviderCall.objects.filter(operation="rate")
    assert (call.provider, call.outcome) == ("fedex", "timed_out")
    assert not ProviderHealth.objects.exists()
