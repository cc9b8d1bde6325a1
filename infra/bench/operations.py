"""The operations that are measured, and what each needs to begin with."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from infra.bench import shopper
from infra.bench.load import Client, Measurement, measure_each, measure_reads, measure_writes
from infra.bench.queries import count_queries, send_in_process
from infra.bench.shopper import API, Send
from infra.bench.urls import TRIVIAL_PATH

# Lists as shoppers browse them, without what is counted beside them.
LISTS = f"{API}/search/products/?facets=false"

CLIENTS = (1, 16)
PAGES = 40
DETAILS = 400
LINES_OF_AN_ORDER = 5
# Carts and orders that are made ready before the clock starts, by number of clients.
PREPARED = {1: 60, 16: 320}


@dataclass(frozen=True)
class Result:
    """One operation's statements, and its measurement for each number of clients."""

    name: str
    queries: int
    measurements: Mapping[int, Measurement]


def measure_paths(
    name: str,
    address: str,
    paths: Sequence[str],
    *,
    seconds: int,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Result:
    """Read the paths in turn with each number of clients."""
    wanted = dict(headers)
    queries = count_queries(lambda send: send("GET", paths[0], None, wanted))
    found = {
        clients: measure_reads(address, paths, wanted, clients=clients, seconds=seconds)
        for clients in CLIENTS
    }
    return Result(name, queries, found)


@dataclass(frozen=True)
class Goods:
    """Slugs to look at, variants to buy, categories and pages to leaf through."""

    slugs: Sequence[str]
    variant_ids: Sequence[str]
    categories: Sequence[str]
    pages: int

    @classmethod
    def collect(cls) -> "Goods":
        """Read from the API what the operations need."""
        slugs = [card["slug"] for card in _list_available()]
        documents = [send_in_process("GET", f"{API}/products/{slug}/") for slug in slugs[:100]]
        variants = [variant for each in documents for variant in each["variants"]]
        return cls(
            slugs=slugs,
            variant_ids=[str(each["id"]) for each in variants if _is_in_stock(each)],
            categories=[
                each["slug"] for each in send_in_process("GET", f"{API}/categories/")["results"]
            ],
            pages=min(PAGES, send_in_process("GET", f"{LISTS}&page_size=24")["page_count"]),
        )


def _list_available() -> Iterator[dict[str, Any]]:
    """The cards of the first products that can be bought."""
    page: int | None = 1
    while page and page <= DETAILS // 100:
        path = f"{LISTS}&available=true&page_size=100&page={page}"
        found = send_in_process("GET", path)
        yield from found["results"]
        page = found["next"]


def _is_in_stock(variant: Mapping[str, Any]) -> bool:
    return bool(variant["availability"]["status"] == "in_stock")


@dataclass
class Bench:
    """The measurement of one server with one catalogue."""

    address: str
    goods: Goods
    seconds: int
    results: list[Result] = field(default_factory=list)

    def run(self, announce: Callable[[str], None]) -> list[Result]:
        """Measure everything, one operation after the other."""
        for name, measure in self._operations().items():
            announce(name)
            self.results.append(measure(name))
        return self.results

    def _operations(self) -> Mapping[str, Callable[[str], Result]]:
        goods = self.goods
        token = shopper.fill_cart(send_in_process, goods.variant_ids[:LINES_OF_AN_ORDER])
        cart = {"X-Cart-Token": token}
        return {
            "trivial Django view": self._reads([TRIVIAL_PATH]),
            "list 24": self._reads(
                [f"{LISTS}&page={n}&page_size=24" for n in range(1, goods.pages + 1)]
            ),
            "list 24 of a category, by price": self._reads(
                [f"{LISTS}&category={slug}&sort=price&page_size=24" for slug in goods.categories]
            ),
            "product detail": self._reads([f"{API}/products/{slug}/" for slug in goods.slugs]),
            "category tree": self._reads([f"{API}/categories/"]),
            "read cart, 5 lines": self._reads([f"{API}/cart/"], cart),
            "new cart with a line": self._writes(self._create_cart),
            "add line to a cart": self._last_step(self._create_cart, self._add_line),
            "place order, 5 lines": self._last_step(self._prepare_order, shopper.place_order),
            "whole checkout, 5 lines": self._writes(self._check_out),
        }

    def _reads(
        self, paths: Sequence[str], headers: Mapping[str, str] | None = None
    ) -> Callable[[str], Result]:
        def measure(name: str) -> Result:
            return measure_paths(
                name, self.address, paths, seconds=self.seconds, headers=headers or {}
            )

        return measure

    def _writes(self, work: Callable[[Send], object]) -> Callable[[str], Result]:
        def measure(name: str) -> Result:
            found = {
                clients: measure_writes(
                    self.address,
                    lambda client: work(client.send),
                    clients=clients,
                    seconds=self.seconds,
                )
                for clients in CLIENTS
            }
            return Result(name, count_queries(work), found)

        return measure

    def _last_step(
        self, prepare: Callable[[Send], Any], act: Callable[[Send, Any], object]
    ) -> Callable[[str], Result]:
        """Measure only the last step; what leads up to it is done before the clock starts."""

        def measure(name: str) -> Result:
            found = {}
            for clients in CLIENTS:
                client = Client(self.address)
                items = [prepare(client.send) for _ in range(PREPARED[clients])]
                found[clients] = measure_each(
                    self.address, lambda each, item: act(each.send, item), items, clients=clients
                )
            ready = prepare(send_in_process)
            return Result(name, count_queries(lambda send: act(send, ready)), found)

        return measure

    def _create_cart(self, send: Send) -> str:
        return shopper.create_cart(send, self._choose(1)[0])

    def _add_line(self, send: Send, token: str) -> None:
        shopper.add_line(send, token, self._choose(1)[0])

    def _prepare_order(self, send: Send) -> shopper.ReadyOrder:
        return shopper.prepare_order(send, self._choose(LINES_OF_AN_ORDER))

    def _check_out(self, send: Send) -> None:
        shopper.place_order(send, self._prepare_order(send))

    def _choose(self, count: int) -> list[str]:
        return random.sample(self.goods.variant_ids, count)
