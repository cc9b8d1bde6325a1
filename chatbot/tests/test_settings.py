"""What a channel decides about its assistant, in Wagtail and over HTTP."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from chatbot.models import Assistant, AssistantText, Conversation
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.storefront.models import RevalidationTag

from .conftest import CHAT

pytestmark = pytest.mark.django_db

CONFIG = "/api/v1/chatbot/config/"


def test_it_comes_with_words_of_the_house(api, channel):
    assert api.get(CONFIG).json() == {
        "name": "Assistant",
        "welcome": "Hello! I can find products, fill your cart and tell you about your orders.",
        "questions": [
            "Show me lamps",
            "Where is my order?",
            "How long does delivery take?",
            "What is the return policy?",
        ],
    }


def test_the_channel_names_it_and_says_how_it_greets(api, channel):
    assistant = Assistant.objects.create(channel=channel, name="Rook")
    AssistantText.objects.create(
        assistant=assistant,
        locale="en",
        welcome="Hi!",
        questions="One?\n\n Two? \n" + "More?\n" * 9,
    )

    assert api.get(CONFIG).json() == {
        "name": "Rook",
        "welcome": "Hi!",
        "questions": ["One?", "Two?", "More?", "More?", "More?", "More?"],
    }


def test_where_it_is_off_there_is_none(api, visitor, channel, other_channel):
    visitor.say("hello")
    Assistant.objects.create(channel=channel, is_on=False)

    for method, path in (
        ("get", "chatbot/config/"),
        ("post", CHAT),
        ("get", "chatbot/sessions/"),
        ("get", f"chatbot/sessions/{visitor.session}/messages/"),
    ):
        answer = visitor.send(method, path, {"text": "hello"} if method == "post" else None)
        assert (answer.status_code, answer.json()["code"]) == (404, "assistant_off"), path
    assert Conversation.objects.get().last_number == 2
    assert api.get(CONFIG, headers={"Host": "other.example"}).status_code == 200


def test_it_is_set_in_wagtail(client, channel):
    user = make_user("boss@example.com", is_superuser=True, is_staff=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    text = {"locale": "en", "welcome": "Welcome!", "questions": "Where is my order?"}
    form = {"channel": channel.pk, "name": "Rook", "is_on": "on", "texts": inline_formset([text])}
    form |= {"day_budget": "5", "conversation_budget": "0.2"}

    answer = client.post(reverse("assistant:add"), nested_form_data(form))

    assert answer.status_code == 302, answer.content[-3000:]
    assistant = Assistant.objects.get()
    assert (assistant.name, assistant.is_on, assistant.texts.get().welcome) == (
        "Rook",
        True,
        "Welcome!",
    )
    assert RevalidationTag.objects.filter(tag="channel").exists()
