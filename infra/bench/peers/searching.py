"""The part `peer-search` of `make bench`: Heron's search and that of Medusa in turns, all texts different."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from rich.console import Console as Paper
from rich.table import Table

from commerce.tenancy.selectors import get_default_channel
from infra.bench import searches, shop
from infra.bench.cpu import cpu_seconds
from infra.bench.load import WARM_UP_SECONDS, read_for
from infra.bench.operations import CLIENTS
from infra.bench.peers import medusa
from infra.bench.peers.measure import ROUNDS, Figures
from infra.bench.server import heron_server, supervised
from infra.launch.console import Console
from infra.launch.ports import find_free_ports

# Each turn has texts that none had before it: neither shop answers from memory.
TEXTS_OF_A_TURN = 1_500
SEED = 9


@dataclass(frozen=True)
class Searched:
    """A shop whose search answers, and how a text is asked for there."""

    name: str
    address: str
    mark: Path
    lines: Sequence[str]
    headers: dict[str, str]


def measure_peer_search(console: Console, products: int, seconds: int, *, is_fresh: bool) -> None:
    """Grow the catalogue, give it to both, search in turns, and print how they compare."""
    name = shop.grown_database(products)
    database_url = shop.use_database(name, is_fresh=is_fresh)
    environment = searches.use_index(name)
    with console.activity(f"Catalogue of {products} products"):
        shop.fill_by_growth(products, lambda _done: None)
    searches.build_index()
    channel = get_default_channel()
    medusa.install(console)
    medusa.fill(console, channel, products, is_fresh=is_fresh)
    own_port, peer_port = find_free_ports(2)
    own = heron_server(database_url, own_port, environment)
    peer = medusa.server(channel, products, peer_port)
    texts = [query["q"] for query in islice(searches.typed_texts(SEED), searches.SEARCHES)]
    with ExitStack() as stack:
        own_address, peer_address = (
            stack.enter_context(supervised(server, console)) for server in (own, peer)
        )
        headers = medusa.wait_for_index(peer_address, channel, products)
        facets = medusa.list_facets(channel)
        shops = [
            Searched("Heron", own_address, own.mark, [_path(text) for text in texts], {}),
            Searched(
                "Medusa",
                peer_address,
                peer.mark,
                [medusa.question(text, facets) for text in texts],
                headers,
            ),
        ]
        _print(_measure(shops, seconds))


def _measure(shops: Sequence[Searched], seconds: int) -> dict[str, Figures]:
    found = {each.name: Figures() for each in shops}
    for each in shops:
        read_for(WARM_UP_SECONDS, each.address, each.lines[-500:], each.headers, clients=4)
    for turn, clients in enumerate([*CLIENTS] * ROUNDS):
        part = slice(turn * TEXTS_OF_A_TURN, (turn + 1) * TEXTS_OF_A_TURN)
        for each in shops:
            before = cpu_seconds(each.mark)
            read = read_for(seconds, each.address, each.lines[part], each.headers, clients=clients)
            found[each.name].add(clients, read, cpu_seconds(each.mark) - before)
    return found


def _print(found: dict[str, Figures]) -> None:
    table = Table(title="Search with facets, all texts different, in turns, 2 processes each")
    table.add_column("shop")
    for title in ("CPU ms of its processes", *(f"{n} cl. /s" for n in CLIENTS)):
        table.add_column(title, justify="right")
    for name, figures in found.items():
        rates = (f"{figures.per_second(n):,.0f}" for n in CLIENTS)
        table.add_row(name, f"{figures.cpu_milliseconds:.2f}", *rates)
    own, peer = found.values()
    ratios = (f"{_times(own, peer, clients):.1f}" for clients in CLIENTS)
    table.add_row("times the peer", "", *ratios)
    Paper(width=110).print(table)


def _times(own: Figures, peer: Figures, clients: int) -> float:
    """Return the median of the ratios of the rounds, each of which had its own weather."""
    return median(
        a / (b or 1) for a, b in zip(own.rates[clients], peer.rates[clients], strict=True)
    )


def _path(text: str) -> str:
    return f"{searches.SEARCH}?{urlencode({'q': text})}"
