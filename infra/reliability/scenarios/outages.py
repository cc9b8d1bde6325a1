"""What is down or hung while people buy, and comes back an hour later."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import refund_payment
from infra.launch.commands import clean_environment
from infra.launch.places import ROOT
from infra.reliability.shopper import Shopper
from infra.reliability.stage import IN_FLIGHT, LOOK_SECONDS, Stage, let_an_hour_pass
from infra.reliability.table import Row
from infra.reliability.till import HOST
from infra.reliability.web import Answer

from .desk import BACK
from .trial import Trial

# Longer than the shop waits for the till.
HANG: Final = 1.0


def all_of(stage: Stage, *, is_short: bool) -> list[Row]:
    """Each outage; the short form leaves out those that wait."""
    down, hung = partial(_till, is_down=True), partial(_till, hang=HANG)
    found: dict[str, Callable[[Stage, Shopper], object]] = {
        "till is down when one begins": partial(_begun, outage=down),
        "till hangs when one begins": partial(_begun, outage=hung),
        "till is down when one comes back": partial(_returned, outage=down),
        "till hangs when one comes back": partial(_returned, outage=hung),
        "till is mute after the payment was begun": partial(_mute, verb="payments"),
        "till is mute after the capture": partial(_mute, verb="capture"),
        "till is mute after the refund": _mute_refund,
        "worker is away": partial(_returned, outage=_without_worker),
        "mail is down": partial(_returned, outage=partial(_till, has_no_mail=True)),
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


def _begun(stage: Stage, shopper: Shopper, *, outage: Callable[[Stage], Any]) -> None:
    """Begin during the outage, come back when it is over."""
    with outage(stage):
        begun = shopper.begin()
        _wait_an_hour(stage)
    _come_back(stage, shopper, begun)


def _returned(stage: Stage, shopper: Shopper, *, outage: Callable[[Stage], Any]) -> None:
    """Pay, come back to the shop during the outage, and once more when it is over."""
    begun = shopper.begin()
    shopper.approve(shopper.read(begun.json))
    with outage(stage):
        shopper.complete(begun.json["id"])
        _wait_an_hour(stage)
    _come_back(stage, shopper, begun)


def _mute(stage: Stage, shopper: Shopper, *, verb: str) -> None:
    """The till does it, and its answer is lost."""
    stage.behave(mute=[verb])
    begun = shopper.begin()
    if verb == "capture":
        shopper.approve(shopper.read(begun.json))
        shopper.complete(begun.json["id"])
    _come_back(stage, shopper, begun)


def _mute_refund(stage: Stage, shopper: Shopper) -> None:
    """A part is given back, and the till's answer is lost."""
    paid = shopper.buy()
    stage.settle()
    stage.behave(mute=["refund"])
    refund_payment(session_id=_session_of(paid).pk, amount=BACK, note="A scratch")


def _session_of(paid: Answer) -> PaymentSession:
    (payment,) = paid.json["payments"]
    return PaymentSession._base_manager.get(public_id=payment["id"])


def _wait_an_hour(stage: Stage) -> None:
    """An hour of trying in vain: all that waits is tried again, and what is over ends."""
    time.sleep(IN_FLIGHT.total_seconds())
    for _ in range(4):
        let_an_hour_pass()
        stage.look()
        time.sleep(LOOK_SECONDS)


def _come_back(stage: Stage, shopper: Shopper, begun: Answer) -> None:
    """When all is quiet, look what became of the payment, and pay if it is no order yet."""
    stage.settle()
    found = shopper.insist("GET", f"checkout/payments/{begun.json['id']}/")
    if found.json["state"] != "placed":
        shopper.buy()


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
