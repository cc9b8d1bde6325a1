"""Offers and vouchers are called in the shopper's language, and hold in the currencies they name."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail

from commerce.catalogue.tests.test_dashboard import form_data, submit
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.offer.models import ConditionalOffer, Range
from commerce.oscar.order.models import Order
from commerce.oscar.voucher.models import Voucher

from .goods import make_offer, make_product, make_rates, make_voucher

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


def make_in_wizard(staff, incentive, condition):
    everything = Range.objects.get_or_create(
        name="Everything", defaults={"includes_all_products": True}
    )[0]
    steps = {
        "metadata": {"name": "Spring", "description": "Now", "offer_type": "Site"},
        "incentive": {"range": everything.pk, **incentive},
        "condition": {"range": everything.pk, **condition},
        "restrictions": {"priority": 0},
    }
    for step, body in steps.items():
        answer = staff.post(f"/dashboard/offers/new/{step}/", body)
        if answer.status_code != 302:
            return answer
    return ConditionalOffer.objects.get(name="Spring")


def discounts(customer, locale="en"):
    cart = customer.cart(f"?locale={locale}")
    return [(found["name"], found["amount"]) for found in cart["discounts"]]


def test_the_wizard_asks_for_an_amount_per_currency(staff, api, channel):
    offer = make_in_wizard(
        staff,
        {"type": "Absolute", "value": "5", "amount_USD": "6.50"},
        {"type": "Value", "value": "10", "amount_USD": "12"},
    )

    assert (offer.benefit.amounts, offer.condition.amounts) == ({"USD": "6.50"}, {"USD": "12"})
    assert offer.currencies == ["EUR", "USD"]
    page = BeautifulSoup(
        staff.get(f"/dashboard/offers/{offer.pk}/incentive/").content, "html.parser"
    )
    assert page.select_one("#id_amount_USD")["value"] == "6.50"

    submit(staff, f"/dashboard/offers/{offer.pk}/incentive/", amount_USD="7", save="")
    offer.benefit.refresh_from_db()
    assert (offer.benefit.amounts, offer.benefit.value) == ({"USD": "7"}, Decimal("5.00"))


def test_an_offer_without_an_amount_in_a_currency_says_that_it_does_not_hold_there(staff, channel):
    offer = make_in_wizard(
        staff, {"type": "Absolute", "value": "5"}, {"type": "Count", "value": "1"}
    )

    assert offer.currencies == ["EUR"]
    assert "carts in EUR only" in staff.get(f"/dashboard/offers/{offer.pk}/").content.decode()


def test_an_amount_has_the_decimals_of_its_currency(staff, channel):
    channel.currencies = ["JPY", "EUR", "KWD"]
    channel.default_currency = "JPY"
    channel.save()
    from commerce.core.process_cache import forget_everything

    forget_everything()
    condition = {"type": "Count", "value": "1"}

    yen = make_in_wizard(staff, {"type": "Absolute", "value": "5.50"}, condition)
    euro = make_in_wizard(
        staff, {"type": "Absolute", "value": "5", "amount_EUR": "1.005"}, condition
    )
    percent = make_in_wizard(staff, {"type": "Percentage", "value": "5.50"}, condition)

    assert b"has at most 0 decimals" in yen.content
    assert b"no more than 2 decimal places" in euro.content
    assert percent.benefit.value == Decimal("5.50")
    forget_everything()


def test_an_offer_is_called_in_the_language_of_the_request(staff, api, channel):
    offer = make_offer(channel, "Spring", description="Ten off", exclusive=False)
    path = f"/dashboard/offers/{offer.pk}/metadata/"
    page = staff.get(path)
    assert "Missing" in page.content.decode()

    submit(staff, path, name_de="Frühling", description_de="Zehn weniger", save="")
    customer = Customer(api)
    customer.add(make_product(channel), 1)

    assert [name for name, _amount in discounts(customer)] == ["Spring"]
    assert [name for name, _amount in discounts(customer, locale="de")] == ["Frühling"]
    assert [name for name, _amount in discounts(customer, locale="ar")] == ["Spring"]
    assert form_data(staff.get(path))["name_de"] == "Frühling"


def test_staff_see_which_languages_are_missing(staff, channel):
    offer = make_offer(channel, "Spring", translations={"de": {"name": "Frühling"}})

    assert offer.missing_translations == ["fr", "ar"]
    page = staff.get(f"/dashboard/offers/{offer.pk}/").content.decode()
    assert "العربية" in page


def test_an_order_and_its_letter_keep_the_name_in_the_language_of_the_order(api, channel, deliver):
    make_rates(channel)
    offer = make_offer(
        channel, "Spring", translations={"de": {"name": "Frühling"}}, exclusive=False
    )
    customer = Customer(api)
    customer.add(make_product(channel), 1)
    customer.review()
    fingerprint = customer.call("get", "checkout/?locale=de").json()["fingerprint"]
    body = {"payment_method": "offline", "fingerprint": fingerprint}
    customer.call("post", "checkout/place/?locale=de", body, **{"Idempotency-Key": "one"})
    deliver()

    assert Order.objects.get().discounts.get().offer_name == "Frühling"
    assert "Frühling" in mail.outbox[0].body
    offer.delete()


def test_a_voucher_is_called_in_the_language_of_the_request(staff, api, channel):
    voucher = make_voucher(channel, "HELLO", name="Welcome")
    submit(staff, f"/dashboard/vouchers/update/{voucher.pk}/", name_de="Willkommen")
    customer = Customer(api)
    customer.add(make_product(channel), 1)
    customer.voucher("HELLO")

    cart = customer.cart("?locale=de")

    assert [found["name"] for found in cart["vouchers"]] == ["Willkommen"]
    assert Voucher.objects.get().offers.count() == 1


def test_the_channel_is_called_in_the_language_of_the_request(api, channel):
    channel.branding.tagline = "Quiet things"
    channel.branding.translations = {"de": {"tagline": "Leise Dinge"}}
    channel.branding.save()
    from commerce.core.process_cache import forget_everything

    forget_everything()

    said = [
        api.get("/api/v1/channel/", {"locale": locale}).json()["branding"]["tagline"]
        for locale in ("en", "de", "ar")
    ]

    assert said == ["Quiet things", "Leise Dinge", "Quiet things"]
    forget_everything()
