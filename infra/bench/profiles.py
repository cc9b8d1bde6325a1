"""Where the CPU of a write goes: the same request again and again in this process, under cProfile."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from infra.bench import shop
from infra.bench.operations import Goods
from infra.bench.peers.shoppers import Heron
from infra.bench.queries import send_in_process
from infra.launch.console import Console

TIMES, WARM_UP, TOP = 60, 6, 14


def profile_writes(console: Console, products: int, *, is_fresh: bool) -> None:
    """Print the CPU, the calls and the most expensive functions of adding a line and placing."""
    shop.use_database(shop.imported_database(products), is_fresh=is_fresh)
    with console.activity(f"Catalogue of {products} products"):
        shop.fill(products)
    client: Any = SimpleNamespace(send=send_in_process, address="")
    heron = Heron(Goods.collect())
    _profile(console, "new cart with a line", lambda: None, lambda _none: heron.add_line(client))
    _profile(
        console,
        "place order, 1 line",
        lambda: heron.prepare(client),
        lambda ready: heron.place(client, ready),
    )


def _profile(
    console: Console, name: str, prepare: Callable[[], Any], act: Callable[[Any], object]
) -> None:
    ready = [prepare() for _ in range(WARM_UP + 2 * TIMES)]
    for each in ready[:WARM_UP]:
        act(each)
    began = time.process_time()
    for each in ready[WARM_UP:-TIMES]:
        act(each)
    spent = (time.process_time() - began) * 1000 / TIMES
    profile = cProfile.Profile()
    with profile:
        for each in ready[-TIMES:]:
            act(each)
    calls = sum(each.callcount for each in profile.getstats()) // TIMES
    console.say(f"{name}: {spent:.1f} ms of CPU, {calls:,} calls")
    pstats.Stats(profile).sort_stats("tottime").print_stats(TOP)
