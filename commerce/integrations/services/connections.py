"""Trying whether a provider answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.core.crypto import DecryptionError, UnknownKeyError
from commerce.core.errors import DomainError
from commerce.core.secrecy import hide
from commerce.integrations.building import build
from commerce.integrations.calls import breaker
from commerce.integrations.calls.facts import Caller
from commerce.integrations.errors import ProviderError, UnknownProviderError
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import list_failing

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TestAnswer:
    """How a test went, in a sentence for people in the language at hand."""

    __test__ = False

    is_ok: bool
    sentence: str


def try_connection(
    *, configuration: ProviderConfiguration, values: Mapping[str, Any] | None = None
) -> TestAnswer:
    """Ask the provider with these settings, otherwise with the stored ones, whatever the breaker says.

    Makes an outgoing call, and stores nothing but its row in the log.
    """
    try:
        sentence = build(configuration, values, is_guarded=False).test_connection()
    except ProviderError as error:
        return TestAnswer(False, hide(str(error)))
    except UnknownKeyError as error:
        return TestAnswer(False, key_is_missing(error))
    except (DecryptionError, TypeError, ValidationError):
        return TestAnswer(False, _("The stored settings cannot be read. Enter them anew."))
    except UnknownProviderError as error:
        return TestAnswer(False, error.detail)
    except Exception as error:  # noqa: BLE001 - a provider's mistake is an answer, too
        logger.error(
            "connection_test_broken", provider=configuration.provider, reason=type(error).__name__
        )
        return TestAnswer(False, _("The test itself has failed. The log tells more."))
    return TestAnswer(True, hide(str(sentence)))


def test_connection(*, configuration: ProviderConfiguration) -> TestAnswer:
    """Try the stored settings, and note the answer if they are still the same afterwards.

    A success allows `activate` and ends the rest of a provider that was failing.
    """
    answer = try_connection(configuration=configuration)
    same = ProviderConfiguration._base_manager.filter(
        pk=configuration.pk, updated_at=configuration.updated_at
    )
    tested_at = timezone.now() if answer.is_ok else configuration.tested_at
    same.update(tested_at=tested_at, test_answer=answer.sentence)
    configuration.tested_at, configuration.test_answer = tested_at, answer.sentence
    if answer.is_ok:
        breaker.note_success(Caller.of(configuration))
    return answer


test_connection.__test__ = False  # type: ignore[attr-defined]


def key_is_missing(error: UnknownKeyError) -> str:
    """Say which key is missing, and what helps."""
    sentence = _(
        "The secrets were encrypted with the key “%(key)s”, which is not among INTEGRATION_KEYS. "
        "Add it again, or enter the secrets anew."
    )
    return sentence % {"key": error.key_id}


def try_failing() -> None:
    """Ask each live provider that fails and whose rest is over, as one more trial of its breaker."""
    now = timezone.now()
    for configuration in list_failing():
        if configuration.health.asks_again_at and configuration.health.asks_again_at > now:
            continue
        try:
            build(configuration).test_connection()
        except (ProviderError, DecryptionError, DomainError, TypeError, ValidationError) as error:
            logger.info(
                "provider_still_failing", provider=configuration.provider, reason=str(error)
            )
