"""A copy of the catalogue that is kept by following what changes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from commerce.catalogue.models import CatalogueState, ProductListing
from commerce.catalogue.services.documents import rebuild_products, withdraw_product

from .factories import make_product

pytestmark = pytest.mark.django_db

FEED = "/api/v1/products/"
LONG_AGO = "2020-01-01T00:00:00Z"


@pytest.fixture(autouse=True)
def _nobody_was_throttled_before():
    cache.clear()


@pytest.fixture
def lamps(channel):
    return [make_product(channel, f"Lamp {n}") for n in range(5)]


def feed(api, **parameters):
    answer = api.get(FEED, parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def walk(api, **parameters):
    """Return all pages of a question."""
    pages = [feed(api, **parameters)]
    while pages[-1]["next_cursor"]:
        pages.append(feed(api, **parameters, cursor=pages[-1]["next_cursor"]))
    return pages


def ids(page):
    return [card["id"] for card in page["results"]]


def change(product, title):
    product.title = title
    product.save()
    rebuild_products(product_ids=[product.pk])


def test_a_walk_meets_every_product_once_the_oldest_change_first(api, lamps):
    change(lamps[1], "Torch")

    pages = walk(api, page_size=2)

    shown = [public_id for page in pages for public_id in ids(page)]
    assert shown == [lamps[n].public_id for n in (0, 2, 3, 4, 1)]
    assert [page["count"] for page in pages] == [5, None, None]
    assert [page["withdrawn"] for page in pages] == [[], [], []]


def test_who_follows_learns_of_each_change_and_withdrawal_in_its_order(api, channel, lamps):
    until = walk(api)[-1]["updated_until"]
    change(lamps[0], "Torch")
    withdraw_product(product_id=lamps[1].pk)
    lamps[1].delete()
    ProductListing.objects.filter(product=lamps[2]).update(is_published=False)
    rebuild_products(product_ids=[lamps[2].pk])
    new = make_product(channel, "Rug")

    page = feed(api, updated_since=until)

    # The last change known is told again: another one may have come at the same moment.
    assert ids(page) == [lamps[4].public_id, lamps[0].public_id, new.public_id]
    gone = page["withdrawn"]
    assert [each["id"] for each in gone] == [lamps[1].public_id, lamps[2].public_id]
    assert until < gone[0]["withdrawn_at"] < gone[1]["withdrawn_at"] < page["updated_until"]
    parts = walk(api, updated_since=until, page_size=1)
    assert [(ids(part), [each["id"] for each in part["withdrawn"]]) for part in parts] == [
        ([lamps[4].public_id], []),
        ([lamps[0].public_id], []),
        ([], [lamps[1].public_id]),
        ([], [lamps[2].public_id]),
        ([new.public_id], []),
    ]


def test_nothing_new_leaves_the_place_where_it_was(api, lamps):
    later = datetime.now(UTC) + timedelta(hours=1)

    page = feed(api, updated_since=later.isoformat())

    assert (page["results"], page["withdrawn"], page["next_cursor"]) == ([], [], None)
    assert datetime.fromisoformat(page["updated_until"]) == later


def test_what_comes_back_is_withdrawn_no_longer(api, channel, lamps):
    listing = ProductListing.objects.filter(product=lamps[0])
    for is_published in (False, True, False, True):
        listing.update(is_published=is_published)
        rebuild_products(product_ids=[lamps[0].pk])

    page = feed(api, updated_since=LONG_AGO)

    assert page["withdrawn"] == []
    assert ids(page)[-1] == lamps[0].public_id


def test_a_change_during_a_walk_is_met_at_its_end(api, lamps):
    first = feed(api, page_size=2)
    change(lamps[0], "Torch")
    withdraw_product(product_id=lamps[3].pk)

    second = feed(api, page_size=9, cursor=first["next_cursor"])

    assert ids(second) == [lamps[2].public_id, lamps[4].public_id, lamps[0].public_id]
    assert second["results"][-1]["name"] == "Torch"


def test_a_clock_that_went_back_hides_no_change(api, channel, lamps):
    ahead = datetime.now(UTC) + timedelta(minutes=5)
    CatalogueState.objects.filter(channel=channel).update(changed_at=ahead)
    change(lamps[0], "Torch")
    until = feed(api, updated_since=ahead.isoformat())["updated_until"]
    change(lamps[1], "Candle")

    page = feed(api, updated_since=until)

    assert ids(page) == [lamps[0].public_id, lamps[1].public_id]


def test_certain_products_and_members_are_told_alone(api, lamps):
    asked = f"{lamps[3].public_id},{lamps[1].public_id}"

    page = feed(api, ids=asked, fields="slug,description,updated_at")

    assert [list(each) for each in page["results"]] == [["slug", "description", "updated_at"]] * 2
    assert [each["slug"] for each in page["results"]] == ["lamp-1", "lamp-3"]
    assert page["count"] == 2


def test_a_cursor_holds_for_its_own_question_alone(api, channel, lamps):
    cursor = feed(api, page_size=1)["next_cursor"]

    for other in ({"locale": "de"}, {"updated_since": LONG_AGO}, {"ids": lamps[0].public_id}):
        answer = api.get(FEED, {"cursor": cursor, **other})
        assert (answer.status_code, answer.json()["parameter"]) == (400, "cursor")
    assert api.get(FEED, {"cursor": cursor, "fields": "id", "page_size": "3"}).status_code == 200


def test_withdrawals_of_another_channel_are_nobodys_business(api, other_channel):
    theirs = make_product(other_channel, "Lamp")
    withdraw_product(product_id=theirs.pk)

    assert feed(api, updated_since=LONG_AGO)["withdrawn"] == []


def test_only_where_it_was_shown_is_a_product_withdrawn(api, channel, lamps):
    unlisted = make_product(channel, "Attic", is_published=False)
    rebuild_products(product_ids=[unlisted.pk])

    assert feed(api, updated_since=LONG_AGO)["withdrawn"] == []


def test_who_walks_too_quickly_has_to_wait(api, lamps, monkeypatch):
    monkeypatch.setattr(
        "commerce.core.api.throttling.FloodThrottle.get_rate", lambda _throttle: "2/min"
    )
    answers = [api.get(FEED) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Retry-After" in answers[2].headers


@pytest.mark.parametrize("query", ["", "?category=lamps&page=0", "?anything=x"])
def test_the_filters_of_lists_are_gone_and_say_where_to(api, channel, query):
    answer = api.get(f"/api/v1/product-filters/{query}")

    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (410, "gone")
    assert answer.json()["instead"] == "/api/v1/search/filters/"


def test_a_filter_of_the_old_list_is_told_where_it_is_now(api, channel):
    answer = api.get(FEED, {"attr.colour": "moss"}).json()

    assert (answer["code"], answer["instead"]) == ("retired_parameter", "/api/v1/search/products/")
    assert api.get(FEED, {"page": "2"}).json()["instead"] == "cursor"
