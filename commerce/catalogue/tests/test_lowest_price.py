"""The lowest price of the 30 days before a reduction: kept, told, switched off, forgotten."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commerce.catalogue.documents.history import ShownRow, lowest_before
from commerce.catalogue.documents.rows import PriceRow
from commerce.catalogue.models import ShownPrice
from commerce.catalogue.services.catalogue import set_price
from commerce.catalogue.services.documents import rebuild_channel, rebuild_products
from commerce.catalogue.services.shown_prices import forget_old_prices
from commerce.core.money import Money
from commerce.tenancy.services import update_branding

from .factories import make_product

NOW = timezone.now()


def shown(*rows):
    """Rows of amount, whether reduced, and how many days ago it began."""
    return [
        ShownRow(1, "EUR", Decimal(amount), is_reduced, NOW - timedelta(days=days))
        for amount, is_reduced, days in rows
    ]


def now_at(amount, before=None):
    return PriceRow(1, 1, "EUR", Decimal(amount), Decimal(before) if before else None, None)


@pytest.mark.parametrize(
    ("rows", "price", "lowest"),
    [
        # The guidance of the Commission: 100 before, 80 now.
        ([("100", False, 90), ("80", True, 5)], ("80", "100"), "100"),
        # Not announced as a reduction: nothing to be told.
        ([("100", False, 90), ("80", False, 5)], ("80",), None),
        # A short sale within the 30 days is the lowest one.
        (
            [("100", False, 90), ("70", True, 30), ("100", False, 25), ("80", True, 5)],
            ("80", "100"),
            "70",
        ),
        # One that had ended more than 30 days before is none any more.
        (
            [("100", False, 90), ("70", True, 50), ("100", False, 36), ("80", True, 5)],
            ("80", "100"),
            "100",
        ),
        # It looks back from when it began, however long it lasts.
        ([("100", False, 400), ("80", True, 200)], ("80", "100"), "100"),
        # A further reduction sees the price before it.
        ([("100", False, 90), ("80", True, 20), ("60", True, 3)], ("60", "100"), "80"),
        # A reduction of this moment, which no row tells yet.
        ([("100", False, 90)], ("75", "100"), "100"),
        # Dearer than lately, and still called reduced.
        ([("50", False, 90), ("120", False, 10), ("80", True, 5)], ("80", "120"), "50"),
        # Never sold before.
        ([], ("80", "100"), None),
        ([("80", True, 5)], ("80", "100"), None),
    ],
)
def test_by_hand(rows, price, lowest):
    found = lowest_before(shown(*rows), now_at(*price), now=NOW)

    assert found == (Decimal(lowest) if lowest else None)


@pytest.fixture
def lamp(channel):
    return make_product(channel, "Lamp", price="100.00")


def reprice(channel, lamp, amount, before=None):
    set_price(
        stockrecord=lamp.stockrecords.get(),
        channel=channel,
        price=Money(Decimal(amount), "EUR"),
        compare_at=Money(Decimal(before), "EUR") if before else None,
    )
    rebuild_products(product_ids=[lamp.pk])


def days_pass(channel, days):
    """All that was shown was shown so many days earlier."""
    rows = ShownPrice.objects.in_channel(channel)
    for row in rows.order_by("since"):
        rows.filter(pk=row.pk).update(since=F("since") - timedelta(days=days))


def euros(amount):
    return {"amount": amount, "currency": "EUR"}


def price_of(api):
    return api.get("/api/v1/products/lamp/").json()["variants"][0]["prices"]["EUR"]


@pytest.mark.django_db
def test_it_follows_the_prices_of_a_shop(api, channel, lamp):
    regular = price_of(api)
    days_pass(channel, 60)
    reprice(channel, lamp, "70.00", "100.00")
    sale = price_of(api)
    days_pass(channel, 5)
    reprice(channel, lamp, "100.00")
    days_pass(channel, 10)
    reprice(channel, lamp, "80.00", "100.00")
    again = price_of(api)
    listed = api.get("/api/v1/products/").json()["results"][0]["prices"]["EUR"]

    assert regular["lowest_30_days"] is None
    assert (sale["price"], sale["lowest_30_days"]) == (euros("70.00"), euros("100.00"))
    assert (again["compare_at"], again["lowest_30_days"]) == (euros("100.00"), euros("70.00"))
    assert listed["lowest_30_days"] == euros("70.00")
    amounts = ShownPrice.objects.in_channel(channel).filter(currency="EUR").order_by("since")
    assert [row.amount for row in amounts] == [100, 70, 100, 80]


@pytest.mark.django_db
def test_building_again_keeps_and_changes_nothing(channel, lamp):
    reprice(channel, lamp, "80.00", "100.00")
    before = list(ShownPrice.objects.in_channel(channel).values_list("pk", "since"))

    report = rebuild_channel(channel=channel)
    looked = rebuild_channel(channel=channel, is_dry_run=True)

    assert (report.is_clean, looked.is_clean) == (True, True)
    assert list(ShownPrice.objects.in_channel(channel).values_list("pk", "since")) == before


@pytest.mark.django_db
def test_a_channel_that_does_not_tell_it_keeps_it_all_the_same(api, channel, lamp, deliver):
    reprice(channel, lamp, "80.00", "100.00")
    told = price_of(api)["lowest_30_days"]
    channel.branding.tells_lowest_price = False
    update_branding(branding=channel.branding)
    deliver()
    hidden = price_of(api)["lowest_30_days"]
    channel.branding.tells_lowest_price = True
    update_branding(branding=channel.branding)
    deliver()

    assert (told, hidden) == (euros("100.00"), None)
    assert price_of(api)["lowest_30_days"] == euros("100.00")


@pytest.mark.django_db
def test_what_no_window_reaches_is_forgotten_and_nothing_else(api, channel, lamp):
    for amount in ("90.00", "95.00", "85.00"):
        reprice(channel, lamp, amount)
        days_pass(channel, 40)
    reprice(channel, lamp, "60.00", "85.00")
    before = price_of(api)

    forgotten = forget_old_prices()
    again = forget_old_prices()
    rebuild_products(product_ids=[lamp.pk])

    assert (forgotten, again) == (3, 0)
    assert price_of(api) == before
    assert before["lowest_30_days"] == euros("85.00")
    rows = ShownPrice.objects.in_channel(channel).filter(currency="EUR").order_by("since")
    assert [row.amount for row in rows] == [85, 60]


@pytest.mark.django_db
def test_prices_that_stay_cost_no_query_to_keep(channel, lamp):
    with CaptureQueriesContext(connection) as queries:
        rebuild_products(product_ids=[lamp.pk])

    assert not [each for each in queries if "INSERT" in each["sql"] and "shownprice" in each["sql"]]


@pytest.mark.django_db
def test_the_history_begins_with_what_is_shown_today(channel, lamp):
    reprice(channel, lamp, "80.00", "100.00")
    ShownPrice.objects.in_channel(channel).delete()

    migration = import_module("commerce.catalogue.migrations.0010_shown_prices")
    migration.begin_history(apps, None)
    rebuild_channel(channel=channel)

    rows = ShownPrice.objects.in_channel(channel).filter(product=lamp.pk)
    assert [(row.currency, row.amount, row.is_reduced) for row in rows] == [("EUR", 80, True)]
    assert ShownPrice.objects.in_channel(channel).count() == 1
