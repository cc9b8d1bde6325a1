"""The bell, over HTTP."""

import pytest

from commerce.notifications.models import Notice
from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient

from .people import ORDER, make_customer, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
NOTICES = "/api/v1/notifications/"


@pytest.fixture
def tell(channel, ines):
    """Tell Ines, or somebody else, something; return the notice."""

    def run(number, user=None, in_channel=None):
        notify(
            kind=ORDER.code,
            recipient=Recipient(locale="en", user_id=(user or ines).pk),
            channel_id=(in_channel or channel).pk,
            event_id=number,
            values={"number": number},
        )
        return Notice.objects.order_by("pk").last()

    return run


def titles(answer):
    return [each["title"] for each in answer.json()["results"]]


def test_notices_are_listed_newest_first_with_the_unread_count(
    api, headers, tell, django_assert_num_queries
):
    first, second = tell("1"), tell("2")

    with django_assert_num_queries(3):  # who it is, the notices, how many are unread
        answer = api.get(NOTICES, headers=headers)

    assert answer["Cache-Control"] == "private, no-store"
    assert answer.json()["results"][1] == {
        "id": first.public_id,
        "kind": "test_order",
        "title": "Order 1",
        "body": "Thank you.",
        "url": "",
        "created_at": answer.json()["results"][1]["created_at"],
        "read_at": None,
    }
    assert (answer.json()["results"][0]["id"], answer.json()["unread"]) == (second.public_id, 2)


def test_the_same_thing_is_told_once_even_after_it_was_deleted(api, headers, tell):
    notice = tell("1")
    api.delete(f"{NOTICES}{notice.public_id}/", headers=headers)

    tell("1")

    assert titles(api.get(NOTICES, headers=headers)) == []
    gone = Notice.objects.get()
    assert (gone.title, gone.body, gone.url) == ("", "", "")


def test_pages_hold_together_while_news_arrive_and_old_ones_go(api, headers, tell):
    for number in range(25):
        tell(f"{number:02}")
    first = api.get(NOTICES, headers=headers)
    tell("new")
    api.delete(f"{NOTICES}{first.json()['next']}/", headers=headers)

    second = api.get(NOTICES, {"before": first.json()["next"]}, headers=headers)

    assert titles(first) == [f"Order {number:02}" for number in range(24, 4, -1)]
    assert titles(second) == [f"Order {number:02}" for number in range(4, -1, -1)]
    assert second.json()["next"] is None


def test_a_cursor_that_nobody_gave_leads_nowhere(api, headers, tell):
    tell("1")

    assert titles(api.get(NOTICES, {"before": "ntc_x"}, headers=headers)) == []


def test_reading_counts_down(api, headers, tell):
    notice = tell("1")
    tell("2"), tell("3")

    read = api.post(f"{NOTICES}{notice.public_id}/read/", headers=headers)
    again = api.post(f"{NOTICES}{notice.public_id}/read/", headers=headers)

    assert read.json()["read_at"] == again.json()["read_at"] is not None
    assert api.get(f"{NOTICES}unread-count/", headers=headers).json() == {"unread": 2}
    assert api.post(f"{NOTICES}read-all/", headers=headers).json() == {"unread": 0}


def test_others_see_nothing_of_it(api, headers, tell, channel, other_channel, ines):
    mara = make_customer(channel, "mara@example.com")
    theirs, elsewhere = tell("1", user=mara), tell("2", in_channel=other_channel)

    for notice in (theirs, elsewhere):
        read = api.post(f"{NOTICES}{notice.public_id}/read/", headers=headers)
        deleted = api.delete(f"{NOTICES}{notice.public_id}/", headers=headers)
        assert (read.status_code, read.json()["code"]) == (404, "notice_not_found")
        assert (deleted.status_code, deleted.json()["code"]) == (404, "notice_not_found")
    api.post(f"{NOTICES}read-all/", headers=headers)
    assert titles(api.get(NOTICES, {"before": theirs.public_id}, headers=headers)) == []

    assert api.get(NOTICES, headers=headers).json() == {"results": [], "next": None, "unread": 0}
    assert api.get(NOTICES, headers=sign_in(api, mara.email)).json()["unread"] == 1
    assert Notice.objects.filter(deleted_at=None, read_at=None).count() == 2
