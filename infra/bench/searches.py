"""The search under load: what shoppers type, and what a shop without an engine would do instead."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command

from commerce.catalogue.selectors.search_feed import count_feed, list_category_words
from commerce.core.codes import code_of
from commerce.tenancy.selectors import get_default_channel
from infra.bench.growth_rows import SOME_ADJECTIVE, SOME_SERIES
from infra.bench.growth_words import COLOURS, KINDS, Kind
from infra.bench.load import Client
from infra.bench.operations import Result, measure_paths
from infra.bench.shop import Throughput
from infra.bench.shopper import API
from infra.bench.urls import ICONTAINS_PATH, TRIVIAL_PATH
from infra.launch.errors import LaunchError

# More searches than a measurement sends: no answer is one that was kept from before.
SEARCHES = 20_000
# Different texts among those that are repeated.
REPEATED = 2_000
WAKING_CALLS = 16
PAGE_SIZE = 24
LOCALE = "en"

SEARCH, SUGGESTIONS = f"{API}/search/products/", f"{API}/search/suggestions/"

Query = dict[str, str]


@dataclass(frozen=True)
class SearchBench:
    """The measurement of one server's search over one grown catalogue."""

    address: str
    seconds: int

    def run(self, announce: Callable[[str], None]) -> list[Result]:
        """Measure everything, one operation after the other."""
        announce(f"engine {self._wake_up()}")
        results = []
        for name, paths in self._operations().items():
            announce(name)
            results.append(measure_paths(name, self.address, paths, seconds=self.seconds))
        return results

    def _wake_up(self) -> str:
        """Let every process of the server read its index; return the engine's name.

        Raises LaunchError when the database answers in the engine's place.
        """
        for query in islice(typed_texts(0), WAKING_CALLS):
            answer = Client(self.address).send("GET", f"{SEARCH}?{urlencode(query)}")
        engine = answer["engine"]
        if engine["is_degraded"]:
            raise LaunchError(f"The search does without its engine: {engine['reason']}.")
        return str(engine["name"])

    def _operations(self) -> dict[str, Sequence[str]]:
        return {
            "trivial Django view": [TRIVIAL_PATH],
            "search, 24 hits, no facets": _paths(SEARCH, typed_texts(1), facets="false"),
            "search, 24 hits with facets": _paths(SEARCH, typed_texts(2)),
            "search in one colour, with facets": _paths(SEARCH, coloured_texts(3)),
            "category by popularity, with facets": _paths(SEARCH, categories()),
            "search as shoppers repeat themselves": _paths(SEARCH, repeated_texts(7)),
            "search with a typo, with facets": _paths(SEARCH, mistyped_texts(4)),
            "suggestions while typing": _paths(SUGGESTIONS, beginnings(5)),
            "one colour by icontains, with counts": _paths(ICONTAINS_PATH, coloured_texts(6)),
        }


def build_index() -> Throughput:
    """Make the index of the channel's products anew."""
    channel = get_default_channel()
    count = count_feed(channel=channel, locale=LOCALE)
    began = time.perf_counter()
    call_command(
        "search", "rebuild", channel=channel.code, locale=LOCALE, kind="products", fresh=True
    )
    return Throughput("index, documents", count, time.perf_counter() - began)


def use_index(name: str) -> dict[str, str]:
    """Keep the indexes of a database apart from all others; return the settings of its server."""
    settings.SEARCH_INDEX_PREFIX = name.replace("_", "-")
    settings.SEARCH_EMBEDDED_ROOT = Path(settings.SEARCH_EMBEDDED_ROOT) / name
    return {
        "SEARCH_INDEX_PREFIX": settings.SEARCH_INDEX_PREFIX,
        "SEARCH_EMBEDDED_ROOT": str(settings.SEARCH_EMBEDDED_ROOT),
    }


def typed_texts(seed: int) -> Iterator[Query]:
    """Yield what shoppers type, from "rug" to "birton oak table lamp"; no two are the same."""
    chance = random.Random(seed)  # noqa: S311 repeatable, not secret
    seen: set[str] = set()
    while len(seen) < SEARCHES:
        text = _text(chance, chance.choice(KINDS))
        if text not in seen:
            seen.add(text)
            yield {"q": text}


def repeated_texts(seed: int) -> Iterator[Query]:
    """Yield coloured texts as shoppers do: two thousand different ones by Zipf's law.

    These alone meet answers that were kept; what they cost on the first time is told by the others.
    """
    chance = random.Random(seed)  # noqa: S311 repeatable, not secret
    queries = list(itertools.islice(coloured_texts(seed), REPEATED))
    weights = [1 / rank for rank in range(1, REPEATED + 1)]
    yield from chance.choices(queries, weights, k=SEARCHES)


def coloured_texts(seed: int) -> Iterator[Query]:
    """Yield the same with a colour that was chosen in the facets."""
    chance = random.Random(seed)  # noqa: S311 repeatable, not secret
    for query in typed_texts(seed):
        yield {**query, "attr.colour": code_of(chance.choice(tuple(COLOURS)))}


def mistyped_texts(seed: int) -> Iterator[Query]:
    """Yield texts in whose last word two letters changed places."""
    for query in typed_texts(seed):
        text = query["q"]
        yield {"q": f"{text[:-3]}{text[-2]}{text[-3]}{text[-1]}"}


def beginnings(seed: int) -> Iterator[Query]:
    """Yield the first three to eight letters of what is typed."""
    chance = random.Random(seed)  # noqa: S311 repeatable, not secret
    for query in typed_texts(seed):
        yield {"q": query["q"][: chance.randint(3, 8)].strip()}


def categories() -> Iterator[Query]:
    """Yield the first pages of each category's list, as far as there are any."""
    channel = get_default_channel()
    words = list_category_words(channel=channel, locale=LOCALE, with_counts=True)
    for page in range(1, 11):
        for word in words:
            if (word.product_count or 0) > (page - 1) * PAGE_SIZE:
                yield {"category": word.slug, "sort": "bestselling", "page": str(page)}


def _text(chance: random.Random, kind: Kind) -> str:
    """Return a kind of goods with none, one or two of the words in its products' names."""
    described = (SOME_ADJECTIVE.choose(chance), SOME_SERIES.choose(chance))
    words = (chance.choice(described), chance.choice(kind.materials))
    told = [word for word in words if chance.random() < 0.6]
    return " ".join([*told, kind.noun]).lower()


def _paths(path: str, queries: Iterator[Query], **common: str) -> list[str]:
    return [f"{path}?{urlencode({**query, **common})}" for query in queries]
