"""Asking whoever is there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Any, TypeVar

from commerce.core.lasting import Write, leave_notes_to, write_lastingly
from commerce.integrations.errors import (
    CredentialsRefusedError,
    NotConfiguredError,
    ProviderError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)
from commerce.integrations.registry import Provider
from commerce.integrations.selectors import list_active

P = TypeVar("P", bound=Provider[Any])
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)


def ask(kind: type[P], *, channel_id: int, call: Callable[[P], R], may_repeat: bool = False) -> R:
    """Return what the first provider of the channel answers that can be reached.

    The next one is asked where the one before has surely done nothing: it was not reached, left
    alone, or has not accepted its key. Where that is not known, only when the call `may_repeat`.
    Raises NotConfiguredError when there is none, otherwise the last one's ProviderError. Makes outgoing
    calls: to be called where no lock is held.
    """
    failure: ProviderError = NotConfiguredError()
    for provider in list_active(kind, channel_id):
        try:
            return call(provider)
        except CredentialsRefusedError as error:
            failure = error
        except ProviderUnavailableError as error:
            if not (error.is_untouched or may_repeat):
                raise
            failure = error
    raise failure


def ask_at_once(
    providers: Mapping[K, P], call: Callable[[P], R], *, seconds: float
) -> dict[K, R | ProviderError]:
    """Ask all of them at the same time; return what each has answered, or how it has failed.

    All of it takes `seconds` at most: who has not answered by then is a ProviderTimedOutError, and what
    it says later is not heard. Several are asked in threads that use no connection of the database;
    what is noted of the calls is written here. To be called where no lock is held.
    """
    if len(providers) < 2:
        return {key: _tried(call, provider) for key, provider in providers.items()}
    answers: dict[K, R | ProviderError] = {}
    pool = ThreadPoolExecutor(len(providers), thread_name_prefix="asking")
    asked: dict[K, tuple[Future[R | ProviderError], list[Write]]] = {}
    for key, provider in providers.items():
        try:
            provider.calls.enter()
        except ProviderUnavailableError as error:
            answers[key] = error
        else:
            notes: list[Write] = []
            run = copy_context().run
            asked[key] = pool.submit(run, _tried_apart, call, provider, notes), notes
    wait([future for future, _notes in asked.values()], timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    for key, (future, notes) in asked.items():
        answers[key] = _heard(future, notes)
    return answers


def _tried(call: Callable[[P], R], provider: P) -> R | ProviderError:
    try:
        return call(provider)
    except ProviderError as error:
        return error


def _tried_apart(call: Callable[[P], R], provider: P, notes: list[Write]) -> R | ProviderError:
    with leave_notes_to(notes):
        return _tried(call, provider)


def _heard(future: Future[R | ProviderError], notes: list[Write]) -> R | ProviderError:
    if not future.done():
        return ProviderTimedOutError()
    for write in notes:
        write_lastingly(write)
    return future.result()
