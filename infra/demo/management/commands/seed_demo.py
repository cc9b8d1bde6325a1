"""`manage.py seed_demo`: fill an empty installation with the demo shop Reed & Rook."""

from __future__ import annotations

import logging
import sys
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
from infra.demo.seeding import Stages, Step, seed
from infra.settings.environment import VAR_DIR

FOLDER = VAR_DIR / "demo"
ACCOUNTS = VAR_DIR / "demo-accounts.json"


class Command(BaseCommand):
    help = (
        "Set up the demo shop Reed & Rook: channel, 135 products with drawn pictures in four "
        "languages, offers, vouchers, reviews, website, shipping rates and demo accounts. "
        "Repeating it does only what is missing; what editors have changed stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be set up, change nothing"
        )
        parser.add_argument(
            "--force", action="store_true", help="allow it in production, without demo accounts"
        )
        parser.add_argument(
            "--pictures", type=Path, default=FOLDER, metavar="FOLDER",
            help="where the drawn pictures are kept (default: %(default)s)",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        if is_production() and not options["force"]:
            raise CommandError("This is production. Say --force if you want the demo shop here.")
        if options["dry_run"]:
            self._describe()
            return
        logging.disable(logging.INFO)  # each page published says so; the bars say enough
        accounts = None if is_production() else ACCOUNTS
        console = Console(file=sys.stdout)
        with Progress(*_columns(), console=console) as progress:
            seed(Stages(options["pictures"], accounts, _shown_on(progress)))
        self.stdout.write(self.style.SUCCESS("Reed & Rook is ready."))

    def _describe(self) -> None:
        catalogue = load()
        variants = sum(len(product.variants) for product in catalogue.products)
        self.stdout.write(
            f"{len(catalogue.products)} products with {variants} variants in "
            f"{len(catalogue.categories)} categories, {pictures.count_pictures()} pictures, "
            f"{len(catalogue.offers)} offers, {len(catalogue.vouchers)} vouchers, "
            f"{len(catalogue.reviews)} reviews. Nothing was changed."
        )


def is_production() -> bool:
    """Tell whether the production settings are in force."""
    return str(settings.SETTINGS_MODULE).endswith(".production")


class _Bar(Step):
    def __init__(self, progress: Progress, title: str, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=total)
        self._total = total

    def advance(self, done: int) -> None:
        self._progress.advance(self._task, done)

    def finish(self) -> None:
        self._progress.update(self._task, completed=self._total)


def _shown_on(progress: Progress) -> Any:
    @contextmanager
    def step(title: str, total: int) -> Iterator[Step]:
        bar = _Bar(progress, title, total)
        yield bar
        bar.finish()

    def start(title: str, total: int) -> AbstractContextManager[Step]:
        return step(title, total)

    return start


def _columns() -> tuple[Any, ...]:
    return (
        TextColumn("{task.description:26}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
