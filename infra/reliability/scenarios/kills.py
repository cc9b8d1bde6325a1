"""The power fails at every named point, in web process, worker and at the desk of staff.

One course leads past all points: an order is paid, captured, invoiced and given back in part, at the
till's own desk, too, where somebody pays for nothing; then it is labelled, sent, withdrawn from and
taken back. Another is paid by somebody who never comes back, edited down and up, and cancelled; a third
one pays nothing and leaves. At the end the books are compared. Then the same course is walked once for
each point, by processes that end there. Points of drafts have one more order in it, which staff prepare
and whose link nobody pays: nothing of it touches the others.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from commerce.carriers.enums import LabelState
from commerce.carriers.models import Label
from commerce.core.points import reach
from commerce.documents.models import TaxRecord
from commerce.payments.enums import InstructionKind
from infra.launch.places import ROOT
from infra.reliability.invariants import NOBODYS
from infra.reliability.processes import Process
from infra.reliability.shopper import Shopper, is_open
from infra.reliability.stage import Stage
from infra.reliability.table import Row
from infra.reliability.till import HOST
from infra.reliability.web import ask

from .desk import (
    bundle_invoices,
    cancel_the_newest,
    capture_all,
    edit_the_newest,
    give_back_a_part,
    give_back_orphans,
    mark_paid_at_once,
    read_books,
    send_all_back,
    send_link_that_nobody_pays,
)
from .trial import Trial

NAMED: Final = re.compile(r"""\breach[(,]\s*f?"([a-z_.{}]+)"\s*\)""")
# What stands in a name for each kind of instruction.
OF_EACH_KIND: Final = "{instruction.kind}"
UNHEARD: Final = "2.00"
OF_DRAFTS: Final = "draft."


def points() -> list[str]:
    """Every point that the sources name."""
    files = (ROOT / "commerce").rglob("*.py")
    texts = (path.read_text() for path in files if "tests" not in path.parts)
    names = {name for text in texts for name in NAMED.findall(text)}
    kinds = InstructionKind.values
    return sorted({name.replace(OF_EACH_KIND, kind) for name in names for kind in kinds})


def past_all(stage: Stage) -> list[Row]:
    """Walk the course with nobody dying: of a point that it does not pass nothing would be known."""
    with _noting() as passed:
        row, _died = _walked(stage, "", "nobody is killed")
        missed = sorted(set(points()) - set(passed.read_text().split()))
    stage.arm("")
    return [row.with_problem(f"never reached: {', '.join(missed)}") if missed else row]


def killed_at(stage: Stage, *, point: str) -> list[Row]:
    """Walk the course with processes that end at the point."""
    row, died = _walked(stage, point, f"kill -9 at {point}")
    row = replace(row, note=f"{died} × killed")
    return [row if died else row.with_problem("the point was never reached")]


def _walked(stage: Stage, point: str, scenario: str) -> tuple[Row, int]:
    """What came of the course, and how often somebody died."""
    goods = stage.goods(100)
    trial = Trial.begin(stage)
    shoppers = [stage.shopper(goods) for _ in range(3)]
    before = stage.deaths
    stage.arm(point)
    died = walk(stage, shoppers, point)
    stage.settle(helps=False)
    stage.arm("")
    row = trial.end(scenario, orders=2 + _has_draft(point), charges=0)
    row = replace(row, problems=[*row.problems, *_told_once(stage)])
    return row, died + stage.deaths - before


def _told_once(stage: Stage) -> Iterator[str]:
    """Each label and each declared document of theirs is one of the shop's; none is there twice."""
    received = stage.doubles.carrier.received
    asked = {each["reference"] for each in received}
    labels = Label._base_manager.filter(state=LabelState.MADE, public_id__in=asked)
    theirs = Counter(each["reference"] for each in received if not each["is_void"])
    if theirs != (ours := Counter(labels.values_list("public_id", flat=True))):
        yield f"labels: {ours} here, {theirs} there"
    theirs = Counter(each["code"] for each in stage.doubles.taxes.received)
    told = TaxRecord._base_manager.values_list("document__number", flat=True)
    if theirs != (ours := Counter(told)):
        yield f"taxes: {ours} here, {theirs} there"


@contextmanager
def _noting() -> Iterator[Path]:
    """Have every process that is made meanwhile write down which points it passes."""
    log = logging.getLogger(reach.__module__)
    with TemporaryDirectory() as folder:
        handler = logging.FileHandler(Path(folder) / "passed")
        log.addHandler(handler)
        log.setLevel(logging.DEBUG)
        try:
            yield Path(handler.baseFilename)
        finally:
            log.setLevel(logging.NOTSET)
            log.removeHandler(handler)
            handler.close()


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
    died += _at_desk(bundle_invoices, point)
    died += _at_desk(mark_paid_at_once, point)
    died += _at_desk(edit_the_newest, point)
    stage.settle(helps=False)
    died += _at_desk(cancel_the_newest, point)
    give_back_unheard(stage, begun)
    pay_for_nothing(stage)
    died += sum(_at_desk(act, point) for act in (read_books, give_back_orphans))
    stage.settle(helps=False)
    died += _at_desk(send_all_back, point)  # nobody keeps anything in the end
    if _has_draft(point):
        stage.settle(helps=False)
        died += _at_desk(send_link_that_nobody_pays, point)
    return died


def _has_draft(point: str) -> bool:
    """Whether the course goes on to a draft: for its own points, and where all are looked for."""
    return point.startswith(OF_DRAFTS) or not point


def give_back_unheard(stage: Stage, completion: Mapping[str, Any]) -> None:
    """At the till's own desk a part of what was taken goes back, and no message of it ever comes."""
    for payment in stage.payments_of(completion):
        path = f"/payments/{payment['id']}/refund"
        ask(HOST, stage.till, "POST", path, {"amount": UNHEARD})


def pay_for_nothing(stage: Stage) -> None:
    """At the till somebody pays who has ordered nothing in this shop."""
    wanted = {"amount": "7.00", "currency": "EUR", "session": NOBODYS, "is_at_once": True}
    payment = ask(HOST, stage.till, "POST", "/payments", wanted).json
    ask(HOST, stage.till, "POST", f"/payments/{payment['id']}/approve", {})


def _begun(stage: Stage, shopper: Shopper) -> Mapping[str, Any]:
    """Begin to pay, look again a while later, and begin anew when there is no answer at all."""
    answer = shopper.begin()
    if not is_open(answer):
        stage.settle(helps=False)
        answer = shopper.begin()
    stage.settle(helps=False, is_short=True)
    return shopper.read(answer.json)


def _at_desk(act: Callable[[], object], point: str) -> bool:
    """Do it in a process that may die there, and once more in one that does not.

    Raises RuntimeError where it comes to no good end by itself.
    """
    first = Process(act, end_at=point)
    is_done = first.wait()
    if first.was_killed:
        is_done = Process(act).wait()
    if not is_done:
        raise RuntimeError(f"what was done at the desk failed: {act.__name__}")
    return first.was_killed
