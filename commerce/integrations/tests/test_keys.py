"""Keys that change while the shop goes on, and keys that are missing."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from commerce.core.process_cache import forget_everything
from commerce.core.tests.processes import Stage, acting
from commerce.integrations.enums import Mode
from commerce.integrations.key_ring import key_ring
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import list_active
from commerce.integrations.services import keys, rotate_keys, save_configuration, test_connection

from .greeting import CODE, KEY, Greeting

OLD = "2025:n3Kq8Zt1Vw6Yb4Xc9Lm2Rs7Pd5Gf0HjA"
NEW = "2026:Qw4Er7Ty2Ui9Op1As6Df3Gh8Jk5Lz0XcV"


@pytest.fixture
def four(set_up, settings, channel):
    """Four configurations under the old key; the new one is there, too."""
    settings.INTEGRATION_KEYS = [OLD]
    for provider in (CODE, "counter"):
        for mode in Mode:
            set_up(provider, mode=mode)
    settings.INTEGRATION_KEYS = [NEW, OLD]


def names():
    return sorted(ProviderConfiguration.objects.values_list("key_id", flat=True))


@pytest.mark.django_db
def test_everything_is_encrypted_anew_and_nothing_else_changes(four, settings, channel, capsys):
    before = list(ProviderConfiguration.objects.order_by("pk").values("settings", "updated_at"))

    call_command("rotate_keys", "--dry-run")
    assert names() == ["2025"] * 4
    call_command("rotate_keys")

    assert "4 would be encrypted anew." in (told := capsys.readouterr().out)
    assert "4 of 4" in told
    assert "4 encrypted anew; 0 left." in told
    assert names() == ["2026"] * 4
    settings.INTEGRATION_KEYS = [NEW]
    forget_everything()
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY] * 2
    after = list(ProviderConfiguration.objects.order_by("pk").values("settings", "updated_at"))
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_half_way_is_gone_on_with(four, settings, channel, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 2)

    def rotate(stage: Stage) -> None:
        rotate_keys(tell=lambda rotation: stage.pause(f"{rotation.done} done"))

    with acting(rotate) as runner:
        assert runner.reach() == "2 done"
        runner.kill()
    assert names() == ["2025"] * 2 + ["2026"] * 2
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY] * 2

    assert rotate_keys().done == 2
    settings.INTEGRATION_KEYS = [NEW]
    forget_everything()
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY] * 2


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_was_killed_in_the_middle_leaves_whole_rows(four, settings, monkeypatch):
    encrypt = keys._encrypt_anew

    def rotate(stage: Stage) -> None:
        def slowly(*row):
            done = encrypt(*row)
            stage.pause("a row of the batch is written")
            return done

        keys._encrypt_anew = slowly
        rotate_keys()

    with acting(rotate) as runner:
        runner.reach()
        runner.kill()

    assert rotate_keys().done == 4
    assert names() == ["2026"] * 4


@pytest.mark.django_db
def test_a_missing_key_is_one_clear_sentence(four, settings, channel):
    settings.INTEGRATION_KEYS = [NEW]
    forget_everything()

    with pytest.raises(CommandError, match=r"INTEGRATION_KEYS lacks '2025' \(4\): add it again"):
        call_command("rotate_keys")
    answer = test_connection(configuration=ProviderConfiguration.objects.earliest("pk"))
    assert not answer.is_ok
    assert "encrypted with the key “2025”, which is not among INTEGRATION_KEYS" in answer.sentence
    assert list_active(Greeting, channel.pk) == []


@pytest.mark.django_db
def test_secrets_whose_key_is_lost_are_entered_anew(four, settings, channel, greeting):
    settings.INTEGRATION_KEYS = [NEW]

    saved = save_configuration(
        provider=CODE, tenant_id=channel.tenant_id, values={"key": KEY}, reason="The key is lost."
    )

    assert saved.key_id == "2026"
    assert test_connection(configuration=saved).is_ok


@pytest.mark.parametrize("lines", [["2026"], [":secret"], ["2026:"], [NEW, NEW], ["a" * 65 + ":b"]])
def test_keys_that_are_written_wrongly_are_refused(settings, lines):
    settings.INTEGRATION_KEYS = lines

    with pytest.raises(ImproperlyConfigured, match="INTEGRATION_KEYS"):
        key_ring()


def test_without_keys_they_are_made_of_the_secret_key(settings):
    settings.INTEGRATION_KEYS = []
    settings.SECRET_KEY = "first-secret-key-of-a-laptop-0123456789"
    key_id, token = key_ring().encrypt(b"kept")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "second-secret-key-of-a-laptop-0123456789"

    assert key_ring().newest != key_id
    assert key_ring().decrypt(key_id, token) == b"kept"
