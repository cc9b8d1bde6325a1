"""What is down or hung while people buy, and comes back an hour later."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from infra.launch.commands import clean_environment
from infra.launch.places import ROOT
from infra.reliability.shopper import Shopper, is_open
from infra.reliability.stage import Stage
from infra.reliability.table import Row
from infra.reliability.till import HOST

from .trial import Trial

# Longer than the shop waits for the till.
HANG: Final = 3.0


def all_of(stage: Stage, *, is_short: bool) -> list[Row]:
    """Each outage; the short form leaves out those that wait."""
    found = {
        "till is down at the beginning": partial(_bought, outage=partial(_till, is_down=True)),
        "till hangs at the beginning": partial(_bought, outage=partial(_till, hang=HANG)),
        "till is mute after the payment was begun": partial(_mute, verb="payments"),
        "till is mute after the capture": partial(_mute, verb="capture"),
        "worker is away": partial(_bought, outage=_without_worker),
        "mail is down": partial(_bought, outage=partial(_till, has_no_mail=True)),
    }
    rows = [
        _tried(stage, name, act) for name, act in found.items() if not (is_short and "hang" in name)
    ]
    return rows if is_short else [*rows, _without_redis(hangs=False), _without_redis(hangs=True)]


def _tried(stage: Stage, name: str, act: Callable[[Stage, Shopper], object]) -> Row:
    goods = stage.goods(10)
    trial = Trial.begin(stage)
    act(stage, stage.shopper(goods))
    return trial.end(name, orders=1, charges=1)


def _bought(stage: Stage, shopper: Shopper, *, outage: Callable[[Stage], Any]) -> None:
    """Begin during the outage; approve and come back when it is over."""
    with outage(stage):
        begun = shopper.begin()
    stage.settle()
    _finish(shopper, begun if is_open(begun) else shopper.begin())


def _mute(stage: Stage, shopper: Shopper, *, verb: str) -> None:
    """The till does it, and its answer is lost."""
    stage.behave(mute=[verb])
    begun = shopper.begin()
    stage.settle()
    _finish(shopper, begun if is_open(begun) else shopper.begin())


def _finish(shopper: Shopper, begun: Any) -> None:
    shopper.approve(shopper.read(begun.json))
    shopper.complete(begun.json["id"])


@contextmanager
def _till(stage: Stage, **behaviour: Any) -> Iterator[None]:
    stage.behave(**behaviour)
    yield
    stage.behave()


@contextmanager
def _without_worker(stage: Stage) -> Iterator[None]:
    stage.worker.stop()
    yield
    stage.worker.arm("")


def _without_redis(*, hangs: bool) -> Row:
    """The whole proof of one who does everything twice, in a shop whose Redis is away."""
    with socket.socket() as silent:
        silent.bind((HOST, 0))
        if hangs:
            silent.listen()
        address = f"redis://{HOST}:{silent.getsockname()[1]}/0"
        command = [
            sys.executable,
            "-m",
            "infra.reliability",
            "--only",
            "doubles",
            "--redis",
            address,
        ]
        answer = subprocess.run(
            command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=False
        )
    problems = [] if answer.returncode == 0 else answer.stdout.splitlines()[-12:]
    return Row(f"Redis is {'hung' if hangs else 'down'}: doubles", 1, 0, 0, problems)
