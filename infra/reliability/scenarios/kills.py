"""The power fails at every named point, in web process, worker and at the desk of staff.

One course leads past all points: an order is paid, captured and given back in part, at the till's own desk,
too; another is paid by somebody who never comes back, and is cancelled; a third one pays nothing and
leaves. At the end the books are compared.
Then the same course is walked once for each point, by processes that end there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from commerce.payments.enums import InstructionKind
from infra.launch.places import ROOT
from infra.reliability.processes import Process
from infra.reliability.shopper import Shopper, is_open
from infra.reliability.stage import Stage
from infra.reliability.table import Row
from infra.reliability.till import HOST
from infra.reliability.web import ask

from .desk import cancel_the_newest, capture_all, give_back_a_part, read_books
from .trial import Trial

NAMED: Final = re.compile(r"""\breach[(,]\s*f?"([a-z_.{}]+)"\s*\)""")
# What stands in a name for each kind of instruction.
OF_EACH_KIND: Final = "{instruction.kind}"
UNHEARD: Final = "2.00"


def points() -> list[str]:
    """Every point that the sources name."""
    files = (ROOT / "commerce").rglob("*.py")
    texts = (path.read_text() for path in files if "tests" not in path.parts)
    names = {name for text in texts for name in NAMED.findall(text)}
    kinds = InstructionKind.values
    return sorted({name.replace(OF_EACH_KIND, kind) for name in names for kind in kinds})


def all_of(stage: Stage, *, names: Sequence[str]) -> list[Row]:
    """One row for each of the points."""
    return [killed_at(stage, name) for name in names]


def killed_at(stage: Stage, point: str) -> Row:
    """Walk the course with processes that end at the point."""
    goods = stage.goods(100)
    trial = Trial.begin(stage)
    shoppers = [stage.shopper(goods) for _ in range(3)]
    before = stage.deaths
    stage.arm(point)
    died_at_desk = walk(stage, shoppers, point)
    stage.settle(helps=False)
    stage.arm("")
    died = stage.deaths - before + died_at_desk
    row = trial.end(f"kill -9 at {point}", orders=2, charges=1, note=f"{died} × killed")
    return row if died else row.with_problem("the point was never reached")


def walk(stage: Stage, shoppers: Sequence[Shopper], point: str) -> int:
    """The course; returns how often somebody died at the desk."""
    pays, vanishes, leaves = shoppers
    begun = _begun(stage, pays)
    pays.approve(begun)
    stage.tell_all(begun)
    pays.complete(begun["id"])
    vanishes.approve(_begun(stage, vanishes))
    leaves.begin()
    stage.settle(helps=False)
    died = sum(_at_desk(act, point) for act in (capture_all, give_back_a_part))
    stage.settle(helps=False)  # nobody cancels while money is being moved
    died += _at_desk(cancel_the_newest, point)
    give_back_unheard(stage, begun)
    return died + _at_desk(read_books, point)


def give_back_unheard(stage: Stage, completion: Mapping[str, Any]) -> None:
    """At the till's own desk a part of what was taken goes back, and no message of it ever comes."""
    for payment in stage.payments_of(completion):
        path = f"/payments/{payment['id']}/refund"
        ask(HOST, stage.till, "POST", path, {"amount": UNHEARD})


def _begun(stage: Stage, shopper: Shopper) -> Mapping[str, Any]:
    """Begin to pay, look again a while later, and begin anew when there is no answer at all."""
    answer = shopper.begin()
    if not is_open(answer):
        stage.settle(helps=False)
        answer = shopper.begin()
    stage.settle(helps=False, is_short=True)
    return shopper.read(answer.json)


def _at_desk(act: Callable[[], object], point: str) -> bool:
    """Do it in a process that may die there, and once more in one that does not."""
    first = Process(act, end_at=point)
    first.wait()
    if first.was_killed:
        Process(act).wait()
    return first.was_killed
