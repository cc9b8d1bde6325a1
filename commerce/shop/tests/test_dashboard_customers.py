"""What staff do for a customer."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail

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
