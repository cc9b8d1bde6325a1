"""Staff set taxes in Wagtail; what cannot be is said at its field and changes nothing."""

from decimal import Decimal

import pytest
from django.test import Client

from commerce.accounts.tests.factories import make_user
from commerce.tax.models import TaxClass, TaxExemption, TaxRate, TaxZone

from .factories import make_class, make_rate, make_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(channel):
    client = Client()
    client.force_login(make_user("staff@example.com", is_staff=True, is_superuser=True))
    return client


def add(staff, rows, **fields):
    """The status, and what is said at each field."""
    answer = staff.post(f"/cms/tax_{rows}/new/", fields)
    return answer.status_code, {} if answer.status_code == 302 else answer.context["form"].errors


def rate_fields(zone, tax_class, **fields):
    return {
        "zone": zone.pk,
        "tax_class": tax_class.pk,
        "percentage": "19",
        "label": "VAT",
        "valid_from": "2026-01-01",
        "valid_to": "",
        "source": "",
        **fields,
    }


def test_a_class_and_a_zone_are_there_once(staff, channel):
    book = {"name": "Books", "code": "books", "kind": "reduced"}
    place = {"name": "Home", "country": "de", "region": "", "postcodes": "10, 12"}

    first = [add(staff, "classes", **book), add(staff, "zones", **place)]
    again = [add(staff, "classes", **book), add(staff, "zones", **place)]

    assert [status for status, _errors in first] == [302, 302]
    assert [(status, bool(errors)) for status, errors in again] == [(200, True)] * 2
    assert TaxClass.objects.get().tenant == channel.tenant
    zone = TaxZone.objects.get()
    assert (zone.country, zone.postcodes) == ("DE", "10 12")


def test_no_two_rates_hold_on_one_day(staff, channel):
    zone, usual = make_zone(channel, "DE"), make_class(channel)
    make_rate(zone, usual, "16")

    status, errors = add(staff, "rates", **rate_fields(zone, usual))

    assert (status, list(errors)) == (200, ["valid_from"])
    assert "16 % from 2000-01-01" in errors["valid_from"][0]
    assert TaxRate.objects.get().percentage == Decimal(16)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"percentage": "-1"}, "percentage"),
        ({"percentage": "101"}, "percentage"),
        ({"valid_to": "2025-12-31"}, "valid_to"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(staff, channel, fields, named):
    zone, usual = make_zone(channel, "DE"), make_class(channel)

    status, errors = add(staff, "rates", **rate_fields(zone, usual, **fields))

    assert (status, named in errors, TaxRate.objects.count()) == (200, True, 0)


def test_goods_and_places_of_another_shop_are_no_choice(staff, channel, other_channel):
    zone, foreign = make_zone(channel, "DE"), make_class(other_channel)

    status, errors = add(staff, "rates", **rate_fields(zone, foreign))

    assert (status, list(errors), TaxRate.objects.count()) == (200, ["tax_class"], 0)


def test_a_customer_is_exempted_by_the_address(staff, channel):
    stranger = {"customer": "nobody@example.com", "reason": "Embassy", "certificate": ""}

    status, errors = add(staff, "exemptions", **stranger)

    assert (status, list(errors)) == (200, ["customer"])
    assert TaxExemption.objects.count() == 0
