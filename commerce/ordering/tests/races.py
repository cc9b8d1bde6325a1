"""Many shoppers at the same moment: real processes, each with its own connection."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any

from django.db import connections

_TIMEOUT = 120


def race(number: int, act: Callable[[int], Any]) -> list[Any]:
    """Let `act(0)`, `act(1)`, … start together, each in its own process; return what they return."""
    connections.close_all()  # a socket shared by two processes would belong to neither
    context = multiprocessing.get_context("fork")
    start, results = context.Barrier(number), context.Queue()

    def run(index: int) -> None:
        try:
            start.wait(_TIMEOUT)
            results.put(act(index))
        except BaseException as error:
            results.put(repr(error))
            raise
        finally:
            connections.close_all()

    runners = [context.Process(target=run, args=(index,), daemon=True) for index in range(number)]
    for runner in runners:
        runner.start()
    answers = [results.get(timeout=_TIMEOUT) for _ in runners]
    for runner in runners:
        runner.join(_TIMEOUT)
    return answers
