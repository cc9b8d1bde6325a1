"""Wagtail's search in the back office: whoever writes much at once lets a worker list it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django_tasks import TaskResult
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task

# By its name: whoever imports it makes this backend.
_LISTING: Final = "modelsearch.tasks.insert_or_update_object_task"
_IS_LATER: Final[ContextVar[bool]] = ContextVar("search_is_updated_later", default=False)


class BackOfficeTasks(ImmediateBackend):
    """Does at once what Wagtail wants done, but for what somebody promises to have done later."""

    def enqueue(
        self, task: Task[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> TaskResult[Any]:
        if task.module_path == _LISTING and _IS_LATER.get():
            return TaskResult.__new__(TaskResult)
        return super().enqueue(task, args, kwargs)


@contextmanager
def search_updated_later() -> Iterator[None]:
    """Leave the back office's search as it is, whatever is saved inside; the caller sees to it later."""
    token = _IS_LATER.set(True)
    try:
        yield
    finally:
        _IS_LATER.reset(token)
