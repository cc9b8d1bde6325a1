"""`manage.py seed_demo`: fill an empty installation with the demo shop Reed & Rook, once."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infra.demo import pictures
from infra.demo.catalogue import load
from infra.demo.marks import only_one_seed
from infra.demo.repeating import describe_repetition
from infra.demo.seeding import Bar, Stages, demo_channel, has_been_seeded, seed
from infra.settings.environment import VAR_DIR

FOLDER = VAR_DIR / "demo"
ACCOUNTS = VAR_DIR / "demo-accounts.json"
# How often progress is told where no bar can be redrawn.
TELLING_SECONDS = 2.0
ALREADY = (
    "The demo shop was set up in this database before. It is left as it is now: what was changed or "
    "deleted since stays so. `seed_demo --again --dry-run` says what setting it up again would do, "
    "`seed_demo --again` does it."
)


class Command(BaseCommand):
    help = (
        "Set up the demo shop Reed & Rook: channel, 135 products with drawn pictures in four "
        "languages, offers, vouchers, reviews, website, shipping rates, demo accounts and the orders "
        "and searches of past weeks. "
        "Once per database: interrupted it goes on where it was, finished it does nothing more."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be set up, change nothing"
        )
        parser.add_argument(
            "--again", action="store_true",
            help="set the demo up again: texts, prices and pictures of its products as they were, "
            "and whatever was deleted. Stock, orders and pages that an editor has worked on stay",
        )  # fmt: skip
        parser.add_argument(
            "--force", action="store_true", help="allow it in production, without demo accounts"
        )
        parser.add_argument(
            "--pictures", type=Path, default=FOLDER, metavar="FOLDER",
            help="where the drawn pictures are kept (default: %(default)s)",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._describe(options["pictures"], is_again=options["again"])
            return
        if is_production() and not options["force"]:
            raise CommandError("This is production. Say --force if you want the demo shop here.")
        logging.disable(logging.INFO)  # each page published says so; the bars say enough
        accounts = None if is_production() else ACCOUNTS
        with only_one_seed(), _shown(sys.stdout) as step:
            stages = Stages(options["pictures"], accounts, step)
            was_due = seed(stages, is_again=options["again"])
        if was_due:
            self.stdout.write(self.style.SUCCESS("Reed & Rook is ready."))
        else:
            self.stdout.write(ALREADY)

    def _describe(self, folder: Path, *, is_again: bool) -> None:
        if is_again:
            lines = describe_repetition(demo_channel(), folder)
        elif has_been_seeded():
            lines = [ALREADY]
        else:
            lines = [_contents()]
        self.stdout.write("\n".join([*lines, "Nothing was changed."]))


def _contents() -> str:
    catalogue = load()
    variants = sum(len(product.variants) for product in catalogue.products)
    return (
        f"{len(catalogue.products)} products with {variants} variants in "
        f"{len(catalogue.categories)} categories, {pictures.count_pictures()} pictures, "
        f"{len(catalogue.offers)} offers, {len(catalogue.vouchers)} vouchers, "
        f"{len(catalogue.reviews)} reviews."
    )


def is_production() -> bool:
    """Tell whether the production settings are in force."""
    return str(settings.SETTINGS_MODULE).endswith(".production")


class _Redrawn(Bar):
    """A bar on a terminal."""

    def __init__(self, progress: Progress, title: str, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=total)
        self._total = total

    def advance(self, done: int) -> None:
        self._progress.advance(self._task, done)

    def finish(self) -> None:
        self._progress.update(self._task, completed=self._total)


class _Told(Bar):
    """A line now and then, for a file, a pipe, or the launcher that shows the last one."""

    def __init__(self, title: str, total: int, stream: Any) -> None:
        self._title, self._total, self._stream = title, total, stream
        self._done, self._told = 0, time.monotonic()
        self._tell()

    def advance(self, done: int) -> None:
        self._done += done
        if time.monotonic() - self._told >= TELLING_SECONDS:
            self._tell()

    def finish(self) -> None:
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        self._told = time.monotonic()
        print(f"{self._title} {self._done}/{self._total}", file=self._stream, flush=True)


@contextmanager
def _shown(stream: Any) -> Iterator[Any]:
    """Give what starts a step's bar: redrawn on a terminal, told line by line elsewhere."""
    if not stream.isatty():
        yield lambda title, total: _finished(_Told(title, total, stream))
        return
    with Progress(*_columns(), console=Console(file=stream)) as progress:
        yield lambda title, total: _finished(_Redrawn(progress, title, total))


def _finished(bar: _Redrawn | _Told) -> AbstractContextManager[Bar]:
    @contextmanager
    def until_done() -> Iterator[Bar]:
        yield bar
        bar.finish()

    return until_done()


def _columns() -> tuple[Any, ...]:
    return (
        TextColumn("{task.description:26}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
