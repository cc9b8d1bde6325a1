"""No secret is anywhere but where it is encrypted: no row, no log, no error page."""

from __future__ import annotations

import base64
import io
import logging
import logging.config
from urllib.parse import quote

import orjson
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.views.debug import technical_500_response

from commerce.core.secrecy import hide
from commerce.integrations.calls.redaction import MOST_CHARACTERS, redact
from commerce.integrations.errors import ProviderError
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import list_active
from commerce.integrations.services import deactivate, save_configuration, test_connection

from .greeting import CODE, KEY, OTHER_KEY, Greeting

# Not in one piece, as the page shows the source, too.
TYPED = ("typed", "a", "moment", "ago")
SIGNING = "whs 9/Kd+4t=Zp&Qv2"


@pytest.fixture
def lines():
    """What the shop's own log handler writes."""
    logging.config.dictConfig(django_settings.LOGGING)
    (handler,) = logging.getLogger().handlers[-1:]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.django_db
def test_no_row_and_no_line_of_the_log_has_a_secret(set_up, channel, greeting, lines):
    configuration = set_up(signing_key=SIGNING)
    (provider,) = list_active(Greeting, channel.pk)
    provider.greet(f"Ida {KEY} {SIGNING}", about="HRN-1")
    greeting.next_answers = [(401, {}), (500, {})]
    for _ in range(2):
        with pytest.raises(ProviderError):
            provider.greet("Bo")
    save_configuration(provider=CODE, tenant_id=channel.tenant_id, values={"key": OTHER_KEY})
    logging.getLogger("somebody.else").error("It said %s and %r", KEY, {"signing": SIGNING})
    deactivate(configuration=configuration)

    secrets = [KEY, OTHER_KEY, SIGNING, quote(SIGNING, safe="")]
    for model in filter(lambda each: each._meta.managed, apps.get_models()):
        for row in model._base_manager.values():
            text = str(row)
            assert not [each for each in secrets if each in text], model
    log = lines.getvalue()
    assert "It said •••" in log
    assert not [each for each in secrets if each in log]


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        f"Bearer {KEY}",
        f"https://greeting.example/?key={quote(SIGNING, safe='')}",
        base64.b64encode(f"shop:{SIGNING}".encode()).decode(),
        base64.b64encode(f"shops:{SIGNING}".encode()).decode(),
        base64.b64encode(f"shop-1:{SIGNING}".encode()).decode(),
        orjson.dumps({"a": SIGNING}).decode(),
        f"<p>{SIGNING.replace('&', '&amp;')}</p>",
    ],
)
def test_secrets_are_found_in_every_disguise(text):
    assert hide(text, KEY, SIGNING) != text
    for secret in (KEY, SIGNING):
        assert secret not in hide(text, KEY, SIGNING)
        longest = base64.b64encode(secret.encode()).decode()[:12]
        assert longest not in hide(text, KEY, SIGNING)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ({"to": "ida@example.com", "password": "x1"}, '{"to":"ida@example.com","password":"•••"}'),
        ({"a": [{"Authorization": "Basic x1"}]}, '{"a":[{"Authorization":"•••"}]}'),
        ("paid with 4111 1111 1111 1111", "paid with •••"),
        ("order 1234567890123", "order 1234567890123"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer •••"),
        ("see https://a.example/reset?token=1&x=2#y", "see https://a.example/reset?•••"),
        ("smtp://shop:pass@mail.example", "smtp://•••@mail.example"),
        ("mark c1x2y3-0123456789abcdef0123456789abcdef", "mark •••"),
        ("id prc_01KB2M7Q0N4T6V8X0Z1A3C5E7G", "id prc_01KB2M7Q0N4T6V8X0Z1A3C5E7G"),
        ({"body": b"12345"}, '{"body":"5 bytes"}'),
        ({"tokens": 12}, '{"tokens":12}'),
    ],
)
def test_what_looks_like_a_secret_is_left_out(value, expected):
    assert redact(value) == expected


def test_what_is_kept_is_not_long():
    assert len(redact("word " * 10_000)) == MOST_CHARACTERS
    assert len(redact({str(number): "x" * 500 for number in range(500)})) == MOST_CHARACTERS


@pytest.mark.django_db
def test_djangos_debug_page_shows_no_secret(set_up, settings, channel):
    settings.DEBUG = True
    set_up()
    (provider,) = list_active(Greeting, channel.pk)
    request = RequestFactory().post("/cms/integrations/", {"key": "-".join(TYPED)})
    request.sensitive_post_parameters = "__ALL__"

    def break_down():
        key, header = provider.settings.key, f"Bearer {provider.settings.key}"
        raise ValueError(f"{key} {header}")

    try:
        break_down()
    except ValueError as error:
        page = technical_500_response(request, type(error), error, error.__traceback__)

    text = page.content.decode()
    assert "break_down" in text
    assert KEY not in text
    assert "-".join(TYPED) not in text


@pytest.mark.django_db
def test_the_catalogue_is_checked_and_listed(set_up, capsys):
    set_up()

    call_command("load_providers")

    listed = capsys.readouterr().out
    assert "greeting" in listed
    assert "key*" in listed
    assert KEY not in listed
    ProviderConfiguration.objects.update(provider="gone")
    with pytest.raises(CommandError, match="gone: 1 are set up, and no code is there"):
        call_command("load_providers")


@pytest.mark.django_db
def test_an_answer_that_repeats_the_key_is_told_without_it(set_up, greeting, monkeypatch):
    configuration = set_up(is_active=False)
    monkeypatch.setattr(Greeting, "test_connection", lambda self: f"Hello {self.settings.key}")

    answer = test_connection(configuration=configuration)

    assert answer.sentence == "Hello •••"
    configuration.refresh_from_db()
    assert configuration.test_answer == "Hello •••"
