"""What the till tells by itself: never, once or three times, in every order, beside the client."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import cycle, islice, permutations, product
from typing import Any, Final

from infra.reliability.shopper import Shopper
from infra.reliability.stage import Stage
from infra.reliability.table import Row
from infra.reliability.till import HOST
from infra.reliability.web import ask

from .desk import read_books
from .trial import Trial

MESSAGES: Final = 4
TIMES: Final = (0, 1, 3)
# Authorised and captured by the shop's wish, given back twice at the till's own desk.
BACK: Final = ("5.00", "2.00")


def all_of(stage: Stage, *, each_order: int) -> list[Row]:
    """All 24 orders of four messages, each with so many choices of how often they are told."""
    goods = stage.goods(1000)
    trial = Trial.begin(stage)
    choices = cycle(product(TIMES, repeat=MESSAGES))
    runs = 0
    for order in permutations(range(MESSAGES)):
        for times in islice(choices, each_order):
            told(stage, stage.shopper(goods), order, times)
            runs += 1
    # A client that finds its order already there asks the till nothing: what the till never told of a
    # later refund is then known from the books alone.
    stage.settle()
    read_books()
    return [trial.end("4 webhooks × 0, 1, 3, all orders", runs=runs, orders=runs, charges=runs)]


def told(stage: Stage, cart: Shopper, order: Sequence[int], times: Sequence[int]) -> None:
    """One purchase, whose four messages come in that order while the client comes back."""
    begun = cart.begin()
    cart.approve(cart.read(begun.json))
    (payment,) = stage.payments_of(begun.json)
    for verb, amount in (("capture", payment["amount"]), *(("refund", part) for part in BACK)):
        ask(HOST, stage.till, "POST", f"/payments/{payment['id']}/{verb}", {"amount": amount})
    (payment,) = stage.payments_of(begun.json)
    messages = [payment["movements"][each] for each in order for _ in range(times[each])]
    acts: list[Callable[[], object]] = [
        partial(tell_in_order, stage, payment, messages),
        partial(cart.complete, begun.json["id"]),
    ]
    stage.at_once(acts)


def tell_in_order(stage: Stage, payment: Mapping[str, Any], messages: Sequence[Any]) -> None:
    """What the shop did not take is told again at the end, as providers do."""
    left = [each for each in messages if not stage.tell(payment, each, tries=1)]
    for each in left:
        stage.tell(payment, each)
