"""The local servers answer by hand as they do in tests."""

import json
import subprocess
import sys

import httpx
import pytest

from infra.fakes.catalogue import SERVICES
from infra.fakes.mailgun import Mailgun
from infra.fakes.sendgrid import SendGrid
from infra.fakes.service import RETRY_AFTER
from infra.fakes.stripe import Stripe


def ask(url, path="/v1/balance", key="sk_test_right", **options):
    with httpx.Client(base_url=url, trust_env=False, timeout=5) as client:
        return client.get(path, headers={"Authorization": f"Bearer {key}"}, **options)


@pytest.mark.parametrize(
    ("word", "status"),
    [("right", 200), ("wrong", 401), ("forbidden", 403), ("limited", 429), ("broken", 500)],
)
def test_a_word_in_the_key_says_how_it_is_answered(start_fake, word, status):
    url = start_fake(Stripe())

    answer = ask(url, key=f"sk_test_{word}")

    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == (str(RETRY_AFTER) if status == 429 else None)


def test_once_wears_off(start_fake):
    url = start_fake(Stripe())

    assert [ask(url, key="sk_test_broken_once").status_code for _time in range(3)] == [
        500,
        200,
        200,
    ]


def test_what_comes_without_a_key_is_refused(start_fake):
    assert ask(start_fake(Stripe()), key="nobody").status_code == 401


def test_half_an_answer_and_ten_megabytes_come_as_said(start_fake):
    url = start_fake(Stripe())

    with pytest.raises(json.JSONDecodeError):
        ask(url, key="sk_test_garbled").json()
    assert len(ask(url, key="sk_test_huge").content) == 10 * 1024 * 1024


def test_no_answer_comes_after_the_effect(start_fake):
    server = Mailgun()
    url = start_fake(server)

    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            f"{url}/v3/shop.example/messages",
            data={"to": "anna@customers.example"},
            auth=("api", "key-silent"),
            timeout=0.3,
            trust_env=False,
        )

    received = httpx.get(f"{url}/_received", trust_env=False).json()
    assert [letter["to"] for letter in received] == ["anna@customers.example"]
    assert httpx.delete(f"{url}/_received", trust_env=False).json() == []


def test_a_signed_callback_is_sent_where_it_was_asked_for(start_fake):
    listener, sender = Mailgun(), SendGrid()
    listening, url = start_fake(listener), start_fake(sender)
    sender.received.append({"personalizations": [{"to": [{"email": "anna@customers.example"}]}]})

    told = httpx.post(
        f"{url}/_tell", json={"url": f"{listening}/callback", "state": "delivered"}, trust_env=False
    )

    assert told.json() == {"status": 401}
    [request] = listener.requests
    assert request.headers["x-twilio-email-event-webhook-signature"]
    assert request.json()[0]["event"] == "delivered"


def test_help_names_all_of_them():
    found = subprocess.run(
        [sys.executable, "-m", "infra.fakes", "--help"], capture_output=True, text=True, check=True
    )

    for name in ("all", "smtp", *SERVICES):
        assert name in found.stdout
