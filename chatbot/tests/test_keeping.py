"""Templates, what a person takes along, and how long conversations are kept."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from chatbot.models import (
    Assistant,
    Care,
    Conversation,
    ConversationTag,
    ConversationTemplate,
    Message,
    Note,
)
from chatbot.selectors.retention import list_outlived_conversations
from chatbot.services.desk.taking import take_over, write
from commerce.accounts.tests.factories import PASSWORD, make_user

from .conftest import Visitor
from .test_desk import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(api):
    make_user("gil@example.com")
    login = api.post("/api/v1/auth/login/", {"email": "gil@example.com", "password": PASSWORD})
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {login.json()['access']}")
    return Visitor(api)


def test_a_session_begins_with_a_template(visitor, goods, channel, other_channel):
    own = {"channel": channel, "locale": "en", "text": "what is your return policy"}
    second = ConversationTemplate.objects.create(**own, title="Returns", position=2)
    first = ConversationTemplate.objects.create(**own, title="Back", position=1)
    ConversationTemplate.objects.create(**own, title="Old", is_active=False)
    ConversationTemplate.objects.create(**{**own, "locale": "de"}, title="Zurück")
    foreign = ConversationTemplate.objects.create(**{**own, "channel": other_channel}, title="X")

    listed = visitor.send("get", "chatbot/templates/").json()["results"]
    assert [each["id"] for each in listed] == [first.public_id, second.public_id]

    path = f"chatbot/templates/{second.public_id}/use/"
    used = visitor.send("post", path, {"consent": True})
    assert used.status_code == 201
    assert used.json()["answer"]["citations"][0]["title"] == "Returns"
    assert used.json()["token"]
    conversation = Conversation.objects.get()
    assert (conversation.last_number, conversation.is_counted) == (2, True)
    for gone in (foreign.public_id, "tpl_none"):
        answer = visitor.send("post", f"chatbot/templates/{gone}/use/")
        assert (answer.status_code, answer.json()["code"]) == (404, "template_not_found")
    assert Conversation.objects.count() == 1


def test_a_person_takes_conversations_along_without_notes_of_the_shop(signed_in, channel):
    signed_in.say("hello")
    ada = make_colleague(channel, "Ada")
    take_over(actor=ada, conversation_id=signed_in.session)
    write(actor=ada, conversation_id=signed_in.session, text="Good day!")
    Note.objects.create(conversation=Conversation.objects.get(), author=ada, text="Secret")

    kept = signed_in.api.get("/api/v1/auth/me/data/")

    (conversation,) = kept.json()["conversations"]["conversation"]
    assert [(row["role"], row["text"]) for row in conversation["messages"]] == [
        ("person", "hello"),
        ("assistant", "Hello! I can find products, fill your cart and tell you about your orders."),
        ("assistant", "Ada of the shop is with you now."),
        ("staff", "Good day!"),
    ]
    assert "Secret" not in kept.content.decode()


def test_who_leaves_is_forgotten_and_others_are_not(signed_in, api, channel):
    signed_in.say("hello")
    ConversationTag.objects.create(conversation=Conversation.objects.get(), name="vip")
    guest = Conversation.objects.create(channel=channel, locale="en", token_hash="x")

    closed = api.post("/api/v1/auth/me/close/", {"current_password": PASSWORD}, format="json")

    assert closed.status_code in (200, 204), closed.content
    assert list(Conversation.objects.all()) == [guest]
    assert (Message.objects.count(), ConversationTag.objects.count()) == (0, 0)


def test_conversations_go_when_their_channel_has_kept_them_long_enough(
    channel, other_channel, capsys
):
    now = timezone.now()
    Assistant.objects.create(channel=channel, kept_days=10)

    def make(where, days, token):
        row = Conversation.objects.create(channel=where, locale="en", token_hash=token)
        Conversation.objects.filter(pk=row.pk).update(updated_at=now - timedelta(days=days))
        return row

    old, young = make(channel, 11, "a"), make(channel, 9, "b")
    usual, older = make(other_channel, 179, "c"), make(other_channel, 181, "d")
    taken = make(channel, 11, "e")
    Care.objects.create(conversation=taken, taken_by=make_user("ada@example.com"))
    Message.objects.create(conversation=old, number=1, role="person", text="hello")

    assert set(list_outlived_conversations(now=now)) == {old, older}
    call_command("tidy", "--dry-run")
    assert "conversations: 2 would be deleted." in capsys.readouterr().out
    assert Conversation.objects.count() == 5
    call_command("tidy")
    assert set(Conversation.objects.all()) == {young, usual, taken}
    assert Message.objects.count() == 0
