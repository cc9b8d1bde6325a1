"""Secrets of a test are looked for wherever somebody could read them, and found when they are there."""

from __future__ import annotations

import base64
import logging

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMessage

from commerce.core.secrecy import forget_secrets, hide, keep_secret
from commerce.tenancy.models import Channel
from infra.testing import redaction
from infra.testing.redaction import SecretFoundError, Watch
from search.models import EmbeddedText

# Not made with the fixture: here they are to be found, and nobody is to complain.
KEY = "sk_live_9fQ2mZx7PwLc4Tfa"


@pytest.fixture
def watch(monkeypatch):
    """What watches this test alone, in the place of the one that watches all."""
    watch = Watch(made=[KEY])
    monkeypatch.setattr(redaction, "_told", watch)
    yield watch
    forget_secrets()


def test_a_log_line_with_a_secret_is_found(watch):
    logging.getLogger("planted").warning("Called with %s", KEY)

    (leak,) = watch.find_leaks(in_rows=False)
    assert leak.startswith("the log: ")


def test_what_the_log_hides_is_none(watch):
    keep_secret([KEY])
    logging.getLogger("planted").warning("Called with %s", KEY)

    assert watch.find_leaks(in_rows=False) == []
    assert hide(KEY) not in ("", KEY)


@pytest.mark.parametrize(
    "written", [KEY, f"Basic {base64.b64encode(f'user:{KEY}'.encode()).decode()}"]
)
@pytest.mark.django_db
def test_a_row_with_a_secret_is_found(watch, written):
    Group.objects.create(name=written)

    assert watch.find_leaks(in_rows=True) == ["the table auth_group"]


@pytest.mark.django_db
def test_secrets_in_json_and_in_bytes_are_found(watch, channel):
    EmbeddedText.objects.create(model="m", digest="d", vector=f"..{KEY}..".encode())
    Channel.objects.update(countries=["DE", KEY])

    assert watch.find_leaks(in_rows=True) == [
        "the table store_search_embeddedtext",
        "the table tenancy_channel",
    ]


def test_an_answer_with_a_secret_is_found(watch):
    watch.answers.append(("GET /planted", f"<p>{KEY}".encode()))

    assert watch.find_leaks(in_rows=False) == ["the answer to GET /planted"]


@pytest.mark.django_db
def test_answers_of_clients_are_kept_with_their_headers(watch, client):
    client.get("/health/live/")

    ((asked, body),) = watch.answers
    assert asked == "GET /health/live/"
    assert b"Content-Type" in body


def test_a_letter_with_a_secret_is_found(watch, mailoutbox):
    mail.outbox.append(EmailMessage("Welcome", f"Your key is {KEY}.", to=["ida@example.com"]))

    assert watch.find_leaks(in_rows=False) == ["a letter: Welcome"]


def test_a_test_with_a_leak_fails(watch, monkeypatch, request):
    monkeypatch.setattr(redaction, "OF_THIS_TEST", watch)
    running = redaction.pytest_runtest_call(request.node)
    next(running)
    watch.answers.append(("GET /planted", KEY.encode()))

    with pytest.raises(SecretFoundError, match="the answer to GET /planted"):
        running.send(None)

    watch.answers.clear()


@pytest.mark.django_db
def test_rows_are_searched_in_a_few_statements(watch, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        watch.find_leaks(in_rows=True)
