"""The calls of one configuration."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import structlog

from commerce.core import http
from commerce.core.http import Answer, Limits
from commerce.core.lasting import is_inside_transaction, leaves_notes
from commerce.core.secrecy import keep_secret
from commerce.integrations.enums import CallOutcome
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import error_without_answer

from . import breaker
from .facts import Caller
from .log import Entry
from .redaction import address_of, read_body

logger = structlog.get_logger(__name__)

MOST_ATTEMPTS: Final = 3
FIRST_WAIT: Final = 0.2
# What a caller waits for in its own time; a longer pause is left to who comes later.
LONGEST_WAIT: Final = 2.0
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
REQUEST_IDS: Final = ("x-request-id", "request-id", "twilio-request-id", "x-message-id")


class ConfigurationCalls:
    """Sends what a provider asks for, as `registry.Calls` promises.

    Unless `is_guarded`, the breaker is passed by, so that a test can be made at any time.
    """

    wait: Callable[[float], None] = staticmethod(time.sleep)

    def __init__(self, caller: Caller, *, secrets: Sequence[str], is_guarded: bool = True) -> None:
        self._caller = caller
        self._secrets = tuple(secrets)
        self._is_guarded = is_guarded
        keep_secret(secrets)

    @property
    def configuration(self) -> str:
        return self._caller.public_id

    def enter(self) -> None:
        if self._is_guarded:
            breaker.enter(self._caller)

    def send(
        self,
        operation: str,
        method: str,
        url: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        is_idempotent: bool = False,
        limits: Limits | None = None,
        about: str = "",
        is_hurried: bool = False,
    ) -> Answer:
        def attempt() -> Answer:
            return http.send(method, url, content=content, headers=headers, limits=limits)

        body = read_body(content, _content_type(headers or {}))
        request = {"method": method, "url": address_of(url), "body": "" if is_hurried else body}
        entry = self._begin(operation, request, about)
        entry.is_hurried = is_hurried
        try:
            answer = self._try(attempt, entry, MOST_ATTEMPTS if is_idempotent else 1)
        except http.OutgoingError as error:
            self._end(entry, _outcome_of_failure(error))
            raise error_without_answer(error) from None
        self._note_answer(entry, answer)
        return answer

    @contextmanager
    def watch(self, operation: str, *, request: object = None, about: str = "") -> Iterator[Entry]:
        entry = self._begin(operation, request, about)
        try:
            yield entry
        except ProviderError as error:
            entry.answered(answer=entry.answer or str(error))
            self._end_failed(entry, error)
            raise
        except BaseException as error:
            entry.answered(answer=type(error).__name__)
            entry.write(CallOutcome.FAILED)
            raise
        self._end(entry, CallOutcome.SUCCEEDED)

    def _begin(self, operation: str, request: object, about: str) -> Entry:
        if is_inside_transaction():  # its locks are held for as long as somebody outside takes
            logger.warning(
                "asked_inside_transaction", provider=self._caller.provider, operation=operation
            )
        entry = Entry(self._caller, self._secrets, operation, request, about)
        if not leaves_notes():  # else whoever waits for this thread has entered for it
            self._enter(entry)
        return entry

    def _enter(self, entry: Entry) -> None:
        """What was not tried is kept where somebody may ask why: a crowd of others would only hide it."""
        try:
            self.enter()
        except ProviderUnavailableError as error:
            if entry.about:
                entry.answered(answer=str(error))
                entry.write(CallOutcome.NOT_TRIED)
            raise

    def _try(self, attempt: Callable[[], Answer], entry: Entry, most: int) -> Answer:
        for number in range(1, most):
            entry.attempts = number
            try:
                answer = attempt()
            except http.TimedOutError:
                raise  # who waited that long has had enough
            except http.UnreachableError:
                seconds = _wait_after(number)
            else:
                seconds = _wait_for(answer, number)
            if seconds > LONGEST_WAIT:
                return answer
            self.wait(seconds)
        entry.attempts = most
        return attempt()

    def _note_answer(self, entry: Entry, answer: Answer) -> None:
        outcome = _outcome_of_status(answer.status)
        if not entry.is_left_out(outcome):
            entry.answered(
                status=answer.status,
                request_id=next(
                    (answer.headers[name] for name in REQUEST_IDS if name in answer.headers), ""
                ),
                answer=read_body(answer.body, _content_type(answer.headers)),
            )
        self._end(
            entry,
            outcome,
            retry_after=answer.retry_after,
            is_key_refused=answer.status == 401,
        )

    def _end_failed(self, entry: Entry, error: ProviderError) -> None:
        retry_after = getattr(error, "retry_after", None)
        is_refused = isinstance(error, ProviderRefusedError)
        if entry.status == 429 or (retry_after is not None and not entry.status):
            outcome = CallOutcome.LIMITED
        elif is_refused:
            outcome = CallOutcome.REFUSED
        else:
            outcome = CallOutcome.TIMED_OUT if _took_too_long(error) else CallOutcome.FAILED
        is_key_refused = isinstance(error, CredentialsRefusedError)
        self._end(entry, outcome, retry_after=retry_after, is_key_refused=is_key_refused)

    def _end(
        self,
        entry: Entry,
        outcome: CallOutcome,
        *,
        retry_after: float | None = None,
        is_key_refused: bool = False,
    ) -> None:
        """Keep the row, and tell the breaker: a refusal shows that the provider works, unless of the key."""
        if not entry.is_left_out(outcome):
            entry.write(outcome)
        if outcome == CallOutcome.TIMED_OUT and entry.is_hurried:
            return
        if outcome == CallOutcome.LIMITED or retry_after is not None:
            breaker.note_pause(self._caller, retry_after)
        if outcome == CallOutcome.LIMITED:
            return
        if outcome in (CallOutcome.FAILED, CallOutcome.TIMED_OUT) or is_key_refused:
            breaker.note_failure(self._caller)
        else:
            breaker.note_success(self._caller)


def _content_type(headers: Mapping[str, str]) -> str:
    return next((text for name, text in headers.items() if name.lower() == "content-type"), "")


def _wait_after(attempt: int) -> float:
    """Longer each time, and not for all callers the same."""
    return FIRST_WAIT * 2 ** (attempt - 1) * random.uniform(1, 2)  # noqa: S311 - no secret


def _wait_for(answer: Answer, attempt: int) -> float:
    """How long until this answer may have become another one; for ever when it is the last word."""
    if answer.status not in PASSING:
        return float("inf")
    return max(_wait_after(attempt), answer.retry_after or 0.0)


def _outcome_of_status(status: int) -> CallOutcome:
    if status < 400:
        return CallOutcome.SUCCEEDED
    if status == 429:
        return CallOutcome.LIMITED
    return CallOutcome.FAILED if status >= 500 or status == 408 else CallOutcome.REFUSED


def _outcome_of_failure(error: http.OutgoingError) -> CallOutcome:
    if isinstance(error, http.AddressRefusedError):
        return CallOutcome.REFUSED
    return CallOutcome.TIMED_OUT if isinstance(error, http.TimedOutError) else CallOutcome.FAILED


def _took_too_long(error: ProviderError) -> bool:
    """Whether a library has given up waiting; each has a class of its own for it."""
    below: BaseException | None = error
    while below is not None:
        if "timeout" in type(below).__name__.lower():
            return True
        below = below.__cause__ or below.__context__
    return False
