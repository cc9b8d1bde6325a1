"""One shopper who does everything twice: there is one order, and one charge."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from infra.reliability.shopper import Shopper, is_open, path_of
from infra.reliability.stage import Stage
from infra.reliability.table import Row

from .trial import Trial

HASTE = 0.02  # seconds after which a shopper in a hurry gives up on an answer


def all_of(stage: Stage, *, method: str, runs: int) -> list[Row]:
    """Each way of doing it twice."""
    return [_tried(stage, name, act, method, runs) for name, act in ways(method).items()]


def ways(method: str) -> dict[str, Callable[[Stage, Shopper, str], None]]:
    """What can be done twice; some things only with a payment that asks the customer."""
    return {**HOUSE, **(OUTSIDE if method == "till" else {})}


def _tried(
    stage: Stage, name: str, act: Callable[[Stage, Shopper, str], None], method: str, runs: int
) -> Row:
    goods = stage.goods(100)
    trial = Trial.begin(stage)
    for _ in range(runs):
        act(stage, stage.shopper(goods), method)
    charges = runs if method == "till" else 0
    return trial.end(f"{name}, {method}", runs=runs, orders=runs, charges=charges)


def double_click(stage: Stage, shopper: Shopper, method: str) -> None:
    """The same request twice at the same moment."""
    key = secrets.token_urlsafe(16)
    stage.at_once([lambda: shopper.begin(key, method), lambda: shopper.begin(key, method)])
    _finish(shopper, key, method)


def retry_after_time_out(stage: Stage, shopper: Shopper, method: str) -> None:
    """The answer stays out, and the same request is sent again."""
    key = secrets.token_urlsafe(16)
    body = {"payment_method": method, "fingerprint": shopper.fingerprint}
    shopper.send("POST", path_of(method), body, key=key, patience=HASTE)
    _finish(shopper, key, method)


def two_tabs(stage: Stage, shopper: Shopper, method: str) -> None:
    """Two tabs buy the same cart at the same moment, each with a key of its own."""
    begun = stage.at_once([lambda: shopper.begin(method=method) for _ in range(2)])
    for each in begun:
        if is_open(each):
            shopper.approve(shopper.read(each.json))
    for each in begun:
        if is_open(each):
            shopper.complete(each.json["id"])


def back_and_again(_stage: Stage, shopper: Shopper, method: str) -> None:
    """Back from the payment's page, a second try, and then both are approved."""
    first = shopper.begin(method=method)
    stale = shopper.read(first.json)
    again = shopper.begin(method=method)
    shopper.approve(stale)
    shopper.approve(shopper.read(again.json))
    shopper.complete(first.json["id"])
    shopper.complete(again.json["id"])


def client_twice(stage: Stage, shopper: Shopper, method: str) -> None:
    """The page after the payment is opened four times at once."""
    begun = shopper.begin(method=method)
    shopper.approve(shopper.read(begun.json))
    stage.at_once([lambda: shopper.complete(begun.json["id"]) for _ in range(4)])


def sign_in_between(stage: Stage, shopper: Shopper, method: str) -> None:
    """A guest begins to pay, signs in, and comes back as somebody."""
    email, password = f"{secrets.token_hex(6)}@example.org", "a proof of the till"
    somebody = Shopper(stage.listener.port, stage.till)
    somebody.insist("POST", "auth/register/", {"email": email, "password": password})
    begun = shopper.begin(method=method)
    shopper.approve(shopper.read(begun.json))
    tokens = shopper.insist("POST", "auth/login/", {"email": email, "password": password})
    shopper.authorization = f"Bearer {tokens.json['access']}"
    shopper.complete(begun.json["id"])
    shopper.authorization = ""
    shopper.complete(begun.json["id"])


def _finish(shopper: Shopper, key: str, method: str) -> None:
    begun = shopper.begin(key, method)
    if is_open(begun):
        shopper.approve(shopper.read(begun.json))
        shopper.complete(begun.json["id"])


HOUSE = {
    "double click": double_click,
    "retry after time-out": retry_after_time_out,
    "two tabs": two_tabs,
}
OUTSIDE = {
    "back button, second try": back_and_again,
    "return page opened 4 times": client_twice,
    "sign-in in mid-payment": sign_in_between,
}
