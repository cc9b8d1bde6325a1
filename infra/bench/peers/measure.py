"""Rounds in turns: each operation at one shop, at the other, and again; so both have the same weather."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

from infra.bench.cpu import cpu_seconds
from infra.bench.load import Client, Measurement, measure_each, measure_writes, read_for
from infra.bench.operations import CLIENTS
from infra.bench.peers.oscar_site.counting import HEADER
from infra.bench.peers.shoppers import Headers, Shop
from infra.bench.queries import count_queries

ROUNDS = 3
# Orders that wait for the last click before the clock starts, by number of clients.
PREPARED = {1: 15, 16: 48}
READ_CART, ADD_LINE = "read cart, 1 line", "new cart with a line"
PLACE, CHECKOUT = "place order, 1 line", "whole guest checkout, 1 line"
# As the peer's is in any case: address and way of sending in one request.
AT_ONCE = "the same, said at once"


@dataclass(frozen=True)
class Running:
    """A shop, where it listens, and where its processes are marked."""

    shop: Shop
    address: str
    mark: Path


@dataclass
class Figures:
    """What an operation came to at one shop, in each round."""

    rates: dict[int, list[float]] = field(default_factory=dict)
    medians: dict[int, list[float]] = field(default_factory=dict)
    cpu: list[float] = field(default_factory=list)

    def per_second(self, clients: int) -> float:
        return median(self.rates[clients])

    def milliseconds(self, clients: int) -> float:
        """How long one of them takes."""
        return median(self.medians[clients])

    @property
    def cpu_milliseconds(self) -> float:
        """CPU of the server's processes for one of them, with the most clients."""
        return median(self.cpu)

    def add(self, clients: int, found: Measurement, cpu: float) -> None:
        self.rates.setdefault(clients, []).append(found.per_second)
        self.medians.setdefault(clients, []).append(found.median)
        if clients == max(CLIENTS):
            self.cpu.append(cpu * 1000 / max(found.count, 1))


# By operation and shop.
Table = dict[str, dict[str, Figures]]
# Makes ready what the clock does not see, and returns what it sees.
Operation = Callable[[int], Callable[[], Measurement]]


def measure(shops: Sequence[Running], *, seconds: int, announce: Callable[[str], None]) -> Table:
    """Measure each operation at each shop that has it."""
    operations = {each.shop.name: dict(_operations(each, seconds)) for each in shops}
    table: Table = {}
    for name in operations[shops[0].shop.name]:
        announce(name)
        at = [each for each in shops if name in operations[each.shop.name]]
        table[name] = {each.shop.name: Figures() for each in at}
        for clients in [*CLIENTS] * ROUNDS:
            for each in at:
                act = operations[each.shop.name][name](clients)
                before = cpu_seconds(each.mark)
                found = act()
                spent = cpu_seconds(each.mark) - before
                table[name][each.shop.name].add(clients, found, spent)
    return table


def _operations(running: Running, seconds: int) -> Iterator[tuple[str, Operation]]:
    shop, address = running.shop, running.address
    for name, paths in shop.reads().items():
        yield name, _reads(address, paths, {}, seconds, requests=1)
    client = Client(address)
    cart = shop.add_line(client)
    paths = shop.cart_paths(client, cart)
    yield READ_CART, _reads(address, paths, cart, seconds, requests=len(paths))
    yield ADD_LINE, _writes(address, shop.add_line, seconds)
    yield CHECKOUT, _writes(address, shop.check_out, seconds)
    yield AT_ONCE, _writes(address, shop.check_out_at_once, seconds)
    yield PLACE, _last_step(address, shop)


def _reads(
    address: str, paths: Sequence[str], headers: Headers, seconds: int, *, requests: int
) -> Operation:
    """The paths in turn; so many requests make one operation."""

    def read(clients: int) -> Measurement:
        found = read_for(seconds, address, paths, headers, clients=clients)
        rate, count = found.per_second / requests, found.count // requests
        return replace(found, per_second=rate, median=found.median * requests, count=count)

    return lambda clients: lambda: read(clients)


def _writes(address: str, work: Callable[[Client], object], seconds: int) -> Operation:
    def prepare(clients: int) -> Callable[[], Measurement]:
        return lambda: measure_writes(address, work, clients=clients, seconds=seconds)

    return prepare


def _last_step(address: str, shop: Shop) -> Operation:
    def prepare(clients: int) -> Callable[[], Measurement]:
        client = Client(address)
        ready = [shop.prepare(client) for _ in range(PREPARED[clients])]
        return lambda: measure_each(address, shop.place, ready, clients=clients)

    return prepare


def count_in_process(shop: Shop) -> Mapping[str, int]:
    """The statements of each operation of a shop that is this very project."""

    def count(work: Callable[[Any], object]) -> int:
        return count_queries(lambda send: work(SimpleNamespace(send=send, address="")))

    return dict(_counts(shop, count))


def count_over_http(shop: Shop, address: str) -> Mapping[str, int]:
    """The statements of each operation, as a server that counts them tells."""

    def count(work: Callable[[Any], object]) -> int:
        client = _CountingClient(address)
        work(client)
        return client.statements

    return dict(_counts(shop, count))


def _counts(
    shop: Shop, count: Callable[[Callable[[Any], object]], int]
) -> Iterator[tuple[str, int]]:
    kept: list[Any] = []
    # The first of each kind fills caches that later ones find.
    count(shop.check_out)
    for name, paths in shop.reads().items():
        yield name, _second(count, partial(_get, paths[:1], {}))
    yield ADD_LINE, _second(count, lambda client: kept.append(shop.add_line(client)))
    cart = kept[-1]
    count(lambda client: kept.append(shop.cart_paths(client, cart)))
    paths = kept[-1]
    yield READ_CART, _second(count, partial(_get, paths, cart))
    yield CHECKOUT, _second(count, shop.check_out)
    yield AT_ONCE, _second(count, shop.check_out_at_once)
    count(lambda client: kept.append(shop.prepare(client)))
    yield PLACE, count(lambda client: shop.place(client, kept[-1]))


def _get(paths: Sequence[str], headers: Headers, client: Any) -> None:
    for path in paths:
        client.send("GET", path, None, headers)


def _second(count: Callable[[Callable[[Any], object]], int], work: Callable[[Any], object]) -> int:
    count(work)
    return count(work)


class _CountingClient(Client):
    statements = 0

    def send(self, *arguments: Any, **more: Any) -> dict[str, Any]:
        answer = super().send(*arguments, **more)
        self.statements += int(self.answered.get(HEADER, 0))
        return answer
