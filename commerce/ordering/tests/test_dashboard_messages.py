"""Staff see what customers were told, and have it sent again."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.notifications.models import Message
from commerce.notifications.tests.factories import make_message
from commerce.oscar.order.models import Order

from .checkouts import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


def test_the_messages_of_an_order_are_on_its_page_and_sent_again(api, boss, channel, deliver):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel, "LAMP"), 1)
    customer.review()
    customer.place()
    deliver()
    number = Order.objects.get().number
    message = Message.objects.get()

    page = boss.get(f"/dashboard/orders/{number}/").content.decode()
    assert f"Your order {number} at Reed &amp; Rook" in page
    answer = boss.post(f"/dashboard/orders/{number}/", {"send_again": message.public_id})
    deliver()

    assert answer.status_code == 302
    first, second = mail.outbox
    assert (first.subject, first.to, first.body) == (second.subject, second.to, second.body)
    assert Message.objects.filter(about=number, state="sent").count() == 2


def test_the_messages_of_a_person_are_on_their_page(boss, channel, deliver):
    gil = make_user("gil@example.com")
    secret = {"kind": "password_reset", "content": {"subject": "New password", "parts": []}}
    make_message(channel, user=gil, fingerprint="1", **secret)
    message = make_message(channel, user=gil, address="gil@example.com", fingerprint="2")

    page = boss.get(f"/dashboard/users/{gil.pk}/").content.decode()
    assert "Foreign letter" in page
    assert "New password" in page
    assert page.count("send_again") == 1
    boss.post(f"/dashboard/users/{gil.pk}/", {"send_again": message.public_id})
    deliver()

    assert [letter.to for letter in mail.outbox] == [["gil@example.com"]]


def test_a_message_of_somebody_else_is_not_sent(boss, channel, deliver):
    gil = make_user("gil@example.com")
    message = make_message(channel, address="ada@example.com")

    boss.post(f"/dashboard/users/{gil.pk}/", {"send_again": message.public_id})
    deliver()

    assert mail.outbox == []
