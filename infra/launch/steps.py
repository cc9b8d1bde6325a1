"""Steps: each is skipped when nothing it depends on changed; independent chains run side by side."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from infra.launch.commands import CommandRunner
from infra.launch.console import Activity, Console
from infra.launch.errors import Interrupted
from infra.launch.stamps import Input, Stamp, digest_of

WAKE_UP_SECONDS = 0.2
Action = Callable[[CommandRunner, Activity], None]


class Work(Protocol):
    """Something a lane carries out."""

    def carry_out(self, runner: CommandRunner, console: Console) -> bool:
        """Do the work unless it is done already. Returns whether there was any."""


@dataclass(frozen=True)
class Step:
    """A piece of preparation: what it depends on, what it makes, and how."""

    title: str
    stamp: Stamp
    inputs: Callable[[], Sequence[Input]]
    action: Action
    products: Sequence[Path] = ()

    def carry_out(self, runner: CommandRunner, console: Console) -> bool:
        """Do the work unless it is done already. Returns whether there was any."""
        digest = digest_of([self.title, *self.inputs()])
        if self.stamp.is_fresh(digest) and all(each.exists() for each in self.products):
            return False
        self.stamp.forget()
        with console.activity(self.title) as activity:
            self.action(runner, activity)
        self.stamp.remember(digest)
        return True


def carry_out_side_by_side(
    lanes: Sequence[Sequence[Work]], runner: CommandRunner, console: Console
) -> None:
    """Run each lane's steps in order and the lanes at once; the first failure ends all lanes."""
    with ThreadPoolExecutor(max_workers=len(lanes), thread_name_prefix="lane") as pool:
        futures = [pool.submit(_carry_out_lane, lane, runner, console) for lane in lanes]
        try:
            while wait(futures, timeout=WAKE_UP_SECONDS, return_when=FIRST_EXCEPTION).not_done:
                if any(each.done() and each.exception() for each in futures):
                    break
        finally:
            if not all(each.done() and not each.exception() for each in futures):
                runner.cancel()
    for each in sorted(futures, key=_was_interrupted):
        each.result()


def _carry_out_lane(lane: Sequence[Work], runner: CommandRunner, console: Console) -> None:
    for step in lane:
        step.carry_out(runner, console)


def _was_interrupted(lane: "Future[None]") -> bool:
    """Sorts the failure that ended everything before the lanes that were ended because of it."""
    return isinstance(lane.exception(), Interrupted)
