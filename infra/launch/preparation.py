"""Steps of which the engines themselves say whether they are done: tables, demo shop, search index.

A note in a file could not know that another database is in use today, or that somebody dropped it.
"""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from infra.launch.commands import CommandRunner, clean_environment, telling_lines
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.places import PYTHON, ROOT
from infra.launch.stamps import Input, Stamp, digest_of


class Preparation:
    """What the engines of this start hold; asked once, and again after something was done."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self._state: dict[str, bool] | None = None

    def has(self, name: str) -> bool:
        """Whether that part is ready. Raises LaunchError when an engine cannot be asked."""
        if self._state is None:
            self._state = self._ask()
        return self._state[name]

    def forget(self) -> None:
        """Ask anew: something was done."""
        self._state = None

    def _ask(self) -> dict[str, bool]:
        answer = subprocess.run(
            [PYTHON, "-m", "infra.preparation"],
            cwd=ROOT,
            env={**clean_environment(), **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode:
            lines = telling_lines(answer.stderr.splitlines())
            raise LaunchError("\n".join(lines).removeprefix("error: "))
        state: dict[str, bool] = json.loads(answer.stdout.splitlines()[-1])
        return state


@dataclass(frozen=True)
class Release:
    """The code that something is made with, and the note of the one it was last made with."""

    stamp: Stamp
    inputs: Callable[[], Sequence[Input]]

    def is_current(self) -> bool:
        """Whether it was made with today's code."""
        return self.stamp.is_fresh(digest_of(self.inputs()))

    def remember(self) -> None:
        """Note that it was made with today's code."""
        self.stamp.remember(digest_of(self.inputs()))


@dataclass(frozen=True)
class AskedStep:
    """A piece of preparation: what is asked, and the arguments for Python that do it."""

    title: str
    preparation: Preparation
    part: str
    arguments: Sequence[str]
    release: Release | None = None

    def carry_out(self, runner: CommandRunner, console: Console) -> bool:
        """Do the work unless it is done already. Returns whether there was any."""
        if self._is_done():
            return False
        with console.activity(self.title) as activity:
            runner.run(
                [PYTHON, *self.arguments],
                log=self.part,
                activity=activity,
                environment=self.preparation.environment,
            )
        self.preparation.forget()
        if self.release is not None:
            self.release.remember()
        return True

    def _is_done(self) -> bool:
        is_current = self.release is None or self.release.is_current()
        return self.preparation.has(self.part) and is_current
