"""What the assistant's work amounts to: every number exact, and only of whoever agreed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from chatbot.models import AssistedOrder, Conversation, FaqEntry, Message
from chatbot.selectors.figures import figures_by_day, sum_up
from chatbot.selectors.unanswered import list_unanswered, masked
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests.goods import make_rates
from commerce.core.services.outbox import relay
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order

from .conftest import CHAT, Visitor
from .test_desk import make_colleague

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]

ANALYTICS = "/api/v1/chatbot/analytics/"


def _today(channel):
    today = timezone.localdate()
    return sum_up(figures_by_day(channel=channel, since=today, until=today))


def _buy(visitor, api, channel, **body):
    """Let the assistant put a lamp into the cart, and order it."""
    make_rates(channel)
    said = visitor.send("post", CHAT, {"text": "show me a linen lamp", **body}).json()
    visitor.session = said["session"]["id"]
    visitor.say("put it in my cart")
    buyer = Customer(api)
    buyer.token = visitor.token
    buyer.review()
    buyer.place()
    while relay().handled:
        pass
    return Order.objects.get()


def test_conversations_answers_and_reactions_are_counted(visitor, goods, channel, other_channel):
    answer = visitor.say("hello")
    visitor.send("post", f"chatbot/messages/{answer['id']}/react/", {"reaction": "up"})
    lost = visitor.say("who is the king of spain")
    visitor.send("post", f"chatbot/messages/{lost['id']}/react/", {"reaction": "down"})
    other = Visitor(visitor.api)
    other.say("I want to talk to a person")
    Message.objects.filter(role="assistant").update(milliseconds=30)
    Message.objects.filter(public_id=lost["id"]).update(milliseconds=90, cost=Decimal("0.000125"))
    Conversation.objects.create(channel=other_channel, locale="en", token_hash="x", last_number=2)
    Conversation.objects.create(channel=channel, locale="en", token_hash="y")

    total = _today(channel)

    assert (total.conversations, total.handed_over, total.contained) == (2, 1, 1)
    assert (total.answers, total.in_vain, total.helpful, total.not_helpful) == (3, 1, 1, 1)
    assert (total.average_milliseconds, total.cost) == (50, Decimal("0.000125"))
    assert (total.containment, round(total.answered, 4), total.satisfaction) == (0.5, 0.6667, 0.5)


def test_days_are_those_of_the_shop_and_each_is_told(visitor, channel):
    visitor.say("hello")
    day = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for row in (Conversation, Message):
        row.objects.update(created_at=day)

    days = figures_by_day(
        channel=channel, since=day.date() - timedelta(days=1), until=day.date() + timedelta(days=1)
    )

    assert [
        (each.isoformat(), figures.conversations, figures.answers) for each, figures in days
    ] == [
        ("2026-11-19", 0, 0),
        ("2026-11-20", 1, 1),
        ("2026-11-21", 0, 0),
    ]


def test_an_order_counts_for_who_agreed(visitor, api, goods, channel):
    order = _buy(visitor, api, channel, consent=True)

    assisted = AssistedOrder.objects.get()
    assert (assisted.order, assisted.amount, assisted.currency) == (
        order,
        Decimal("40.00"),
        "EUR",
    )
    assert assisted.conversation.public_id == visitor.session
    total = _today(channel)
    assert (total.carts, total.orders, total.amounts) == (1, 1, {"EUR": Decimal("40.00")})


@pytest.mark.parametrize("body", [{}, {"consent": False}])
def test_nobody_who_has_not_agreed_is_counted(visitor, api, goods, channel, body):
    _buy(visitor, api, channel, **body)

    assert AssistedOrder.objects.count() == 0
    total = _today(channel)
    assert (total.carts, total.orders, total.amounts) == (0, 0, {})


def test_staff_read_the_figures_by_api(visitor, api, channel):
    visitor.say("hello")
    user = make_user("mona@example.com")
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    login = api.post("/api/v1/auth/login/", {"email": "mona@example.com", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {login.json()['access']}"}
    assert api.get(ANALYTICS, headers=headers).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_assistant"))

    told = api.get(ANALYTICS, headers=headers).json()
    summary = api.get("/api/v1/chatbot/summary/", headers=headers).json()

    assert (len(told["days"]), told["days"][-1]["conversations"]) == (30, 1)
    assert told["total"] == summary
    assert (summary["conversations"], summary["answers"], summary["cost_usd"]) == (
        1,
        1,
        "0.000000",
    )
    for wrong in ("first_day=2026-11-02&last_day=2026-11-01", "first_day=soon"):
        answer = api.get(f"{ANALYTICS}?{wrong}", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_period")


def test_questions_in_vain_are_put_together_and_one_press_from_an_answer(
    client, visitor, goods, channel
):
    for text in (
        "do you engrave vases",
        "can you engrave a vase for me, my mail is eve@example.com",
        "who is the king of spain",
    ):
        Visitor(visitor.api).say(text)

    first, second = list_unanswered(channel=channel, locale="en")
    assert (first.count, second.count) == (2, 1)
    assert "eve@example.com" not in first.question + "".join(first.variants)

    boss = make_user("boss@example.com", is_superuser=True, is_staff=True)
    ensure_membership(user=boss, tenant_id=channel.tenant_id)
    client.force_login(boss)
    page = client.get(reverse("assistant_unanswered:index"))
    (_cluster, url), (other, _url) = page.context["clusters"]
    form = client.get(url).context["form"]
    assert form.initial["question"] == first.question
    assert form.initial["variants"] == "\n".join(first.variants)

    client.post(
        reverse("assistant_faq:add"),
        {**form.initial, "answer": "Yes, up to twelve letters.", "is_active": "on"},
    )
    assert FaqEntry.objects.get().question == first.question
    assert [each.question for each in list_unanswered(channel=channel, locale="en")] == [
        "who is the king of spain"
    ]
    aside = ",".join(map(str, other.answer_ids))
    assert client.post(reverse("assistant_unanswered:index"), {"aside": aside}).status_code == 302
    assert list_unanswered(channel=channel, locale="en") == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("call me on +49 170 1234567 please", "call me on … please"),
        ("order R-7K2M-09XD is late", "order … is late"),
        ("two\n lines", "two lines"),
    ],
)
def test_what_is_personal_is_left_out_of_questions(said, shown):
    assert masked(said) == shown


def test_the_figures_are_shown_in_wagtail(client, visitor, channel, other_channel):
    visitor.say("hello")
    boss = make_user("boss@example.com", is_superuser=True, is_staff=True)
    ensure_membership(user=boss, tenant_id=channel.tenant_id)
    client.force_login(boss)
    address = reverse("assistant_analytics:index")

    page = client.get(address)
    assert page.status_code == 200
    assert page.context["total"].conversations == 1
    assert [picture.most for picture in page.context["pictures"]] == [1, 1, 0, 0, 0]
    assert client.get(f"{address}?channel={other_channel.code}").status_code == 404
    assert client.get(f"{address}?since=2026-11-02&until=2026-11-01").status_code == 200
    client.force_login(make_colleague(channel, "Ada"))
    assert client.get(address).status_code == 302
