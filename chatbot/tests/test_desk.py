"""People of the shop read along, talk in the place of the assistant, and give back to it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from chatbot.errors import ConversationTakenError, NotTakenError
from chatbot.models import CannedAnswer, Care, Conversation, ConversationTag, Desk, Message, Note
from chatbot.selectors.desk import Wanted, find_for_desk, list_desk_channels
from chatbot.services.desk.taking import hand_back, take_over, write
from chatbot.services.groups import CUSTOMER_SERVICE, setup_customer_service
from chatbot.services.signs import note_typing
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.live.models import LiveMessage

from .conftest import Visitor

pytestmark = pytest.mark.django_db


def make_colleague(channel, name):
    setup_customer_service()
    user = make_user(f"{name.lower()}@example.com", first_name=name, last_name="Reed")
    user.groups.add(Group.objects.get(name=CUSTOMER_SERVICE))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


@pytest.fixture
def ada(channel):
    return make_colleague(channel, "Ada")


@pytest.fixture
def bob(channel):
    return make_colleague(channel, "Bob")


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def _page(visitor):
    return reverse("assistant_inbox:conversation", args=[visitor.session])


def _read(visitor):
    path = f"chatbot/sessions/{visitor.session}/messages/"
    return [(row["role"], row["text"]) for row in visitor.send("get", path).json()["results"]]


def test_who_takes_over_writes_and_the_assistant_is_silent_until_it_gets_back(desk, visitor, goods):
    visitor.say("show me a linen lamp")
    page = _page(visitor)

    assert desk.post(page, {"do": "take"}).status_code == 302
    asked = visitor.send(
        "post", f"chatbot/sessions/{visitor.session}/messages/", {"text": "is it really linen?"}
    )
    assert (asked.status_code, asked.json()["answer"]) == (201, None)
    desk.post(page, {"do": "write", "text": "It is, I made it.", "key": "abcdefgh"})
    desk.post(page, {"do": "write", "text": "It is, I made it.", "key": "abcdefgh"})
    desk.post(page, {"do": "back"})
    visitor.say("hello")

    assert _read(visitor) == [
        ("person", "show me a linen lamp"),
        ("assistant", "This is what I found:"),
        ("assistant", "Ada of the shop is with you now."),
        ("person", "is it really linen?"),
        ("staff", "It is, I made it."),
        ("assistant", "The assistant is back. Ask it, or ask for a person again."),
        ("person", "hello"),
        ("assistant", "Hello! I can find products, fill your cart and tell you about your orders."),
    ]
    assert list(Message.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert Message.objects.get(role="staff").author.email == "ada@example.com"


def test_the_second_to_take_over_is_told_who_was_first(visitor, ada, bob, client):
    visitor.say("hello")
    take_over(actor=ada, conversation_id=visitor.session)
    take_over(actor=ada, conversation_id=visitor.session)

    with pytest.raises(ConversationTakenError) as refused:
        take_over(actor=bob, conversation_id=visitor.session)
    assert refused.value.detail == "Ada Reed talks with this shopper already."
    with pytest.raises(NotTakenError):
        write(actor=bob, conversation_id=visitor.session, text="Me too!")
    client.force_login(bob)
    shown = client.post(_page(visitor), {"do": "take"}, follow=True).content.decode()
    assert "Ada Reed talks with this shopper already." in shown
    assert Message.objects.count() == 3

    hand_back(actor=bob, conversation_id=visitor.session)
    take_over(actor=bob, conversation_id=visitor.session)
    assert Care.objects.get().taken_by == bob


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_at_once_one_wins(visitor, ada, bob):
    visitor.say("hello")
    start = Barrier(2)

    def take(colleague):
        start.wait()
        try:
            take_over(actor=colleague, conversation_id=visitor.session)
        except ConversationTakenError:
            return None
        else:
            return colleague.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        won = [who for who in both.map(take, (ada, bob)) if who]

    assert won == [Care.objects.get().taken_by_id]
    assert Message.objects.count() == 3


def test_who_asks_for_a_person_waits_and_is_told_so_while_somebody_is_there(
    visitor, channel, goods, ada
):
    elsewhere = visitor.say("I want to talk to a person")
    assert elsewhere["text"] == "You reach a person here:"
    first = Care.objects.get().waiting_since

    Desk.objects.create(
        channel=channel, weekdays="0,1,2,3,4,5,6", opens_at=time(0), closes_at=time(23, 59, 59)
    )
    here = visitor.say("I want to talk to a person")
    assert here["text"].startswith("Somebody of the shop will answer you here.")
    assert Care.objects.get().waiting_since == first
    assert [row.public_id for row in find_for_desk(ada, Wanted(care="waiting"))] == [
        visitor.session
    ]

    take_over(actor=ada, conversation_id=visitor.session)
    assert find_for_desk(ada, Wanted(care="waiting")).count() == 0
    assert find_for_desk(ada, Wanted(care="mine")).count() == 1


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 11, 27, 8, 0, tzinfo=UTC), True),  # Friday, nine in Berlin
        (datetime(2026, 11, 27, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 27, 16, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 28, 10, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 3, 7, 0, tzinfo=UTC), True),  # nine in summer
    ],
)
def test_the_desk_is_open_by_the_clock_of_its_place(channel, moment, is_open):
    assert Desk(channel=channel).is_open(moment) is is_open


def test_notes_and_tags_are_for_colleagues_only(desk, visitor):
    visitor.say("hello")
    page = _page(visitor)
    for form in (
        {"do": "note", "text": "Called twice, be kind."},
        {"do": "tag", "name": "  Damaged   goods "},
        {"do": "tag", "name": "damaged goods"},
        {"do": "tag", "name": "vip"},
        {"do": "untag", "name": "vip"},
    ):
        assert desk.post(page, form).status_code == 302

    assert Note.objects.get().author.email == "ada@example.com"
    assert [tag.name for tag in ConversationTag.objects.all()] == ["damaged goods"]
    shown = desk.get(page).content.decode()
    assert "Called twice, be kind." in shown
    assert "damaged goods" in shown
    told = visitor.send("get", f"chatbot/sessions/{visitor.session}/messages/").content.decode()
    session = visitor.send("get", f"chatbot/sessions/{visitor.session}/").content.decode()
    assert "Called twice" not in told + session
    assert "damaged" not in told + session


def test_conversations_are_found_by_words_tag_and_state(visitor, channel, ada):
    visitor.say("my sofa squeaks")
    other = Visitor(visitor.api)
    other.say("hello")
    ConversationTag.objects.create(
        conversation=Conversation.objects.get(public_id=other.session), name="vip"
    )

    def found(**wanted):
        return {row.public_id for row in find_for_desk(ada, Wanted(**wanted))}

    assert found() == {visitor.session, other.session}
    assert found(text="SQUEAKS") == {visitor.session}
    assert found(text=other.session) == {other.session}
    assert found(tag="vip") == {other.session}
    assert found(state="archived") == set()


def test_the_inbox_is_for_those_with_the_right_at_the_desk_of_the_channel(
    client, visitor, channel, other_channel, ada, django_assert_num_queries
):
    visitor.say("hello")
    inbox, page = reverse("assistant_inbox:index"), _page(visitor)
    marketer = make_user("mona@example.com")
    Group.objects.get_or_create(name="Editors")[0].user_set.add(marketer)
    for user, status in ((ada, 200), (marketer, 302)):
        client.force_login(user)
        assert client.get(inbox).status_code == status, user
    client.force_login(ada)
    assert client.get(page).status_code == 200

    desk = Desk.objects.create(channel=channel)
    desk.groups.add(Group.objects.create(name="Others"))
    assert list_desk_channels(ada).count() == 0
    assert client.get(page).status_code == 404
    assert client.get(inbox).status_code == 302
    desk.groups.add(Group.objects.get(name=CUSTOMER_SERVICE))
    assert [each.pk for each in list_desk_channels(ada)] == [channel.pk]


def test_conversations_of_another_tenant_are_not_there(desk, visitor, other_channel):
    visitor.say("hello")
    Conversation.objects.update(channel=other_channel)
    page = _page(visitor)

    assert visitor.session not in desk.get(reverse("assistant_inbox:index")).content.decode()
    assert desk.get(page).status_code == 404
    for deed in ("take", "write", "note", "tag", "back"):
        assert desk.post(page, {"do": deed, "text": "a", "name": "a"}).status_code == 404
    assert (Care.objects.count(), Note.objects.count(), Message.objects.count()) == (0, 0, 2)


def test_the_page_asks_whether_something_is_new(desk, visitor, channel):
    CannedAnswer.objects.create(channel=channel, locale="en", title="Soon", text="In a minute.")
    visitor.say("hello")
    page = _page(visitor)
    version = desk.get(page).context["version"]

    assert desk.get(f"{page}?part=1&known={version}").status_code == 204
    visitor.say("thanks")
    renewed = desk.get(f"{page}?part=1&known={version}")
    assert (renewed.status_code, "You are welcome." in renewed.content.decode()) == (200, True)
    desk.post(page, {"do": "take"})
    assert desk.get(f"{page}?part=1&known={version}").status_code == 200
    assert "In a minute." in desk.get(page).content.decode()
    assert desk.post(page, {"do": "dance"}).status_code == 400


def test_the_desk_sees_the_shopper_write_and_says_so_of_itself(desk, visitor):
    visitor.say("hello")
    page = _page(visitor)
    told = LiveMessage.objects.filter(topic=f"chat:{visitor.session}", kind="chat.typing")
    version = desk.get(page).context["version"]

    note_typing(visitor.session)
    renewed = desk.get(f"{page}?part=1&known={version}").content.decode()
    assert "The shopper is writing" in renewed

    # Who has not taken it over writes nothing that the shopper could wait for.
    assert desk.post(page, {"do": "type"}).status_code == 204
    assert told.count() == 0
    desk.post(page, {"do": "take"})
    assert desk.post(page, {"do": "type"}).status_code == 204
    assert told.count() == 1


def test_an_archived_conversation_is_only_read(desk, visitor):
    visitor.say("hello")
    visitor.send("post", f"chatbot/sessions/{visitor.session}/archive/")

    shown = desk.post(_page(visitor), {"do": "take"}, follow=True).content.decode()

    assert "This conversation is archived" in shown
    assert Care.objects.exclude(taken_by=None).count() == 0
    assert Message.objects.count() == 2
    assert timezone.now() > Conversation.objects.get().created_at
