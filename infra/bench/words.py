"""How often everyday words find the right kind of thing: the lists of words, on both engines.

The demo shop's catalogue is always there; the real ones are imported from the shared data, which are
not part of the repository. No marketer has said anything in these shops: no synonyms, no rules.
"""

from __future__ import annotations

import gc
import lzma
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page

from commerce.catalogue.models import ProductDocument
from commerce.catalogue.selectors.search_feed import iterate_feed
from commerce.core.process_cache import forget_everything
from commerce.exchange.services import import_rows
from commerce.tenancy.models import Channel
from commerce.tenancy.selectors import list_channels
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant
from infra.bench import searches, shop
from infra.bench.relevance import PRODUCTS as RETAIL
from infra.bench.relevance import engines
from infra.bench.word_lists import (
    Word,
    line_of,
    list_kinds,
    list_languages,
    read_kinds,
    read_words,
)
from infra.demo.catalogue import load
from infra.demo.rows import catalogue_rows
from infra.launch.places import ROOT
from infra.schema.fingerprint import schema_fingerprint
from infra.testing.shop import SHARED_DATA
from search.engines.choice import get_engine
from search.enums import Relaxation
from search.finding.place import SearchPlace
from search.finding.products.attempts import Reading
from search.finding.products.search import rank_products
from search.query.request import SearchRequest

DEMO: Final = "demo"
ENGLISH: Final = "en"
FIRST: Final = 3
UNKNOWN: Final = "qxzvw"  # has everything read that corrections need
SPREE: Final = SHARED_DATA / "spree"
WEIGHING: Final = "from infra.bench.words import tell_weight; tell_weight()"


class Source(NamedTuple):
    """Where a catalogue comes from, None of what is in the repository, and how it is imported."""

    file: Path | None
    languages: list[str]
    fill: Callable[[Channel], None]


class Asked(NamedTuple):
    """A word of a list, and the engine that it is asked."""

    engine: str
    catalogue: str
    language: str
    word: Word


@dataclass(frozen=True, slots=True)
class Finding:
    """What a word found. `precision` is the share of right ones in as many as three that could be.

    `shown` is the line of the first product.
    """

    asked: Asked
    shown: str
    is_right: bool
    precision: float
    relaxation: Relaxation
    corrected: str | None
    milliseconds: float

    @property
    def is_corrected_wrongly(self) -> bool:
        """Whether the word was taken for another one that found something else."""
        return self.corrected is not None and not self.is_right


def use_database(*, is_fresh: bool) -> dict[str, str]:
    """Use a database and indexes of this checkout alone; return the settings of another process.

    Another one counts other words of the same products.
    """
    name = f"heron_bench_{schema_fingerprint()[:8]}_words_{crc32(str(ROOT).encode()):08x}"
    address = shop.use_database(name, is_fresh=is_fresh)
    return {"DATABASE_URL": address, **searches.use_index(name)}


def prepare(announce: Callable[[str], None]) -> dict[str, Channel]:
    """Make the shops whose catalogues are there; return their channels by name."""
    channels = {}
    for name, source in SOURCES.items():
        if source.file is not None and not source.file.exists():
            announce(f"{name} is left out: it is not at {source.file} (set HERON_SHARED_DATA)")
            continue
        announce(f"catalogue of {name}")
        channels[name] = ensure_shop(name)
    return channels


def ensure_shop(name: str) -> Channel:
    """Return the channel of that catalogue, which is imported unless it is there."""
    channel = _make_channel(name)
    if not ProductDocument.objects.in_channel(channel).exists():
        SOURCES[name].fill(channel)
    return channel


def measure(channels: Mapping[str, Channel], announce: Callable[[str], None]) -> list[Finding]:
    """Ask every word of every list on each engine."""
    found: list[Finding] = []
    for engine in engines():
        for name, channel in channels.items():
            announce(f"words for {name} on the {engine} engine")
            call_command("search", "rebuild", channel=channel.code, fresh=True, verbosity=0)
            found += ask_all(engine, name, channel)
    return found


