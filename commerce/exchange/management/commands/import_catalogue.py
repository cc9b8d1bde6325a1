"""`manage.py import_catalogue FILE --profile …`: bring products from a file into a channel."""

from __future__ import annotations

import csv
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar
from rich.table import Table

from commerce.core.errors import DomainError
from commerce.exchange import services
from commerce.exchange.errors import ImportRejectedError
from commerce.exchange.profiles import PROFILES
from commerce.exchange.reports import ImportReport, Outcome
from commerce.exchange.rows import RowError
from commerce.exchange.services.imports import OnProgress
from commerce.exchange.sources import Source
from commerce.tenancy.selectors import get_channel, get_default_channel

SHOWN_ERRORS = 20
LOG_WIDTH = 140
STEPS = {"check": "Checking", "write": "Writing"}


class Command(BaseCommand):
    help = (
        "Import products, variants, prices, stock, texts and pictures. Existing SKUs are updated."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--profile", choices=sorted(PROFILES), default="heron")
        parser.add_argument("--channel", help="code of the channel; the default one if left out")
        parser.add_argument("--images", type=_folder, help="folder of the pictures")
        parser.add_argument("--translations", type=Path, help="file of texts (spree)")
        parser.add_argument("--currency", help="of prices whose file names none")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--errors", type=Path, help="CSV file to write errors to")
        parser.add_argument("--batch-size", type=_positive, default=services.BATCH_SIZE)
        parser.add_argument("--restart", action="store_true", help="do not continue, begin again")

    def handle(self, *args: Any, **options: Any) -> None:
        console = _console(self.stdout)
        try:
            with _bars(console) as on_progress:
                report = self._import(options, on_progress)
        except ImportRejectedError as error:
            _show_errors(console, error.errors, options["errors"])
            raise CommandError(error.detail, returncode=1) from None
        except KeyboardInterrupt:
            message = "Interrupted. The same command goes on behind the last batch."
            raise CommandError(message, returncode=130) from None
        except DomainError as error:
            raise CommandError(error.detail, returncode=1) from None
        _show_report(console, report)

    def _import(self, options: dict[str, Any], on_progress: OnProgress) -> ImportReport:
        code = options["channel"]
        channel = get_channel(code=code) if code else get_default_channel()
        return services.import_file(
            source=Source(
                file=options["file"],
                currency=options["currency"] or channel.default_currency,
                locale=settings.LANGUAGE_CODE,
                translations=options["translations"],
                images=options["images"],
            ),
            profile=options["profile"],
            channel=channel,
            is_dry_run=options["dry_run"],
            is_restart=options["restart"],
            batch_size=options["batch_size"],
            on_progress=on_progress,
        )


@contextmanager
def _bars(console: Console) -> Iterator[OnProgress]:
    """One bar for each step, drawn where there is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with ProgressBar(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def show(progress: services.Progress) -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bars.add_task(STEPS[progress.step], total=None)
            bars.update(tasks[progress.step], completed=progress.done, total=progress.total)

        yield show


def _console(output: Any) -> Console:
    """A console on the command's output; a log gets lines that are long enough for the tables."""
    console = Console(file=output)
    return console if console.is_terminal else Console(file=output, width=LOG_WIDTH)


def _show_report(console: Console, report: ImportReport) -> None:
    table = Table("", *(str(outcome) for outcome in Outcome))
    for kind, outcomes in report.counts.items():
        table.add_row(kind, *(f"{outcomes[outcome]:,}" for outcome in Outcome))
    if report.skipped:
        console.print(f"Continued behind {report.skipped:,} products of an earlier run.")
    console.print(table)
    console.print("Nothing was written: dry run." if report.is_dry_run else "Done.")


def _show_errors(console: Console, errors: Sequence[RowError], target: Path | None) -> None:
    table = Table("line", "sku", "column", "code", "detail", "file")
    for error in errors[:SHOWN_ERRORS]:
        table.add_row(
            str(error.line), error.sku, error.column, error.code, error.detail, error.file
        )
    console.print(table)
    if len(errors) > SHOWN_ERRORS:
        console.print(f"… and {len(errors) - SHOWN_ERRORS} more.")
    if len(errors) >= services.MAX_ERRORS:
        console.print("Checking ended there; the file may have more errors.")
    if target is not None:
        _write_errors(errors, target)
        console.print(f"All of them are in {target}.")


def _write_errors(errors: Sequence[RowError], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(RowError)])
        writer.writeheader()
        writer.writerows(asdict(error) for error in errors)


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise ArgumentTypeError(f"{text} is no folder")
    return path


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is no positive number")
    return int(text)
