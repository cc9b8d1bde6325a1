"""Has answers that were kept read anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import F

from cms.models import ContentVersion

_later: ContextVar[list[bool] | None] = ContextVar("content_version_is_raised_later", default=None)


@contextmanager
def content_version_raised_once() -> Iterator[None]:
    """Raise the version at the end of the block, however often something inside asks for it.

    The block is one transaction with what surrounds it: until that is over nobody sees any of it.
    """
    asked: list[bool] = []
    token = _later.set(asked)
    try:
        yield
    finally:
        _later.reset(token)
    if asked:
        raise_content_version()


def raise_content_version() -> None:
    """Make what processes keep of the website stale, once the surrounding transaction is over."""
    if (asked := _later.get()) is None:
        _raise_now()
    else:
        asked.append(True)


@transaction.atomic
def _raise_now() -> None:
    if not ContentVersion.objects.update(number=F("number") + 1):
        ContentVersion.objects.get_or_create(only=True, defaults={"number": 1})
