"""Secrets of endpoints under keys that change while the shop goes on."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from commerce.core import crypto
from commerce.webhooks.models import Attempt, Endpoint
from commerce.webhooks.services.endpoints import rotate_secret

pytestmark = pytest.mark.django_db
OLD = "2025:n3Kq8Zt1Vw6Yb4Xc9Lm2Rs7Pd5Gf0HjA"
NEW = "2026:Qw4Er7Ty2Ui9Op1As6Df3Gh8Jk5Lz0XcV"


@pytest.fixture
def endpoint(listen, settings):
    """An endpoint with two secrets under the old key; the new one is there, too."""
    settings.INTEGRATION_KEYS = [OLD]
    endpoint = listen()
    rotate_secret(endpoint=endpoint)
    settings.INTEGRATION_KEYS = [NEW, OLD]
    return endpoint


def key_of(endpoint):
    return Endpoint.objects.values_list("key_id", flat=True).get(pk=endpoint.pk)


def test_rotating_keys_covers_both_secrets(endpoint, settings, make_thing, send, receiver, capsys):
    assert key_of(endpoint) == "2025"

    call_command("rotate_keys", "--dry-run")
    call_command("rotate_keys")

    told = capsys.readouterr().out
    assert "1 would be encrypted anew." in told
    assert "1 encrypted anew; 0 left." in told
    settings.INTEGRATION_KEYS = [NEW]
    make_thing()
    send()
    assert Attempt.objects.get().outcome == "succeeded"
    assert len(receiver.taken[0].headers["webhook-signature"].split()) == 2
    assert receiver.received  # the receiver verifies with the secret of before


def test_a_missing_key_is_told_and_a_new_secret_mends_it(endpoint, settings, make_thing, send):
    settings.INTEGRATION_KEYS = [NEW]
    with pytest.raises(CommandError, match=r"INTEGRATION_KEYS lacks '2025' \(1\)"):
        call_command("rotate_keys")
    make_thing()
    send()
    assert Attempt.objects.get().outcome == "not_signed"

    rotate_secret(endpoint=endpoint)

    endpoint.refresh_from_db()
    assert (endpoint.key_id, endpoint.previous_secret) == ("2026", None)


def test_what_stood_under_the_secret_key_moves_under_the_ring(endpoint, settings):
    settings.INTEGRATION_KEYS = [NEW]
    kept = {name: crypto.encrypt(name.encode()) for name in ("secret", "previous_secret")}
    Endpoint.objects.update(key_id="secret-key", **kept)
    migration = import_module(
        "commerce.webhooks.migrations.0002_secrets_under_the_keys_of_integrations"
    )

    migration.encrypt_with_the_ring(apps, None)
    assert key_of(endpoint) == "2026"
    migration.encrypt_with_the_secret_key(apps, None)

    endpoint.refresh_from_db()
    assert crypto.decrypt(bytes(endpoint.secret)) == b"secret"
    assert crypto.decrypt(bytes(endpoint.previous_secret)) == b"previous_secret"


def test_what_no_key_reads_is_counted_as_missing(endpoint):
    Endpoint.objects.update(key_id="secret-key", secret=b"of a lost key", previous_secret=None)
    migration = import_module(
        "commerce.webhooks.migrations.0002_secrets_under_the_keys_of_integrations"
    )

    migration.encrypt_with_the_ring(apps, None)

    assert key_of(endpoint) == "secret-key"
    with pytest.raises(CommandError, match=r"lacks 'secret-key' \(1\)"):
        call_command("rotate_keys")
