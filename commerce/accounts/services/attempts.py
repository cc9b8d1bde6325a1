"""How often passwords may be tried, at every door; the reasons are in the ADR on sign-in.

An attempt is charged before the password is looked at, so that a hundred at the same moment count
as a hundred, and given back when the password was right. Counters live in the database: they are
shared by all processes and do not depend on the cache. A refused attempt changes nothing, so nobody
can prolong somebody else's wait.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from commerce.accounts.errors import TooManyAttemptsError
from commerce.accounts.models import SignInAttempts, normalise_email

MEMORY = timedelta(hours=1)
FAMILIAR_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Pace:
    """So many failures are free; then each next try waits twice as long as the one before."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta

    def wait_after(self, failures: int) -> timedelta:
        beyond = failures - self.free
        if beyond < 0:
            return timedelta()
        return min(self.first_wait * 2 ** min(beyond, 20), self.longest_wait)


# One network that tries one account: the guesser, or the owner who forgot.
PAIR = Pace(free=10, first_wait=timedelta(seconds=2), longest_wait=timedelta(minutes=15))
# One network that tries many accounts. Whole towns share one, so the wait stays short.
NETWORK = Pace(free=10, first_wait=timedelta(seconds=2), longest_wait=timedelta(minutes=1))
# An account that is tried from everywhere: networks it was never opened from get one try, then wait.
UNDER_ATTACK = 30
STRANGER = Pace(free=1, first_wait=timedelta(minutes=1), longest_wait=timedelta(minutes=15))


@dataclass(slots=True)
class Attempt:
    """The three locked counters of one try."""

    pair: SignInAttempts
    network: SignInAttempts
    account: SignInAttempts
    now: datetime

    @property
    def rows(self) -> tuple[SignInAttempts, ...]:
        return (self.pair, self.network, self.account)

    @property
    def is_familiar(self) -> bool:
        """Whether the account was opened from this network before."""
        succeeded = self.pair.succeeded_at
        return succeeded is not None and self.now - succeeded <= FAMILIAR_FOR

    @property
    def pace(self) -> Pace:
        is_stranger = self.account.failures >= UNDER_ATTACK and not self.is_familiar
        return STRANGER if is_stranger else PAIR

    @property
    def free_at(self) -> datetime:
        """When the next try is looked at. Strangers behind an address that the account was opened
        from before do not keep its owner out.
        """
        from_pair = self.pair.tried_at + self.pace.wait_after(self.pair.failures)
        if self.is_familiar:
            return from_pair
        return max(from_pair, self.network.tried_at + NETWORK.wait_after(self.network.failures))


@transaction.atomic
def charge_attempt(*, email: str, network: str, now: datetime | None = None) -> None:
    """Count a try that is about to be made. Raises TooManyAttemptsError, then nothing is counted."""
    attempt = _lock(email, network, now or timezone.now())
    wait = (attempt.free_at - attempt.now).total_seconds()
    if wait > 0:
        raise TooManyAttemptsError(math.ceil(wait))
    for row in attempt.rows:
        row.failures, row.tried_at = row.failures + 1, attempt.now
    _save(attempt)


@transaction.atomic
def forgive_attempt(*, email: str, network: str, now: datetime | None = None) -> None:
    """The password was right: take back the charge; from now on the network is a familiar one."""
    attempt = _lock(email, network, now or timezone.now())
    attempt.pair.failures, attempt.pair.succeeded_at = 0, attempt.now
    for row in (attempt.network, attempt.account):
        row.failures = max(0, row.failures - 1)
    _save(attempt)


@transaction.atomic
def forget_attempts(*, email: str) -> None:
    """The owner has proved to be the owner: the account is no longer under attack."""
    account = SignInAttempts.objects.filter(key=_key("account", normalise_email(email)))
    account.update(failures=0)


def purge_attempts(*, now: datetime | None = None) -> int:
    """Delete counters that decide nothing any more; return how many."""
    now = now or timezone.now()
    is_strange = Q(succeeded_at=None) | Q(succeeded_at__lt=now - FAMILIAR_FOR)
    over = SignInAttempts.objects.filter(is_strange, tried_at__lt=now - MEMORY)
    return over.delete()[0]


def _lock(email: str, network: str, now: datetime) -> Attempt:
    """Lock the three counters, made when missing, in one order for everybody."""
    account = normalise_email(email)
    keys = (
        _key("pair", account, network),
        _key("network", network),
        _key("account", account),
    )
    SignInAttempts.objects.bulk_create(
        (SignInAttempts(key=key, tried_at=now) for key in sorted(keys)), ignore_conflicts=True
    )
    locked = SignInAttempts.objects.select_for_update().filter(key__in=keys).order_by("key")
    rows = {row.key: row for row in _faded(locked, now)}
    pair, from_network, of_account = (rows[key] for key in keys)
    return Attempt(pair=pair, network=from_network, account=of_account, now=now)


def _faded(rows: Iterable[SignInAttempts], now: datetime) -> Iterable[SignInAttempts]:
    """Counters that were left alone for an hour begin anew."""
    for row in rows:
        if row.tried_at < now - MEMORY:
            row.failures = 0
        yield row


def _save(attempt: Attempt) -> None:
    SignInAttempts.objects.bulk_update(attempt.rows, ["failures", "tried_at", "succeeded_at"])


def _key(*parts: str) -> str:
    return salted_hmac("commerce.accounts.attempts", "\n".join(parts)).hexdigest()[:64]
