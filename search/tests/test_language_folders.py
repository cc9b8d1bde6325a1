"""A language is a folder: what is written there is all that the search has to know of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from search.engines.embedded import EmbeddedEngine
from search.language import packs, rules
from search.language.analysis import Analyser, get_analyser
from search.language.lexicon import Lexicon
from search.language.planning import Plan, Planner
from search.language.understanding import understand
from search.language.vocabulary import Vocabulary, VocabularyEntry
from search.query.configuration import Configuration
from search.query.filters import PriceFilter
from search.query.question import IndexName
from search.tests.conformance.factories import document, question
from search.tests.conformance.filling import fill

FILES = {
    "language.toml": """
        stemmer = "dutch"
        decimal_comma = true
        prepositions = ["voor"]
        negations = ["geen"]
        links = ["", "s", "en"]
        price_words = ["prijs"]
        at_most = ["onder"]
        spans = [["tussen", "en"]]
        counted = ["stuks"]
    """,
    "stop_words.txt": "# Said by everybody.\n\nde het een\nvoor",
    "irregular.txt": "schip: schip schepen",
    "units.txt": "cm: duim",
}
PACK = "bank, sofa\nmeubel: bank, kast"
NAMES = ["grote bank", "houten schip", "schapenvacht", "kast 60cm"]


@pytest.fixture(scope="module")
def dutch(tmp_path_factory) -> Iterator[Analyser]:
    """The analyser of a language that only a folder beside the others knows."""
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(rules.FOLDER / rules.COMMON, folder / rules.COMMON)
    (folder / "xnl").mkdir()
    for name, text in FILES.items():
        (folder / "xnl" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "FOLDER", folder)
        patch.setattr(packs, "FOLDER", tmp_path_factory.mktemp("packs"))
        (packs.FOLDER / "general").mkdir()
        (packs.FOLDER / "general" / "xnl.txt").write_text(PACK, encoding="utf-8")
        yield get_analyser("xnl-BE")


def plan(text: str, analyser: Analyser) -> Plan:
    words = {word: 5 for name in NAMES for word in analyser.plain(name)}
    return Planner(analyser, Lexicon(words, analyser), Configuration()).plan(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de banken", [0]),  # a stem of Snowball, and a word that says nothing
        ("schepen", [1]),  # an irregular form
        ("sofa", [0]),  # another word for the same
        ("meubel", [0, 3]),  # the members of a kind
        ("schipp", [1]),  # a typing error
        ("60 duim", [3]),  # a unit
        ("kasten 60 cm", [3]),  # a common unit, and a word of the language
        ("fiets", []),
    ],
)
def test_a_further_language_is_searched(tmp_path, dutch, text, found):
    engine, index = EmbeddedEngine(tmp_path), IndexName("shop", "xnl")
    stems = [" ".join(token.stem for token in dutch.tokens(name)) for name in NAMES]
    fill(engine, index, [document(number, stem) for number, stem in enumerate(stems)])

    asked = replace(question(index), words=plan(text, dutch).words)

    assert sorted(hit.product_id for hit in engine.search(asked).hits) == found


def test_a_further_language_is_understood(dutch):
    vocabulary = Vocabulary([VocabularyEntry("category", "1", "Banken", "category")])

    def read(text):
        return understand(text, vocabulary=vocabulary, analyser=dutch, currency="EUR")

    assert read("bank onder 99,50").price == PriceFilter("EUR", None, Decimal("99.5"))
    assert read("tussen 5 en 9 €").price == PriceFilter("EUR", Decimal(5), Decimal(9))
    assert read("kast onder 60 duim").price is None
    assert read("kast onder 5 stuks").price is None
    assert [each.value for each in read("banken voor de tuin").filters] == ["1"]
    assert read("geen bank").filters == ()


def test_what_is_written_together_is_taken_apart(dutch):
    ship, bench = plan("schipsbank", dutch).words.concepts

    assert (ship.text, bench.text) == ("schip", "bank")


def test_a_rule_that_nobody_reads_is_refused(tmp_path, monkeypatch):
    (tmp_path / "xbad").mkdir()
    (tmp_path / "xbad" / "language.toml").write_text('stop_word = ["the"]')
    monkeypatch.setattr(rules, "FOLDER", tmp_path)

    with pytest.raises(TypeError, match="stop_word"):
        rules.get_language("xbad")


@pytest.mark.parametrize(
    "path", sorted(rules.FOLDER.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_every_list_says_where_it_comes_from(path):
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]

    assert any(line.startswith("# Source: ") for line in head)
    assert any(line.startswith("# Licence: ") for line in head)
