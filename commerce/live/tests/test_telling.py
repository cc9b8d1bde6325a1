"""What is told is kept in the order in which it may be heard."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from commerce.live import selectors
from commerce.live.models import LiveMessage
from commerce.live.services import place_messages, tell
from commerce.live.shapes import Topic
from infra.tidying import tidy

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(channel):
    def run(text, key="R-1"):
        with transaction.atomic():
            topic = Topic(kind="order", key=key, channel_id=channel.pk)
            tell(topic=topic, kind="order.changed", body={"status": text})

    return run


def heard(after=0):
    return [(row.position, row.body["status"]) for row in selectors.list_after(after)]


def test_telling_takes_one_query_and_has_no_place_before_the_commit(
    say, channel, django_assert_num_queries
):
    topic = Topic(kind="order", key="R-1", channel_id=channel.pk)
    with django_assert_num_queries(1):
        tell(topic=topic, kind="order.changed", body={})

    assert LiveMessage.objects.get().position is None
    assert heard() == []


def test_places_have_no_gaps(say):
    say("one", "R-1")
    say("two", "R-2")
    assert place_messages() == 2
    say("three", "R-3")
    assert place_messages() == 1

    assert heard() == [(1, "one"), (2, "two"), (3, "three")]
    assert heard(2) == [(3, "three")]
    assert selectors.get_last_position() == 3


def test_what_is_overtaken_before_it_left_is_not_told(say):
    for text in ("packed", "shipped"):
        say(text)
    say("packed", "R-2")

    assert place_messages() == 2
    assert heard() == [(1, "shipped"), (2, "packed")]


def test_looking_for_nothing_takes_one_query(say, django_assert_num_queries):
    say("one")
    place_messages()
    with django_assert_num_queries(1):
        assert place_messages() == 0


def test_who_comes_back_too_late_is_told_so(say):
    for number in range(3):
        say("late", f"R-{number}")
    place_messages()
    assert [selectors.is_gap_behind(position) for position in (0, 2, 3, 4)] == [
        False,
        False,
        False,
        True,
    ]

    tidied = tidy(now=timezone.now() + timedelta(hours=25))

    assert tidied["live-messages"] == 3
    assert [selectors.is_gap_behind(position) for position in (0, 2, 3)] == [True, True, False]
    say("new")
    place_messages()
    assert heard() == [(4, "new")]


@pytest.mark.django_db(transaction=True)
def test_telling_needs_a_transaction(channel):
    topic = Topic(kind="order", key="R-1", channel_id=channel.pk)
    with pytest.raises(transaction.TransactionManagementError):
        tell(topic=topic, kind="order.changed", body={})


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_a_slow_transaction_is_not_overtaken_for_good(say, channel):
    """The one that was begun first commits last: its message still comes behind what was heard."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO live_livemessage (channel_id, topic, kind, body, told_at)"
                " VALUES (%s, 'order:R-9', 'order.changed', '{\"status\": \"slow\"}', now())",
                [channel.pk],
            )
        say("quick")
        place_messages()
        assert heard() == [(1, "quick")]
        other.commit()
    finally:
        other.close()

    place_messages()
    assert heard(1) == [(2, "slow")]
