"""Whose rows the work at hand is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """Whose rows are seen: a tenant's, and for a seller only those of their own partners.

    `partner_ids` returns None for members of staff. Who `is_confined` works for some of the tenant's
    channels only: `channel_ids` are those, and otherwise all.
    """

    tenant_id: int
    channel_ids: frozenset[int]
    partner_ids: Callable[[], frozenset[int] | None] = lambda: None
    is_confined: bool = False


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope | None:
    """Return the scope of the request at hand; None outside of the back offices."""
    return _scope.get()


def is_confined() -> bool:
    """Whether the person at work is confined to some of the tenant's channels."""
    scope = current_scope()
    return scope is not None and scope.is_confined


@contextmanager
def scoped(scope: Scope | None) -> Iterator[None]:
    """Let queries that run inside the block see rows of that scope only."""
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)
