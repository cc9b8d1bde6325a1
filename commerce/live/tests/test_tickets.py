"""Who may hear what, and that a ticket opens one socket."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.services.stock import set_stock
from commerce.core.process_cache import forget_everything
from commerce.live.errors import TicketRefusedError
from commerce.live.models import LiveMessage, UsedTicket
from commerce.live.services import place_messages, use_ticket
from commerce.live.services.tickets import SALT
from commerce.ordering.services.orders import change_order_status
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order

pytestmark = pytest.mark.django_db

TICKETS = "/api/v1/live/tickets/"
MESSAGES = "/api/v1/live/messages/"


@pytest.fixture
def lamp(channel):
    product = make_product(channel)
    rebuild_products(product_ids=[product.pk])
    return product


@pytest.fixture
def guest_order(api, channel, lamp):
    make_rates(channel)
    customer = Customer(api)
    customer.add(lamp, 1)
    customer.review()
    return customer.place().json()


def sign_in(api, email="ada@example.com"):
    user = make_user(email)
    answer = api.post("/api/v1/auth/login/", {"email": email, "password": PASSWORD}, format="json")
    tokens = answer.json()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")
    return user, tokens


def ask(api, *topics, **more):
    return api.post(TICKETS, {"topics": list(topics), **more}, format="json")


def refused(answer):
    return answer.status_code, answer.json()["code"]


def test_a_ticket_names_what_may_be_heard_and_is_used_once(api, channel, lamp):
    user, _tokens = sign_in(api)
    answer = ask(api, "person", f"product:{lamp.public_id}")

    assert answer.status_code == 200
    told = answer.json()
    assert told["topics"] == [f"person:{user.public_id}", f"product:{lamp.public_id}"]
    assert UsedTicket.objects.count() == 0
    ticket = use_ticket(raw=told["ticket"])
    assert (ticket.channel_id, list(ticket.topics)) == (channel.pk, told["topics"])
    assert ticket.user == user.public_id
    with pytest.raises(TicketRefusedError):
        use_ticket(raw=told["ticket"])


def test_forged_and_old_tickets_are_refused(api, lamp, monkeypatch):
    raw = ask(api, f"product:{lamp.public_id}").json()["ticket"]
    for wrong in ("", "x", raw[:-1], raw.replace(":", ""), signing.dumps({"id": "1"})):
        with pytest.raises(TicketRefusedError):
            use_ticket(raw=wrong)
    later = timezone.now() + timedelta(seconds=31)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    with pytest.raises(TicketRefusedError):
        use_ticket(raw=raw)
    assert signing.loads(raw, salt=SALT)["topics"]
    assert UsedTicket.objects.count() == 0


def test_a_ticket_of_a_session_that_ended_is_refused(api):
    _user, tokens = sign_in(api)
    raw = ask(api, "person").json()["ticket"]
    assert api.post(
        "/api/v1/auth/logout/", {"refresh": tokens["refresh"]}, format="json"
    ).status_code in (200, 204)

    with pytest.raises(TicketRefusedError):
        use_ticket(raw=raw)
    place_messages()
    ended = LiveMessage.objects.get(kind="session.ended")
    assert ended.topic.startswith("session:ses_")
    assert ended.position == 1


def test_nobody_hears_what_is_somebody_elses(api, other_channel, lamp, guest_order):
    number, token = guest_order["number"], guest_order["access_token"]
    order = f"order:{number}"
    assert ask(api, order, token=token).json()["topics"] == [order]
    assert ask(api, order, email=guest_order["email"]).json()["topics"] == [order]
    assert refused(ask(api, order, email="else@example.com")) == (404, "topic_not_found")
    assert refused(ask(api, order)) == (404, "topic_not_found")
    assert refused(ask(api, order, token=f"{token}x")) == (404, "topic_not_found")
    assert refused(ask(api, "person")) == (401, "not_authenticated")
    for name in ("product:prod_none", "product", "session:ses_1", "order", "nothing:1", "R-1"):
        assert refused(ask(api, name)) == (404, "topic_not_found")

    forget_everything()
    elsewhere = {"SERVER_NAME": "other.example"}
    for name in (order, f"product:{lamp.public_id}"):
        answer = api.post(TICKETS, {"topics": [name], "token": token}, format="json", **elsewhere)
        assert refused(answer) == (404, "topic_not_found")

    stranger, _tokens = sign_in(api, "grace@example.com")
    assert refused(ask(api, order)) == (404, "topic_not_found")
    someone = make_user("someone@example.com")
    assert refused(ask(api, f"person:{someone.public_id}")) == (404, "topic_not_found")
    assert ask(api, f"person:{stranger.public_id}").status_code == 200


def test_an_orders_changes_are_read_by_its_token(api, guest_order, deliver):
    deliver()
    number, token = guest_order["number"], guest_order["access_token"]
    query = {"topics": f"order:{number}", "token": token}
    start = api.get(MESSAGES, query).json()
    assert (start["messages"], start["gap"]) == ([], False)

    change_order_status(order_id=Order.objects.get().pk, status="cancelled")
    deliver()

    told = api.get(MESSAGES, {**query, "after": start["last_id"]}).json()
    assert [(m["topic"], m["kind"], m["body"]) for m in told["messages"]] == [
        (f"order:{number}", "order.changed", {"status": "cancelled"})
    ]
    assert told["last_id"] >= told["messages"][0]["id"]
    again = api.get(MESSAGES, {**query, "after": told["last_id"]}).json()
    assert again == {"messages": [], "last_id": told["last_id"], "gap": False}
    assert api.get(MESSAGES, {**query, "after": 10**9}).json()["gap"] is True
    assert refused(api.get(MESSAGES, {"topics": f"order:{number}"})) == (404, "topic_not_found")


def test_what_is_left_of_a_product_is_told_when_it_is_little(api, channel, lamp, deliver):
    deliver()
    topic = f"product:{lamp.public_id}"
    start = api.get(MESSAGES, {"topics": topic}).json()["last_id"]
    told = []
    for quantity in (100, 2, 0):
        set_stock(stockrecord=lamp.stockrecords.get(), quantity=quantity)
        deliver()
        answer = api.get(MESSAGES, {"topics": topic, "after": start}).json()
        start = answer["last_id"]
        told += [message["body"]["variants"] for message in answer["messages"]]

    assert [list(variants.values()) for variants in told] == [
        [{"status": "in_stock", "is_available": True, "left": None}],
        [{"status": "low_stock", "is_available": True, "left": 2}],
        [{"status": "out_of_stock", "is_available": False, "left": None}],
    ]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"topics": ""},
        {"topics": ",".join(["person"] * 21)},
        {"topics": "person", "after": "-1"},
        {"topics": "person", "after": "9" * 30},
        {"topics": "person", "after": "x"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(api, query):
    assert refused(api.get(MESSAGES, query)) == (400, "invalid_listening")


def test_addresses_of_orders_are_not_found_by_trying(api, guest_order):
    order = f"order:{guest_order['number']}"
    answers = [ask(api, order, email=f"{n}@example.com").status_code for n in range(21)]

    assert answers == [404] * 20 + [429]
    assert api.get(MESSAGES, {"topics": order, "email": "x@example.com"}).status_code == 429
    assert ask(api, order, token=guest_order["access_token"]).status_code == 200


def test_a_page_that_was_kept_hears_what_was_told_before_it_was_shown(api, channel, lamp, deliver):
    """The last pieces were bought between the page's making and its being read."""
    deliver()
    topic = f"product:{lamp.public_id}"
    set_stock(stockrecord=lamp.stockrecords.get(), quantity=0)
    deliver()
    place_messages()

    answer = ask(api, topic).json()

    (told,) = answer["recent"]
    (stock,) = told["body"]["variants"].values()
    assert (told["topic"], told["kind"], stock["status"]) == (
        topic,
        "stock.changed",
        "out_of_stock",
    )
    assert told["id"] == answer["last_id"]
    sign_in(api)
    assert ask(api, "person").json()["recent"] == []
    LiveMessage.objects.update(told_at=timezone.now() - timedelta(minutes=11))
    assert ask(api, topic).json()["recent"] == []
