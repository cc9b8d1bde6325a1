"""`manage.py search rebuild`"""

from __future__ import annotations

import gc
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

import django
from django.db import connections
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from search.embeddings.watching import watched_by
from search.engines.choice import get_engine
from search.indexing.sources import list_sources
from search.models import NO_MODEL
from search.selectors.builds import list_running_builds
from search.services.rebuilding import BuildReport, rebuild

from .choosing import add_choice_of_indexes, chosen_sources, shown, without_vector
from .vectors import Reporter

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

    from search.indexing.sources import Source

HELP: Final = (
    "Make indexes anew beside those that are searched, and put them in their place at once. A rebuild"
    " that was interrupted goes on where it was."
)


def add_arguments(parser: ArgumentParser) -> None:
    add_choice_of_indexes(parser)
    parser.add_argument(
        "--fresh", action="store_true", help="begin at the first document, whatever was begun"
    )
    parser.add_argument("--missing", action="store_true", help="only indexes that do not exist yet")
    parser.add_argument(
        "--processes", type=int, default=1, help="how many indexes are made at a time (default: 1)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")


def run(
    command: BaseCommand,
    *,
    channel: str | None,
    locale: str | None,
    kind: str | None,
    fresh: bool,
    missing: bool,
    processes: int,
    dry_run: bool,
    **_options: Any,
) -> None:
    sources = chosen_sources(channel=channel, locale=locale, kind=kind)
    if missing:
        live = {state.name for state in get_engine().list_states() if state.is_live}
        sources = [source for source in sources if source.index not in live]
    if dry_run:
        for source in sources:
            command.stdout.write(_plan(source, is_fresh=fresh))
    elif processes > 1:
        _rebuild_side_by_side(command, sources, is_fresh=fresh, processes=processes)
    else:
        _rebuild_one_by_one(command, sources, is_fresh=fresh)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let the garbage collector rest: documents refer to nothing that refers to them.

    It went through all that a batch holds again and again, which took 40 % of a rebuild's time.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _plan(source: Source, *, is_fresh: bool) -> str:
    build = list_running_builds(source=source).first()
    line = f"{shown(source.index)}: {source.count()} documents would be written"
    if build is not None and not is_fresh:
        line += f", {build.written} of them are already"
    return line


def _rebuild_one_by_one(command: BaseCommand, sources: list[Source], *, is_fresh: bool) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bars:
        for source in sources:
            task = bars.add_task(shown(source.index), total=source.count())
            began = time.monotonic()
            reporter = _reporter(command, source, bars)
            with _no_search_for_cycles(), watched_by(reporter):
                report = rebuild(
                    source=source,
                    is_fresh=is_fresh,
                    progress=lambda done, task=task: bars.advance(task, done),  # type: ignore[misc]
                )
            command.stdout.write(_line(source, report, time.monotonic() - began))


def _reporter(command: BaseCommand, source: Source, bars: Progress) -> Reporter:
    """Have what is said of vectors stand above the bars, among which they have one of their own."""
    index = shown(source.index)
    if source.model == NO_MODEL or not bars.console.is_terminal:
        return Reporter(index, command.stdout.write)
    task = bars.add_task("  vectors", total=source.count())
    return Reporter(
        index,
        command.stdout.write,
        advance=lambda texts: bars.advance(task, texts),
        patience=float("inf"),
    )


def _rebuild_side_by_side(
    command: BaseCommand, sources: list[Source], *, is_fresh: bool, processes: int
) -> None:
    connections.close_all()  # a connection shared by two processes would belong to neither
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        names = [
            (source.index.channel, source.index.locale, source.index.kind) for source in sources
        ]
        running = [pool.submit(_rebuild_named, *name, is_fresh) for name in names]
        for lines in running:
            command.stdout.writelines(f"{line}\n" for line in lines.result())


def _rebuild_named(channel: str, locale: str, kind: str, is_fresh: bool) -> list[str]:
    """Rebuild one index in a process of its own; return what is to be said about it."""
    (source,) = list_sources(channel=channel, locale=locale, kind=kind)
    began = time.monotonic()
    lines: list[str] = []
    reporter = Reporter(shown(source.index), lines.append)
    with _no_search_for_cycles(), watched_by(reporter):
        report = rebuild(source=source, is_fresh=is_fresh)
    return [*lines, _line(source, report, time.monotonic() - began)]


def _line(source: Source, report: BuildReport, seconds: float) -> str:
    rate = report.written / seconds if seconds else 0
    resumed = ", continued" if report.is_resumed else ""
    line = (
        f"{shown(source.index)}: {report.written} documents in {seconds:.1f} s"
        f" ({rate:,.0f}/s){resumed}, generation {report.generation}"
    )
    return line + without_vector(report.without_vector)
