"""Setting providers up: what is stored, who is used, and when."""

from __future__ import annotations

import pytest

from commerce.core.errors import InvalidInputError
from commerce.core.process_cache import forget_everything
from commerce.integrations.building import read_secrets
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    ConnectionFailedError,
    NotTestedError,
    StillActiveError,
    UnknownProviderError,
)
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import find_active, list_active
from commerce.integrations.services import (
    activate,
    arrange,
    deactivate,
    delete_configuration,
    save_configuration,
    test_connection,
)

from .greeting import CODE, KEY, OTHER_KEY, Greeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]


def used(channel):
    forget_everything()
    return [
        (each.code, each.mode, each.settings.words) for each in list_active(Greeting, channel.pk)
    ]


def test_a_warm_process_reads_nothing(set_up, channel, django_assert_num_queries):
    set_up()
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY]

    with django_assert_num_queries(0):
        (provider,) = list_active(Greeting, channel.pk)

    assert provider.settings.key == KEY


def test_a_cold_process_reads_one_row_set(set_up, channel, django_assert_num_queries):
    set_up()
    set_up("counter")
    forget_everything()

    with django_assert_num_queries(1):
        assert len(list_active(Greeting, channel.pk)) == 2


def test_a_channel_with_its_own_uses_none_of_its_tenant(set_up, channel):
    set_up(words=1)
    set_up("counter", words=2)
    assert used(channel) == [(CODE, Mode.LIVE, 1), ("counter", Mode.LIVE, 2)]

    set_up(of=channel, words=3)

    assert used(channel) == [(CODE, Mode.LIVE, 3)]


def test_live_ones_leave_out_those_for_tests(set_up, channel):
    set_up(mode=Mode.TEST, words=1)
    assert used(channel) == [(CODE, Mode.TEST, 1)]

    live = set_up("counter", words=2)
    assert used(channel) == [("counter", Mode.LIVE, 2)]

    deactivate(configuration=live)
    assert used(channel) == [(CODE, Mode.TEST, 1)]


def test_they_are_asked_in_the_order_that_staff_wants(set_up, channel):
    first, second = set_up(words=1), set_up("counter", words=2)

    arrange(configurations=[second, first])

    assert [code for code, *_ in used(channel)] == ["counter", CODE]


def test_another_tenant_sees_and_uses_nothing(set_up, channel, other_channel):
    set_up()

    assert used(channel) == [(CODE, Mode.LIVE, 3)]
    assert used(other_channel) == []


def test_a_callback_finds_its_provider_while_it_is_active(set_up):
    configuration = set_up()
    assert find_active(configuration.public_id).settings.key == KEY

    deactivate(configuration=configuration)

    assert find_active(configuration.public_id) is None


def test_secrets_are_stored_encrypted_and_shown_by_their_end(set_up):
    configuration = set_up(signing_key="short")

    row = ProviderConfiguration.objects.filter(pk=configuration.pk).values().get()
    assert KEY not in str({**row, "secrets": bytes(row["secrets"])})
    assert row["hints"] == {"key": "4Tfa", "signing_key": ""}
    assert KEY not in repr(
        list_active(Greeting, configuration.tenant.channels.get().pk)[0].settings
    )


def test_an_empty_secret_stays(set_up, channel, greeting):
    configuration = set_up(is_active=False)

    save_configuration(provider=CODE, tenant_id=channel.tenant_id, values={"key": "", "words": 5})

    assert ProviderConfiguration.objects.count() == 1
    configuration.refresh_from_db()
    assert configuration.settings["words"] == 5
    assert test_connection(configuration=configuration).is_ok
    assert greeting.keys == [KEY]


def test_an_optional_secret_can_be_taken_away(set_up, channel):
    configuration = set_up(signing_key="sign_3fK9wQz7", is_active=False)

    save_configuration(
        provider=CODE, tenant_id=channel.tenant_id, values={"signing_key": None, "key": ""}
    )

    configuration.refresh_from_db()
    assert configuration.hints == {"key": "4Tfa"}
    assert read_secrets(configuration) == {"key": KEY}


