"""Telling what became of a search, over HTTP."""

from uuid import uuid4

import pytest

from commerce.oscar.basket.models import Basket
from commerce.oscar.basket.models import Line as CartLine
from commerce.oscar.order.models import Order
from search.models import SearchInteraction, SearchRecord
from search.services.recording import record_order

pytestmark = pytest.mark.django_db

EVENTS = "/api/v1/search/events/"


@pytest.fixture(autouse=True)
def _indexed(engine, rugs, build):
    build()


@pytest.fixture
def told(search):
    """An event of a search that found two rugs."""

    def make(**members):
        receipt = search("wool rugs")["receipt"]
        return {
            "consent": True,
            "search_id": str(uuid4()),
            "receipt": receipt,
            "type": "search",
            **members,
        }

    return make


def test_a_search_is_recorded_without_anybody(api, told):
    answer = api.post(EVENTS, told())

    record = SearchRecord.objects.get()
    assert (answer.status_code, answer.content) == (204, b"")
    assert (record.query, record.results, record.relaxation) == ("wool rugs", 2, "none")
    assert {field.name for field in SearchRecord._meta.get_fields()} == {
        *("id", "channel", "search_id", "locale", "query", "results", "relaxation"),
        *("was_clicked", "was_added", "was_ordered", "recorded_at", "interactions"),
        "reworded_from",
    }


def test_a_search_in_other_words_tells_the_words_before_and_not_which_search(api, search, told):
    first = told(receipt=search("carpets")["receipt"])
    api.post(EVENTS, first)

    answer = api.post(EVENTS, told(previous_search_id=first["search_id"]))

    later = SearchRecord.objects.get(query="wool rugs")
    assert (answer.status_code, later.reworded_from) == (204, "carpets")
    assert str(first["search_id"]) not in str(SearchRecord.objects.filter(pk=later.pk).values())


@pytest.mark.parametrize("consent", [False, None, "true", 1, "yes"])
def test_without_consent_no_words_before_are_kept(api, search, told, consent):
    first = told(receipt=search("carpets")["receipt"], consent=consent)
    api.post(EVENTS, first)

    api.post(EVENTS, told(previous_search_id=first["search_id"]))

    assert SearchRecord.objects.get().reworded_from == ""


@pytest.mark.parametrize("consent", [False, None, "true", 1, "yes"])
def test_without_consent_nothing_is_kept(api, told, consent):
    assert api.post(EVENTS, told(consent=consent)).status_code == 204
    assert SearchRecord.objects.count() == 0


def test_a_click_is_told_twice_and_counted_once(api, told, rugs):
    event = told(type="click", product_id=rugs["blue"].public_id, position=1)

    api.post(EVENTS, event)
    api.post(EVENTS, event)

    (interaction,) = SearchInteraction.objects.all()
    assert (interaction.type, interaction.product, interaction.position) == (
        "click",
        rugs["blue"],
        1,
    )
    assert SearchRecord.objects.get().was_clicked


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"receipt": "forged"}, "invalid_receipt"),
        ({"search_id": "1"}, "validation_failed"),
        ({"previous_search_id": "couch"}, "validation_failed"),
        ({"type": "order"}, "validation_failed"),
        ({"type": "click"}, "validation_failed"),
        ({"type": "click", "product_id": "x", "position": 0}, "validation_failed"),
    ],
)
def test_events_that_make_no_sense_are_refused(api, told, wrong, code):
    answer = api.post(EVENTS, told(**wrong))

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert SearchRecord.objects.count() == 0


def test_numbers_cannot_be_forged(api, told):
    answer = api.post(EVENTS, told(results=1_000_000, query="buy here"))

    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
        ("/query", "unknown_field"),
        ("/results", "unknown_field"),
    ]
    assert SearchRecord.objects.count() == 0


def test_what_looks_personal_never_leaves_the_server_in_clear(api, search, told):
    receipt = search("jane@example.com")["receipt"]

    api.post(EVENTS, told(receipt=receipt))

    assert SearchRecord.objects.count() == 0


@pytest.mark.parametrize("text", ["ﷺ" * 200, "𐌰" * 200, "سجادة " * 33, "ß" * 200])
def test_texts_that_grow_are_recorded_as_far_as_they_fit(api, search, told, text):
    answer = api.post(EVENTS, told(receipt=search(text)["receipt"]))

    assert answer.status_code == 204
    assert 0 < len(SearchRecord.objects.get().query) <= 200


def test_telling_is_limited(api, told, monkeypatch):
    from commerce.core.api.throttling import AddressThrottle

    monkeypatch.setattr(AddressThrottle, "get_rate", lambda self: "2/min")
    event = told()

    assert [api.post(EVENTS, event).status_code for _ in range(3)] == [204, 204, 429]


def test_an_order_counts_for_the_search_its_line_came_from(api, told, rugs, channel):
    basket = Basket.objects.create(channel=channel, currency="EUR")
    line = CartLine.objects.create(
        basket=basket,
        line_reference="x",
        product=rugs["lamp"],
        stockrecord=rugs["lamp"].stockrecords.get(),
        price_currency="EUR",
    )
    api.post(
        EVENTS,
        told(type="add_to_cart", product_id=rugs["lamp"].public_id, line_id=line.public_id),
    )
    order = Order.objects.create(
        number="1",
        basket=basket,
        channel=channel,
        total_incl_tax=1,
        total_excl_tax=1,
        currency="EUR",
    )

    record_order(order_id=order.pk)
    record_order(order_id=order.pk)

    record = SearchRecord.objects.get()
    assert (record.was_added, record.was_ordered) == (True, True)
    assert sorted(SearchInteraction.objects.values_list("type", "product", "line_id")) == [
        ("add_to_cart", rugs["lamp"].pk, ""),
        ("order", rugs["lamp"].pk, ""),
    ]


def test_orders_of_others_count_for_nothing(told, api, rugs, channel):
    api.post(EVENTS, told(type="add_to_cart", product_id=rugs["lamp"].public_id))
    basket = Basket.objects.create(channel=channel, currency="EUR")
    order = Order.objects.create(
        number="2",
        basket=basket,
        channel=channel,
        total_incl_tax=1,
        total_excl_tax=1,
        currency="EUR",
    )

    record_order(order_id=order.pk)

    assert not SearchRecord.objects.get().was_ordered
