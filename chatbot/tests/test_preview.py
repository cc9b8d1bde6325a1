"""Settings of a model in Wagtail, tried out before they are saved."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from chatbot.models import Assistant, Conversation, Message
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.integrations.selectors import forget_active
from commerce.oscar.basket.models import Basket
from infra.fakes.models import OpenAI
from infra.fakes.models.scripts import Spoken
from infra.fakes.running import serve

from .test_speaking import set_up


@pytest.fixture
def model(goods, channel, settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    server = OpenAI()
    with serve(server) as url:
        settings.PROVIDER_ADDRESSES = {"openai": f"{url}/v1"}
        set_up(channel, "openai", "a-key-of-theirs")
        server.received.clear()
        forget_active()
        yield server
        forget_active()


@pytest.fixture
def staff(client, channel):
    user = make_user("boss@example.com", is_superuser=True, is_staff=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return client


def form(channel, text="", said=(), /, **values):
    usual = {
        "channel": channel.pk,
        "name": "Rook",
        "is_on": "on",
        "day_budget": "5",
        "conversation_budget": "0.2",
        "texts": inline_formset([]),
    }
    tried = {"preview-text": text, "preview-locale": "en", "preview-said": json.dumps(said)}
    return {**nested_form_data(usual), **values, **tried}


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_what_is_tried_speaks_as_the_form_says_and_nothing_is_kept(staff, model, channel, goods):
    put = ("add_to_cart", {"variant_id": goods["lamp"].public_id})
    model.script[:] = [Spoken(calls=(put,)), Spoken("A cheap lamp. It is in your cart.")] * 2
    asked = form(channel, "put it in", [["hi", False], ["Hello.", True]], tone="like a pirate")

    said = staff.post(reverse("assistant:preview"), {**asked, "banned_words": "cheap"}).json()

    assert (said["model"], said["withdrawn"], said["tools"]) == ("small", 1, ["add_to_cart"])
    assert said["text"].startswith("It is in your cart.")
    assert float(said["cost"]) > 0
    told = json.dumps(model.received[0]["messages"])
    assert "like a pirate" in told
    assert "Rook" in told
    assert '"Hello."' in told
    for kept in (Assistant, Conversation, Message, Basket):
        assert not kept._base_manager.exists(), kept


def test_a_form_that_could_not_be_saved_is_not_tried(staff, model, channel, other_channel):
    for wrong in ({"day_budget": "-1"}, {"channel": 0}, {"model": "somebody:else"}):
        answer = staff.post(reverse("assistant:preview"), form(channel, "hi", **wrong))
        assert answer.status_code == 422, wrong
        problem = answer.json()["problem"]
        assert "Correct the form first" in problem
    assert problem.endswith(
        "Model Select a valid choice. somebody:else is not one of the available choices."
    )
    assert not model.received


def test_only_staff_that_may_change_it_try_it(client, model, channel):
    assert client.post(reverse("assistant:preview"), form(channel, "hi")).status_code == 302
    client.force_login(make_user("nobody@example.com"))
    assert client.post(reverse("assistant:preview"), form(channel, "hi")).status_code in (302, 403)
    assert not model.received


def test_models_in_use_can_be_chosen_and_a_choice_stays(staff, model, channel):
    values = {"model": "openai:large", "withheld_tools": ["add_to_cart"]}
    answer = staff.post(reverse("assistant:add"), form(channel, **values))
    assert answer.status_code == 302, answer.content[-3000:]
    saved = Assistant.objects.get()
    assert (saved.model, saved.withheld_tools) == ("openai:large", ["add_to_cart"])
    page = staff.get(reverse("assistant:edit", args=[saved.pk])).content.decode()
    assert "OpenAI: large" in page
    assert "data-assistant-preview" in page
