"""Leaving a provider alone that fails, or asks for it: one state for all processes, in the database.

A process believes what it has read for a second, so that a call that goes well costs no query here.
After MOST_FAILURES failures in a row nobody calls for a while; then the first process that changes
`asks_again_at` makes the trial and the others go on without. Each trial that fails doubles the while.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.bus import publish
from commerce.core.lasting import is_inside_transaction, leaves_notes, write_lastingly
from commerce.core.process_cache import ProcessCache
from commerce.integrations.enums import Mode
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.events import ProviderFailing, ProviderRecovered
from commerce.integrations.models import ProviderConfiguration, ProviderHealth

from .facts import Caller

MOST_FAILURES: Final = 5
FIRST_REST: Final = timedelta(seconds=30)
LONGEST_REST: Final = timedelta(minutes=10)
# How long others leave it to the one process that tries again.
TRIAL: Final = timedelta(seconds=60)
USUAL_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 3600.0


@dataclass(frozen=True, slots=True)
class _State:
    failures: int = 0
    asks_again_at: datetime | None = None
    paused_until: datetime | None = None


HEALTH: Final[ProcessCache[int, _State]] = ProcessCache(
    "health of providers",
    stale="one second; what the process itself has found, at once",
    seconds=1.0,
)


def enter(caller: Caller) -> None:
    """Raise ProviderUnavailableError while nobody is to call; otherwise it is this caller's turn."""
    state = HEALTH.get(caller.configuration_id, lambda: _read(caller))
    now = timezone.now()
    if state.paused_until is not None and now < state.paused_until:
        raise _refusal(_("The provider has asked for a pause."), state.paused_until, now)
    if state.failures < MOST_FAILURES:
        return
    again = state.asks_again_at or now
    if now < again or not _claim_trial(caller, now):
        sentence = _("The provider has failed several times in a row and is left alone for now.")
        raise _refusal(sentence, max(again, now + timedelta(seconds=1)), now)


def note_failure(caller: Caller) -> None:
    """Count a call that got no usable answer."""
    write_lastingly(lambda: _count_failure(caller))


def note_success(caller: Caller, *, is_sure: bool = False) -> None:
    """Forget what was counted. Writes nothing where nothing was, unless `is_sure`."""
    if leaves_notes():
        write_lastingly(lambda: note_success(caller, is_sure=is_sure))
        return
    state = HEALTH.get(caller.configuration_id, lambda: _read(caller))
    if is_sure or state.failures or state.paused_until:
        write_lastingly(lambda: _forget_failures(caller))


def note_pause(caller: Caller, seconds: float | None) -> None:
    """Have nobody call for as long as the provider asks, an hour at most."""
    until = timezone.now() + timedelta(
        seconds=min(USUAL_PAUSE if seconds is None else seconds, LONGEST_PAUSE)
    )
    write_lastingly(lambda: _pause(caller, until))


def _refusal(sentence: object, until: datetime, now: datetime) -> ProviderUnavailableError:
    left = (until - now).total_seconds()
    return ProviderUnavailableError(sentence, retry_after=left, is_untouched=True)  # type: ignore[arg-type]


def _read(caller: Caller) -> _State:
    rows = ProviderHealth.objects.filter(pk=caller.configuration_id)
    found = rows.values_list("failures", "asks_again_at", "paused_until").first()
    return _State(*found) if found else _State()


def _claim_trial(caller: Caller, now: datetime) -> bool:
    """Whether this process makes the trial; none inside of a transaction, whose lock others await."""
    if is_inside_transaction():
        return False
    due = ProviderHealth.objects.filter(
        pk=caller.configuration_id, failures__gte=MOST_FAILURES, asks_again_at__lte=now
    )
    is_ours = bool(due.update(asks_again_at=now + TRIAL))
    HEALTH.forget()
    return is_ours


@transaction.atomic
def _count_failure(caller: Caller) -> None:
    health = _lock(caller)
    if health is None:
        return
    now = timezone.now()
    health.failures += 1
    health.failing_since = health.failing_since or now
    health.asks_again_at = now + _rest_after(health.failures)
    health.save()
    if health.failures == MOST_FAILURES and _is_live(health):
        publish(ProviderFailing(**_told_of(caller)))
    HEALTH.forget()


@transaction.atomic
def _forget_failures(caller: Caller) -> None:
    health = _lock(caller)
    if health is None:
        return
    was_failing = health.failures >= MOST_FAILURES
    health.failures, health.failing_since = 0, None
    health.asks_again_at = health.paused_until = None
    health.save()
    if was_failing and _is_live(health):
        publish(ProviderRecovered(**_told_of(caller)))
    HEALTH.forget()


@transaction.atomic
def _pause(caller: Caller, until: datetime) -> None:
    health = _lock(caller)
    if health is not None:
        health.paused_until = max(until, health.paused_until or until)
        health.save(update_fields=["paused_until"])
    HEALTH.forget()


def _lock(caller: Caller) -> ProviderHealth | None:
    """The row, locked, made when it is missing; None when the configuration has gone."""
    rows = ProviderHealth.objects.select_for_update(of=("self",)).select_related("configuration")
    found = rows.filter(pk=caller.configuration_id).first()
    if found is not None:
        return found
    if not ProviderConfiguration._base_manager.filter(pk=caller.configuration_id).exists():
        return None
    ProviderHealth.objects.bulk_create(
        [ProviderHealth(configuration_id=caller.configuration_id)], ignore_conflicts=True
    )
    return rows.get(pk=caller.configuration_id)


def _rest_after(failures: int) -> timedelta:
    trials = max(failures - MOST_FAILURES, 0)
    return min(FIRST_REST * 2 ** min(trials, 10), LONGEST_REST)


def _is_live(health: ProviderHealth) -> bool:
    configuration = health.configuration
    return bool(configuration.is_active and configuration.mode == Mode.LIVE)


def _told_of(caller: Caller) -> dict[str, Any]:
    return {
        "configuration_id": caller.configuration_id,
        "tenant_id": caller.tenant_id,
        "provider": caller.provider,
        "kind": caller.kind,
    }
