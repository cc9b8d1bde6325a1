"""What is recorded of searches, what is not, and what is counted of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from commerce.catalogue.tests.factories import make_product
from search.enums import InteractionType
from search.errors import InvalidReceiptError
from search.finding.products.receipts import Receipt, write_receipt
from search.models import SearchDay, SearchInteraction, SearchRecord
from search.query.privacy import looks_personal
from search.selectors.statistics import (
    SearchCounts,
    get_search_counts,
    list_query_statistics,
    list_search_days,
)
from search.services.recording import Interaction, record_search, retire_records

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def uuid(number):
    return UUID(int=number)


def receipt(channel, query="blue rug", results=12, relaxation="none", locale="en"):
    return write_receipt(Receipt(channel.pk, locale, query, results, relaxation))


def search(
    channel, number, query="blue rug", *, at=None, interaction=None, previous=None, **members
):
    record_search(
        channel=channel,
        search_id=uuid(number),
        receipt=receipt(channel, query, **members),
        interaction=interaction,
        previous_search_id=previous and uuid(previous),
    )
    if at:
        SearchRecord.objects.filter(search_id=uuid(number)).update(recorded_at=at)


def click(product, position=1):
    return Interaction(InteractionType.CLICK, product.public_id, position)


def test_a_search_is_recorded_once_with_what_its_receipt_says(channel):
    search(channel, 1)
    search(channel, 1, "something else")

    record = SearchRecord.objects.get()
    assert (record.channel_id, record.locale, record.query) == (channel.pk, "en", "blue rug")
    assert (record.results, record.relaxation, record.was_clicked) == (12, "none", False)


def test_a_click_on_a_product_counts_once(channel):
    product = make_product(channel)

    search(channel, 1, interaction=click(product, 3))
    search(channel, 1, interaction=click(product, 5))

    interaction = SearchInteraction.objects.get()
    assert (interaction.product, interaction.position) == (product, 3)
    assert interaction.record.was_clicked


def words_before(channel, number):
    return SearchRecord.objects.get(channel=channel, search_id=uuid(number)).reworded_from


def test_the_words_of_a_search_in_vain_are_kept_beside_the_next(channel):
    search(channel, 1, "couch")
    search(channel, 2, "sofa", previous=1)
    search(channel, 2, "sofa", previous=None)

    assert words_before(channel, 1) == ""
    assert words_before(channel, 2) == "couch"


@pytest.mark.parametrize(
    ("earlier", "previous"),
    [
        ({"query": "sofa"}, 1),  # the same again, with a filter
        ({"query": "Liege", "locale": "de"}, 1),
        ({"query": "couch", "at": datetime(2026, 1, 1, tzinfo=UTC)}, 1),
        ({"query": "couch"}, 7),  # nobody's
        ({"query": "couch"}, None),
        ({"query": "jane@example.com"}, 1),
    ],
)
def test_other_searches_leave_no_words(channel, earlier, previous):
    search(channel, 1, **earlier)
    search(channel, 2, "sofa", previous=previous)

    assert words_before(channel, 2) == ""


def test_words_before_go_with_the_search_that_they_stand_beside(channel):
    search(channel, 1, "couch")
    search(channel, 2, "sofa", previous=1)
    SearchRecord.objects.update(recorded_at=TODAY - timedelta(days=31))

    retire_records(now=TODAY)

    assert not SearchRecord.objects.exists()
    assert sorted(SearchDay.objects.values_list("query", "searches")) == [("couch", 1), ("sofa", 1)]


def test_words_of_which_something_was_chosen_are_not_kept(channel):
    search(channel, 1, "couch", interaction=click(make_product(channel)))
    search(channel, 2, "sofa", previous=1)

    assert words_before(channel, 2) == ""


def test_products_that_are_not_there_are_not_clicked(channel):
    unknown = Interaction(InteractionType.CLICK, "prod_01K9ZV3M5Q7XKRW2D8N4B6T0C9", 1)

    search(channel, 1, interaction=unknown)

    assert SearchInteraction.objects.count() == 0
    assert not SearchRecord.objects.get().was_clicked


def test_receipts_of_other_channels_and_forged_ones_are_refused(channel):
    forged = receipt(channel)[:-1] + "x"
    foreign = write_receipt(Receipt(channel.pk + 1, "en", "rug", 1, "none"))

    for text in (forged, foreign, "", "a:b:c"):
        with pytest.raises(InvalidReceiptError):
            record_search(channel=channel, search_id=uuid(1), receipt=text)

    assert SearchRecord.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "jane@example.com",
        "jane @ example",
        "https://example.com/x",
        "www.example.com",
        "+49 170 1234567",
        "(030) 901-820",
        "4111 1111 1111 1111",
        "4006381333931",
    ],
)
def test_what_looks_personal_is_not_kept(channel, text):
    assert looks_personal(text)

    search(channel, 1, text)

    assert SearchRecord.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["rug 200 x 300 cm", "SKU-12345", "5 seater sofa", '24" shelf', "2026 calendar"]
)
def test_what_shoppers_look_for_is_not_personal(text):
    assert not looks_personal(text)


def test_statistics_tell_what_comes_of_a_query(channel):
    product = make_product(channel)
    search(channel, 1, at=TODAY)
    search(channel, 2, at=TODAY, interaction=click(product))
    search(channel, 3, "sofa", at=TODAY, results=0)
    search(channel, 4, "Teppich", at=TODAY, locale="de")
    search(channel, 5, "lamp", at=TODAY - timedelta(days=2))

    day = TODAY.date()
    found = list_query_statistics(channel=channel, since=day, until=day)

    assert [(one.locale, one.query, one.results) for one in found] == [
        ("en", "blue rug", 12),
        ("de", "Teppich", 12),
        ("en", "sofa", 0),
    ]
    assert found[0].counts == SearchCounts(searches=2, clicks=1, abandoned=1)
    assert found[0].counts.click_rate == 0.5
    assert found[2].counts == SearchCounts(searches=1, zero_results=1)


def test_statistics_of_queries_without_result(channel):
    search(channel, 1, at=TODAY)
    search(channel, 2, "sofa", at=TODAY, results=0)
    day = TODAY.date()

    found = list_query_statistics(channel=channel, since=day, until=day, only_without_result=True)

    assert [one.query for one in found] == ["sofa"]


def test_old_searches_become_counts_of_their_day(channel, django_assert_num_queries):
    product = make_product(channel)
    old = TODAY - timedelta(days=31)
    search(channel, 1, at=old, interaction=click(product))
    search(channel, 2, at=old)
    search(channel, 3, at=TODAY)
    days = {"since": old.date(), "until": TODAY.date()}
    before = list_query_statistics(channel=channel, **days)

    assert retire_records(now=TODAY) == 2
    assert retire_records(now=TODAY) == 0

    row = SearchDay.objects.get()
    assert (row.day, row.query, row.searches, row.clicks, row.abandoned, row.results) == (
        date(2026, 10, 20),
        "blue rug",
        2,
        1,
        1,
        12,
    )
    assert SearchRecord.objects.count() == 1
    assert SearchInteraction.objects.count() == 0
    with django_assert_num_queries(2):
        assert list_query_statistics(channel=channel, **days) == before
    assert get_search_counts(channel=channel, **days) == SearchCounts(3, 0, 1, 0, 0, 2)


def test_every_day_is_listed(channel):
    search(channel, 1, at=TODAY)
    day = TODAY.date()

    days = list_search_days(channel=channel, since=day - timedelta(days=1), until=day)

    assert days == [
        (day - timedelta(days=1), SearchCounts()),
        (day, SearchCounts(searches=1, abandoned=1)),
    ]
