"""Pages whose form lost a race."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase

READING = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., HttpResponseBase]


def answering_conflicts(view: View) -> View:
    """A view decorator: a write is one transaction, and what another one took is a form error.

    Between the check of a form and its save, another request may have stored the same value. The
    page then runs once more: its form sees the other row and says so.
    """

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in READING or getattr(view, "asks_outside", False):
            return view(request, *args, **kwargs)
        try:
            return _in_one_transaction(view, request, *args, **kwargs)
        except IntegrityError:
            for name in request.FILES:
                for file in request.FILES.getlist(name):
                    file.seek(0)
            return _in_one_transaction(view, request, *args, **kwargs)

    return answering


def asking_outside(view: View) -> View:
    """A view decorator: what it writes, services write; meanwhile it waits for somebody outside.

    A transaction around it would hold its locks for as long as that takes.
    """
    view.asks_outside = True  # type: ignore[attr-defined]
    return view


@transaction.atomic
def _in_one_transaction(
    view: View, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    return view(request, *args, **kwargs)