def ask_all(engine: str, name: str, channel: Channel) -> Iterator[Finding]:
    """Ask the engine in use, of that name, all words that the judges agree on."""
    kinds, lines = read_kinds(name), _list_lines(channel)
    of_product = {product_id: list_kinds(line, kinds) for product_id, line in lines.items()}
    for language in list_languages(name):
        place = SearchPlace.now(channel, language, channel.default_currency)
        words = [word for word in read_words(name, language) if word.kinds]
        with translation.override(language):
            list(Reading(SearchRequest(text=UNKNOWN), place).attempts())
            for word in words:
                yield _ask(Asked(engine, name, language, word), place, of_product, lines)


def weigh(environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the megabytes that all words take in a process, and the most while they are read.

    That is a new process: here they have been read before.
    """
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", WEIGHING],
        env={**os.environ, **environment, "ELASTICSEARCH_URL": ""},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    taken, most = told.stdout.split()[-2:]
    return float(taken), float(most)


def tell_weight() -> None:
    """Print the megabytes that reading the words of every channel and language takes."""
    places = [
        SearchPlace.now(channel, locale, channel.default_currency)
        for channel in list_channels()
        for locale in channel.locales
    ]
    for place in places:  # words of pages, which are no words of the search
        with translation.override(place.locale):
            gettext("Search")
    tracemalloc.start()
    for place in places:
        with translation.override(place.locale):
            list(Reading(SearchRequest(text=UNKNOWN), place).attempts())
    gc.collect()
    print(*(size / 1e6 for size in tracemalloc.get_traced_memory()))


def _ask(
    asked: Asked,
    place: SearchPlace,
    of_product: Mapping[int, frozenset[str]],
    lines: Mapping[int, str],
) -> Finding:
    """What is popular, shown because nothing was found, is never right."""
    request, engine = SearchRequest(text=asked.word.query), get_engine()
    began = time.process_time()
    ranking = rank_products(request=request, place=place, size=FIRST, engine=engine)
    seconds = time.process_time() - began
    shown = [hit.product_id for hit in ranking.answer.hits]
    fits = [bool(of_product[each] & asked.word.kinds) for each in shown]
    right = [fit and not ranking.is_instead for fit in fits]
    possible = sum(bool(names & asked.word.kinds) for names in of_product.values())
    return Finding(
        asked,
        shown=lines[shown[0]] if shown else "nothing",
        is_right=right[:1] == [True],
        precision=sum(right) / min(FIRST, possible),
        relaxation=ranking.attempt.relaxation,
        corrected=ranking.attempt.corrected,
        milliseconds=seconds * 1_000,
    )


def _list_lines(channel: Channel) -> dict[int, str]:
    """Return by product what its kinds are looked for in."""
    return {
        row.product_id: line_of(
            [crumb["name"] for crumb in row.document["breadcrumbs"]], row.document["name"]
        )
        for rows in iterate_feed(channel=channel, locale=ENGLISH)
        for row in rows
    }


def _make_channel(name: str) -> Channel:
    code = name.replace("_", "-")
    wanted = ChannelSettings(
        code=code,
        name=code,
        hostname=f"{code}.localhost",
        locales=SOURCES[name].languages,
        currencies=["EUR", "USD"],
        countries=["DE"],
        is_default=name == DEMO,
    )
    root_page = Page.objects.filter(depth=2).order_by("path").first() or Page.get_first_root_node()
    tenant = ensure_tenant(code=code, name=code)
    channel = ensure_channel(tenant=tenant, settings=wanted, root_page=root_page)
    forget_everything()
    return channel


def _fill_demo(channel: Channel) -> None:
    import_rows(rows=list(catalogue_rows(load())), channel=channel)


def _fill_spree(channel: Channel) -> None:
    call_command(
        "import_catalogue",
        str(SPREE / "products.csv"),
        profile="spree",
        channel=channel.code,
        translations=SPREE / "product_translations.csv",
    )


def _fill_retail_demo_store(channel: Channel) -> None:
    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        Path(file.name).write_bytes(lzma.decompress(RETAIL.read_bytes()))
        call_command(
            "import_catalogue",
            file.name,
            profile="retail-demo-store",
            channel=channel.code,
            currency="EUR",
        )


SOURCES: Final = {
    DEMO: Source(None, ["en", "de", "fr", "ar"], _fill_demo),
    "spree": Source(SPREE, ["en", "de", "fr"], _fill_spree),
    "retail_demo_store": Source(RETAIL, ["en"], _fill_retail_demo_store),
}
