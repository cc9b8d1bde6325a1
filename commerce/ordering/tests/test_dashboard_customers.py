"""What staff do for a customer."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates
from commerce.oscar.order.models import Order

from .checkouts import Customer

pytestmark = pytest.mark.django_db


def test_staff_send_a_letter_with_which_a_customer_chooses_a_new_password(
    client, api, channel, deliver
):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    body = {
        "email": "gil@example.com",
        "password": "correct horse battery",
        "first_name": "Gil",
        "last_name": "Reed",
    }
    assert api.post("/api/v1/auth/register/", body, format="json").status_code == 201
    gil = get_user_model().objects.get(email="gil@example.com")
    deliver()
    mail.outbox.clear()

    answer = client.post(f"/dashboard/users/{gil.pk}/password-reset/", follow=True)
    deliver()

    assert answer.status_code == 200
    assert "A password reset email has been sent" in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["gil@example.com"]
    link = rf"{re.escape(settings.STOREFRONT_URL)}/en/reset-password#token=(\S+)"
    token = re.search(link, letter.body)[1]
    chosen = {"token": token, "new_password": "another horse battery"}
    done = api.post("/api/v1/auth/password-reset/confirm/", chosen, format="json")
    assert done.status_code < 300, done.json()


def test_what_a_customer_spent_is_told_per_currency_without_cancelled_orders(client, api, channel):
    boss = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(boss)
    make_rates(channel)
    product = make_product(channel)
    for _turn in range(3):
        customer = Customer(api)
        customer.add(product, 1)
        customer.review()
        customer.place()
    first, second, third = Order.objects.order_by("pk")
    Order.objects.filter(pk=first.pk).update(user=boss, total_incl_tax="24.90")
    Order.objects.filter(pk=second.pk).update(user=boss, status="cancelled")
    Order.objects.filter(pk=third.pk).update(user=boss, currency="USD", total_incl_tax="34.90")

    page = client.get(f"/dashboard/users/{boss.pk}/").content.decode()

    assert "€24.90 + $34.90" in page
    assert "<td>2</td>" in page
    assert "$34.90</td>" in page
    assert "Products viewed" not in page