@pytest.mark.parametrize(
    ("values", "place", "code"),
    [
        ({"key": None}, "/settings/key", "invalid"),
        ({"tone": None}, "/settings/tone", "invalid"),
        ({"colour": "red"}, "/settings/colour", "unknown_field"),
        ({"words": "5"}, "/settings/words", "invalid"),
        ({"words": True}, "/settings/words", "invalid"),
        ({"is_loud": "yes"}, "/settings/is_loud", "invalid"),
        ({"weight": None}, "/settings/weight", "invalid"),
        ({"url": ["a"]}, "/settings/url", "invalid"),
        ({"url": ""}, "/settings/url", "required"),
        ({"tone": "rude"}, "/settings/tone", "invalid_choice"),
        ({"is_loud": True, "tone": "dry"}, "/settings", "invalid"),
        ({"key": "k" * 9000}, "/settings/key", "max_length"),
    ],
)
def test_what_a_provider_does_not_take_is_refused(channel, greeting, values, place, code):
    with pytest.raises(InvalidInputError) as refused:
        save_configuration(
            provider=CODE,
            tenant_id=channel.tenant_id,
            values={"url": greeting.url, "key": KEY, **values},
        )

    assert [(each.pointer, each.code) for each in refused.value.field_errors] == [(place, code)]
    assert not ProviderConfiguration.objects.exists()


def test_what_has_no_default_is_asked_for(channel, greeting):
    with pytest.raises(InvalidInputError) as refused:
        save_configuration(provider=CODE, tenant_id=channel.tenant_id, values={})

    assert {each.pointer for each in refused.value.field_errors} == {
        "/settings/url",
        "/settings/key",
    }


def test_a_provider_that_nobody_has_made_is_refused(channel):
    with pytest.raises(UnknownProviderError):
        save_configuration(provider="nobody", tenant_id=channel.tenant_id, values={})


def test_only_what_was_tested_becomes_active_unless_there_is_a_reason(set_up):
    configuration = set_up(is_active=False)

    with pytest.raises(NotTestedError):
        activate(configuration=configuration, reason="  ")
    assert not ProviderConfiguration.objects.filter(is_active=True).exists()

    active = activate(configuration=configuration, reason="Their test account is down.")
    assert (active.is_active, active.reason) == (True, "Their test account is down.")


def test_a_wrong_key_is_told_in_plain_words_and_allows_nothing(set_up, greeting):
    configuration = set_up(is_active=False, key="gr_live_wrong_wrong_wrong")

    answer = test_connection(configuration=configuration)

    assert not answer.is_ok
    assert answer.sentence.startswith("The provider does not accept the key.")
    with pytest.raises(NotTestedError):
        activate(configuration=configuration)


def test_a_service_that_is_away_is_told_in_plain_words(set_up, greeting):
    configuration = set_up(is_active=False, url="http://127.0.0.1:9")

    answer = test_connection(configuration=configuration)

    assert (answer.is_ok, answer.sentence) == (
        False,
        "The provider is not reached. This often passes by itself.",
    )


def test_other_settings_have_to_be_tested_again(set_up, channel):
    configuration = set_up()
    deactivate(configuration=configuration)

    save_configuration(provider=CODE, tenant_id=channel.tenant_id, values={"words": 9})

    with pytest.raises(NotTestedError):
        activate(configuration=configuration)


def test_new_settings_of_an_active_one_are_tried_before_they_are_stored(set_up, channel, greeting):
    set_up()

    with pytest.raises(ConnectionFailedError):
        save_configuration(
            provider=CODE, tenant_id=channel.tenant_id, values={"key": "gr_live_revoked_revoked"}
        )
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY]

    saved = save_configuration(
        provider=CODE, tenant_id=channel.tenant_id, values={"key": OTHER_KEY}
    )
    assert saved.is_active
    assert saved.tested_at is not None
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [OTHER_KEY]


def test_an_active_one_is_not_deleted_by_accident(set_up):
    configuration = set_up()

    with pytest.raises(StillActiveError):
        delete_configuration(configuration=configuration)
    deactivate(configuration=configuration)
    delete_configuration(configuration=configuration)

    assert not ProviderConfiguration.objects.exists()
