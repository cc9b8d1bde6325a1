"""How well the search finds what is meant: judged queries and typing errors, on both engines.

The catalogue is the retail demo store of the shared data, which is not part of the repository.
"""

from __future__ import annotations

import csv
import lzma
import random
import string
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings
from django.core.management import call_command

from commerce.catalogue.models import ProductDocument
from commerce.core.process_cache import forget_everything
from commerce.tenancy.models import Channel
from infra.bench import shop
from infra.launch.errors import LaunchError
from infra.launch.places import ROOT
from infra.testing.shop import SHARED_DATA
from search.laboratory.measuring.metrics import Ranker
from search.laboratory.measuring.rankers import get_ranker
from search.query.configuration import Configuration

PRODUCTS: Final = SHARED_DATA / "retail-demo-store" / "products.yaml.xz"
JUDGEMENTS: Final = (
    ROOT / "search" / "laboratory" / "tests" / "judgements" / "retail_demo_store.csv"
)
LOCALE: Final = "en"
TYPOS: Final = 300
SHORTEST: Final = 4  # letters of a word that is mistyped
SEED: Final = 1


class TypoCase(NamedTuple):
    """Two neighbours of a product's name, as they are and with one error in one of them."""

    right: str
    wrong: str


class Robustness(NamedTuple):
    """How many of the mistyped texts have the same first product as the right ones."""

    same: int
    asked: int


def prepare(*, is_fresh: bool) -> Channel:
    """Import the catalogue unless it is there. Raises LaunchError where the shared data are absent."""
    if not PRODUCTS.is_file():
        raise LaunchError(f"The judged catalogue is not at {PRODUCTS} (set HERON_SHARED_DATA).")
    shop.use_database(shop.imported_database(0), is_fresh=is_fresh)
    channel = shop.make_channel([LOCALE])
    if not ProductDocument.objects.in_channel(channel).exists():
        with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
            Path(file.name).write_bytes(lzma.decompress(PRODUCTS.read_bytes()))
            call_command("import_catalogue", file.name, profile="retail-demo-store", currency="EUR")
    return channel


def measure(channel: Channel, announce: Callable[[str], None]) -> dict[str, Robustness]:
    """Print the judged queries beside the baseline; return the robustness, for each engine."""
    found = {}
    for engine in engines():
        announce(f"judged queries on the {engine} engine")
        call_command("search", "rebuild", channel=channel.code, fresh=True, verbosity=0)
        call_command("search", "evaluate", str(JUDGEMENTS), engine=engine, compare="baseline")
        announce(f"{TYPOS} typing errors on the {engine} engine")
        with get_ranker(
            channel=channel, locale=LOCALE, configuration=Configuration(), engine=engine
        ) as ranker:
            found[engine] = _robustness(ranker, list_typos(_names(channel)))
    return found


def list_queries() -> set[str]:
    """Return the texts of the judged queries."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        return {row["query"] for row in csv.DictReader(file)}


def engines() -> Iterator[str]:
    """Set one engine after the other; Elasticsearch only where it has an address."""
    url = settings.ELASTICSEARCH_URL
    for engine, address in {"elasticsearch": url, "embedded": ""}.items():
        if address or engine == "embedded":
            settings.ELASTICSEARCH_URL = address
            forget_everything()
            yield engine
    settings.ELASTICSEARCH_URL = url
    forget_everything()


def list_typos(names: list[str], *, seed: int = SEED) -> list[TypoCase]:
    """Return one mistyped word of so many names each, beside its neighbour."""
    chance = random.Random(seed)  # noqa: S311 repeatable, not secret
    fitting = [name.lower().split() for name in names if len(name.split()) > 1]
    return [_mistyped(chance, words) for words in chance.sample(fitting, TYPOS)]


def mistype(chance: random.Random, word: str) -> str:
    """Return the word with one letter left out, put in, replaced, or swapped with the next."""
    place = chance.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    other = chance.choice(string.ascii_lowercase.replace(letter, ""))
    return chance.choice(
        [
            before + after,
            before + other + letter + after,
            before + other + after,
            before + after[0] + letter + after[1:] if after[0] != letter else before + after,
        ]
    )


def _mistyped(chance: random.Random, words: list[str]) -> TypoCase:
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    at = chance.choice(long or [0])
    first = at - 1 if at else 0
    wrong = [*words]
    wrong[at] = mistype(chance, words[at])
    return TypoCase(" ".join(words[first : first + 2]), " ".join(wrong[first : first + 2]))


def _robustness(ranker: Ranker, cases: list[TypoCase]) -> Robustness:
    same = sum(
        ranker(case.right).product_ids[:1] == ranker(case.wrong).product_ids[:1] for case in cases
    )
    return Robustness(same, len(cases))


def _names(channel: Channel) -> list[str]:
    documents = ProductDocument.objects.in_channel(channel).filter(locale=LOCALE)
    return list(documents.order_by("product_id").values_list("sort_name", flat=True))
