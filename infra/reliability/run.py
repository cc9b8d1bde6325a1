"""Which scenarios are run, in which order."""

from __future__ import annotations

import time
import traceback
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from infra.launch.console import Console

from . import ground
from .scenarios import doubles, kills, outages, races, webhooks
from .stage import Stage, on_stage
from .table import Row, lines

METHODS = ("offline", "till")
Scenario = Callable[[Stage], Sequence[Row]]


def run(options: Namespace, till: int, mail: int) -> int:
    """Run the scenarios in a database of their own and print their table; 1 when one is broken."""
    console = Console()
    began = time.monotonic()
    rows: list[Row] = []
    try:
        place = ground.prepare(options.database)
        with (
            ground.running_till(till, mail),
            ground.running_doubles() as doubles,
            on_stage(place, till, doubles, processes=options.processes) as stage,
        ):
            for name, scenario in scenarios(options):
                if not options.only or any(word in name for word in options.only):
                    with console.activity(name):
                        rows += _tried(name, scenario, stage)
    finally:
        console.close()
        ground.drop(options.database)
    print("\n".join(lines(rows)))
    broken = sum(not row.is_good for row in rows)
    print(f"{len(rows)} scenarios, {broken} broken, {time.monotonic() - began:.0f} s.")
    return min(broken, 1)


def _tried(name: str, scenario: Scenario, stage: Stage) -> Sequence[Row]:
    """What cannot even be walked to its end is broken; the others are still tried."""
    try:
        return scenario(stage)
    except Exception as error:  # noqa: BLE001 the edge of a program
        traceback.print_exc()
        return [Row(name, 0, 0, 0, [f"ended by {error!r}"])]


def scenarios(options: Namespace) -> Iterator[tuple[str, Scenario]]:
    """Name and deed of each, of the short form or of all."""
    short = options.short
    runs, buyers = (1, 24) if short else (5, options.buyers)
    for method in METHODS:
        yield f"last pieces, {method}", partial(races.all_of, buyers=buyers, method=method)
        yield f"doubles, {method}", partial(doubles.all_of, method=method, runs=runs)
    yield "webhooks", partial(webhooks.all_of, each_order=1 if short else 4)
    yield "past all points", kills.past_all
    for name in kills.points()[:: 6 if short else 1]:
        yield f"kill at {name}", partial(kills.killed_at, point=name)
    yield "outages", partial(outages.all_of, is_short=short)
