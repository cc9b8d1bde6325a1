"""The part `peers` of `make bench`: sets both shops up, measures them in turns, prints one table."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack

from rich.console import Console as Paper
from rich.table import Table as Grid

from infra.bench import searches, shop
from infra.bench.operations import CLIENTS, Goods
from infra.bench.peers import oscar
from infra.bench.peers.measure import (
    Figures,
    Running,
    Table,
    count_in_process,
    count_over_http,
    measure,
)
from infra.bench.peers.shoppers import Heron, Oscar
from infra.bench.server import heron_server, supervised
from infra.launch.console import Console
from infra.launch.ports import find_free_ports

Counts = Mapping[str, Mapping[str, int]]


def measure_peers(console: Console, products: int, seconds: int, *, is_fresh: bool) -> None:
    """Measure Heron and django-oscar-api beside each other and print how they compare."""
    name = shop.imported_database(products)
    database_url, environment = shop.use_database(name, is_fresh=is_fresh), searches.use_index(name)
    with console.activity(f"Catalogue of {products} products"):
        shop.fill(products)
    with console.activity("Index of the search"):  # as every shop has it that is open
        searches.build_index()
    oscar.install(console)
    heron = Heron(Goods.collect())
    peer = Oscar(oscar.fill(console, products, is_fresh=is_fresh))
    own_port, counting_port, peer_port = find_free_ports(3)
    with supervised(oscar.server(products, counting_port, counts=True), console) as address:
        counts = {peer.name: count_over_http(peer, address), heron.name: count_in_process(heron)}
    with ExitStack() as stack:
        servers = [
            heron_server(database_url, own_port, environment),
            oscar.server(products, peer_port),
        ]
        shops = [
            Running(each, stack.enter_context(supervised(server, console)), server.mark)
            for each, server in zip((heron, peer), servers, strict=True)
        ]
        found = measure(shops, seconds=seconds, announce=lambda name: console.say(f"  {name}"))
    Paper(width=170).print(_grid(found, counts, (heron.name, peer.name)))


def _grid(table: Table, counts: Counts, names: tuple[str, str]) -> Grid:
    grid = Grid(title="In turns, over HTTP, one PostgreSQL, 2 server processes each")
    grid.add_column("operation", no_wrap=True)
    for name in names:
        for title in ("SQL", "CPU ms", "p50 ms", *(f"{n} cl. /s" for n in CLIENTS)):
            grid.add_column(f"{name}\n{title}", justify="right")
    for title in ("of trivial", "times the peer"):
        for clients in CLIENTS:
            grid.add_column(f"{title}\n{clients} cl.", justify="right")
    trivial = next(iter(table.values()))[names[0]]
    for operation, rows in table.items():
        cells = [cell for name in names for cell in _cells(name, operation, rows, counts)]
        grid.add_row(operation, *cells, *_ratios(rows, names, trivial))
    return grid


def _cells(name: str, operation: str, rows: Mapping[str, Figures], counts: Counts) -> list[str]:
    if name not in rows:
        return ["–"] * (3 + len(CLIENTS))
    figures = rows[name]
    return [
        str(counts[name][operation]),
        f"{figures.cpu_milliseconds:.2f}",
        f"{figures.milliseconds(1):.1f}",
        *(f"{figures.per_second(clients):,.0f}" for clients in CLIENTS),
    ]


def _ratios(rows: Mapping[str, Figures], names: tuple[str, str], trivial: Figures) -> list[str]:
    own, peer = rows[names[0]], rows.get(names[1])
    return [
        *(f"{own.per_second(n) / trivial.per_second(n):.0%}" for n in CLIENTS),
        *(f"{own.per_second(n) / (peer.per_second(n) or 1):.1f}" if peer else "–" for n in CLIENTS),
    ]
