"""What marketers write in Wagtail is what the assistant answers from the next message on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from chatbot.enums import Deed, PageUse
from chatbot.models import CustomIntent, FaqEntry, PageChoice
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.storefront.models import RevalidationTag

from .conftest import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]

BACK = "You have thirty days. Write to us and the courier comes."


@pytest.fixture
def entry(channel):
    return FaqEntry.objects.create(
        channel=channel,
        locale="en",
        question="How do I return something?",
        variants="Can I send it back?\nHow long do I have to return a lamp?",
        answer=BACK,
    )


@pytest.fixture
def boss(client, channel):
    user = make_user("boss@example.com", is_superuser=True, is_staff=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "text",
    [
        "how do I return something",
        "I want to send back a lamp",
        "can it be returned?",
        "how do i retrn something",
    ],
)
def test_a_question_is_answered_from_the_entry_with_its_source(visitor, entry, text):
    answer = visitor.say(text)

    assert answer["text"] == BACK
    assert answer["citations"] == [{"title": entry.question, "path": "", "excerpt": ""}]
    assert answer["tools"] == ["find_answers"]


def test_the_page_of_an_entry_stands_below_its_answer(visitor, goods, entry):
    entry.page = Page.objects.get(slug="returns")
    entry.save()

    assert [each["path"] for each in visitor.say("how do I return something")["citations"]] == [
        "",
        "/returns/",
    ]


def test_what_was_said_stays_said_and_the_next_answer_is_the_new_one(visitor, entry):
    visitor.say("how do I return something")
    entry.answer = "Sixty days."
    entry.save()

    assert visitor.say("how do I return something")["text"] == "Sixty days."
    listed = visitor.send("get", f"chatbot/sessions/{visitor.session}/messages/").json()["results"]
    assert [row["text"] for row in listed if row["role"] == "assistant"] == [BACK, "Sixty days."]


def test_an_entry_holds_between_its_dates_while_it_is_in_use_in_its_language_and_channel(
    visitor, entry, other_channel
):
    def is_told(locale="en"):
        return Visitor(visitor.api).say("how do I return something", locale)["text"] == BACK

    hour, now = timedelta(hours=1), timezone.now()
    cases = [
        ({}, True),
        ({"starts_at": now + hour}, False),
        ({"starts_at": now - hour, "ends_at": now + hour}, True),
        ({"ends_at": now - hour}, False),
        ({"is_active": False}, False),
        ({"channel": other_channel}, False),
    ]
    for changes, expected in cases:
        for name, value in changes.items():
            setattr(entry, name, value)
        entry.save()
        assert is_told() is expected, changes
        assert not is_told("de")
        entry.starts_at = entry.ends_at = None


def test_what_the_assistant_does_by_itself_it_goes_on_doing(visitor, goods, channel):
    FaqEntry.objects.create(
        channel=channel, locale="en", question="Do you sell gift cards?", answer="Yes."
    )

    assert [card["name"] for card in visitor.say("do you sell lamps")["products"]] == ["Linen lamp"]
    assert visitor.say("put it in my cart")["change"]["after"] == 1
    assert visitor.say("hello")["text"].startswith("Hello!")
    assert visitor.say("do you have gift cards")["text"] == "Yes."


def test_intents_of_the_shop_answer_search_or_name_people(visitor, goods, channel):
    own = {"channel": channel, "locale": "en"}
    CustomIntent.objects.create(
        **own, name="Kiln", phrases_text="Can I visit the kiln?\nkiln tour", answer="On Saturdays."
    )
    CustomIntent.objects.create(
        **own,
        name="Presents",
        phrases_text="I need a present\nideas for a gift",
        deed=Deed.SEARCH,
        search="lamp",
        answer="People like these:",
    )
    CustomIntent.objects.create(
        **own, name="Trade", phrases_text="I am an architect\ntrade discount", deed=Deed.PEOPLE
    )

    assert visitor.say("when can I visit your kiln")["text"] == "On Saturdays."
    presents = visitor.say("I need a present")
    assert presents["text"] == "People like these:"
    assert [card["name"] for card in presents["products"]] == ["Linen lamp"]
    trade = visitor.say("do you have a trade discount")
    assert (trade["text"], [page["path"] for page in trade["citations"]]) == (
        "You reach a person here:",
        ["/contact/"],
    )


def test_pages_are_quoted_as_the_channel_chooses(visitor, goods, channel):
    def quoted():
        said = Visitor(visitor.api).say("what is your return policy")
        return [page["path"] for page in said["citations"]]

    returns = Page.objects.get(slug="returns")
    assert quoted()[:1] == ["/returns/"]
    choice = PageChoice.objects.create(channel=channel, page=returns)
    assert "/returns/" not in quoted()

    choice.use = PageUse.ONLY
    choice.save()
    assert quoted() == ["/returns/"]
    choice.page = Page.objects.get(slug="contact")
    choice.save()
    assert "/returns/" not in quoted()

    home = PageChoice.objects.create(channel=channel, page=returns.get_parent(), use=PageUse.NEVER)
    choice.delete()
    assert quoted() == []
    home.delete()
    assert quoted()[:1] == ["/returns/"]


def test_entries_are_written_in_wagtail_and_mistakes_are_told(boss, visitor, channel):
    address = reverse("assistant_faq:add")
    form = {
        "channel": channel.pk,
        "locale": "en",
        "question": "How do I return something?",
        "answer": BACK,
        "is_active": "on",
    }
    prefilled = boss.get(f"{address}?question=Is+it+wool%3F&variants=Wool%3F&locale=de")
    assert prefilled.context["form"].initial["question"] == "Is it wool?"

    wrong = {**form, "starts_at": "2026-12-02 10:00", "ends_at": "2026-12-01 10:00"}
    assert "The end has to be after the beginning." in boss.post(address, wrong).content.decode()
    assert (
        "not available in that language"
        in boss.post(address, {**form, "locale": "it"}).content.decode()
        or FaqEntry.objects.count() == 0
    )
    assert FaqEntry.objects.count() == 0

    assert boss.post(address, form).status_code == 302
    assert visitor.say("how do I return something")["text"] == BACK
    assert boss.get(reverse("assistant_faq:index")).status_code == 200


def test_an_intent_needs_what_it_does(boss, channel):
    address = reverse("assistant_intents:add")
    form = {"channel": channel.pk, "locale": "en", "name": "Kiln", "is_active": "on"}

    for deed, field in (("answer", "answer"), ("search", "search")):
        answer = boss.post(address, {**form, "phrases_text": "kiln", "deed": deed})
        assert field in answer.context["form"].errors
    assert CustomIntent.objects.count() == 0
    people = {**form, "phrases_text": "kiln", "deed": "people"}
    assert boss.post(address, people).status_code == 302


@pytest.mark.parametrize("name", ["assistant_faq", "assistant_intents", "assistant_pages"])
def test_nobody_sees_or_changes_rows_of_another_tenant(boss, other_channel, name):
    own = {"channel": other_channel}
    rows = {
        "assistant_faq": FaqEntry.objects.create(
            **own, locale="en", question="Foreign", answer="a"
        ),
        "assistant_intents": CustomIntent.objects.create(
            **own, locale="en", name="Foreign", phrases_text="a", answer="a"
        ),
        "assistant_pages": PageChoice.objects.create(**own, page=Page.objects.first()),
    }
    row = rows[name]

    assert "Foreign" not in boss.get(reverse(f"{name}:index")).content.decode()
    for action in ("edit", "delete", "history", "usage"):
        address = reverse(f"{name}:{action}", args=[row.pk])
        assert boss.get(address).status_code == 404, action
        assert boss.post(address, {}).status_code in (404, 405), action


def test_the_storefront_hears_of_other_settings(boss, channel):
    RevalidationTag.objects.all().delete()
    form = {
        "channel": channel.pk,
        "name": "Rook",
        "day_budget": "5",
        "conversation_budget": "0.2",
        "texts-TOTAL_FORMS": 0,
        "texts-INITIAL_FORMS": 0,
        "texts-MIN_NUM_FORMS": 0,
        "texts-MAX_NUM_FORMS": 100,
    }

    assert boss.post(reverse("assistant:add"), form).status_code == 302

    assert set(RevalidationTag.objects.values_list("tag", flat=True)) == {"channel"}
