"""A pack is a file: what is written there is all that the search has to know of a trade."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.language import packs, rules
from search.language.analysis import get_analyser
from search.language.known_words import get_known_words
from search.language.lexicon import Lexicon
from search.language.planning import Planner
from search.language.synonyms import get_synonyms
from search.models.packs import MAX_LINE
from search.query.configuration import Configuration, StoppedLine, SynonymRule
from search.query.words import Origin, Rule

FILES = sorted(packs.FOLDER.glob("*/*.txt"))
GARDEN = """# Words of gardens.
# Source: written for Heron.
# Licence: that of Heron.

# Tools
sprinkler, lawn shower
garden: sprinkler, plant pot
"""
WORDS = {"sprinkler": 9, "plant": 9, "pot": 7, "sofa": 4}


@pytest.fixture
def garden(tmp_path, monkeypatch) -> None:
    """A trade that only a folder beside the others knows, in a language that has no other words."""
    (tmp_path / "garden").mkdir()
    (tmp_path / "garden" / "la.txt").write_text(GARDEN, encoding="utf-8")
    (tmp_path / "languages" / "la").mkdir(parents=True)
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    monkeypatch.setattr(rules, "FOLDER", tmp_path / "languages")
    forget_packs()
    yield
    forget_packs()


def forget_packs() -> None:
    for kept in (packs.get_index, rules.get_language):
        kept.cache_clear()


def found(text: str, **configured) -> dict[str, Rule | None]:
    """Return what is looked for, and because of which line."""
    analyser = get_analyser("la")
    planner = Planner(analyser, Lexicon(WORDS, analyser), Configuration(**configured))
    words = planner.plan(text).words
    assert words is not None
    return {
        " ".join(token.plain for token in each.tokens): each.rule
        for concept in words.concepts
        for each in concept.alternatives
        if each.origin in {Origin.TYPED, Origin.SYNONYM}
    }


def test_a_further_folder_is_a_further_pack(garden):
    assert packs.list_trades("la") == packs.list_trades() == ["garden"]
    assert packs.list_languages("garden") == ["la"]
    assert found("lawn shower") == {
        "lawn shower": None,
        "sprinkler": Rule("sprinkler, lawn shower", "la", "garden", 6),
    }


def test_a_kind_finds_its_members_and_no_member_the_kind(garden):
    line = Rule("garden: sprinkler, plant pot", "la", "garden", 7)

    assert found("garden") == {"garden": None, "sprinkler": line, "plant pot": line}
    assert set(found("plant pot")) == {"plant", "pot"}


def test_what_is_only_found_is_known_too(garden):
    synonyms = get_synonyms("la", Configuration())

    assert synonyms.knows("garden")
    assert synonyms.knows("plant pot")
    assert not synonyms.knows("sofa")


def test_a_channel_leaves_out_packs_and_lines(garden):
    stopped = StoppedLine("garden", "la", "sprinkler, lawn shower")

    assert set(found("garden", left_out_packs=frozenset({"garden"}))) == {"garden"}
    assert set(found("lawn shower", stopped_lines=frozenset({stopped}))) == {"lawn", "shower"}
    assert "sprinkler" in found("garden", stopped_lines=frozenset({stopped}))


def test_a_marketers_own_words_come_on_top(garden):
    rule = SynonymRule("la", terms=("sofa",), sources=("lawn shower",))

    assert found("lawn shower", synonyms=(rule,)) == {
        "lawn shower": None,
        "sofa": Rule("lawn shower → sofa", "la"),
        "sprinkler": Rule("sprinkler, lawn shower", "la", "garden", 6),
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_pack_says_where_it_comes_from_and_nothing_twice(path):
    head = path.read_text(encoding="utf-8").split("\n\n")[0]

    assert re.search("^# Source: .", head, re.MULTILINE)
    assert re.search("^# Licence: .", head, re.MULTILINE)
    assert (rules.FOLDER / path.stem).is_dir()
    assert list(problems(path)) == []


def problems(path: Path) -> Iterator[str]:
    """Yield what is wrong with the lines of a pack."""
    analyser = get_analyser(path.stem)
    seen: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
    for entry in packs.Lines(path.parent.name, path.stem):
        where, terms = f"line {entry.rule.number}", (*entry.sources, *entry.terms)
        sizes = [len(analyser.tokens(term)) for term in terms]
        if not all(0 < size <= packs.MAX_TERM for size in sizes):
            yield f"{where} has a term of no words, or of more than {packs.MAX_TERM}"
        if len(entry.rule.text) > MAX_LINE:
            yield f"{where} is too long to be switched off"
        if len(terms) < 2 or len(set(terms)) < len(terms):
            yield f"{where} has one term, or one twice"
        if re.search(r"^[:,]|:.*:|,\s*[,:]|[,:]$", entry.rule.text):
            yield f"{where} has a comma or a colon too many"
        said = frozenset(entry.sources), frozenset(entry.terms)
        seen[said] += 1
        if seen[said] == 2:
            yield f"{where} stands there twice"


def test_all_packs_and_word_lists_take_little_memory():
    codes = {path.stem for path in FILES}
    forget_packs()
    get_known_words.cache_clear()
    tracemalloc.start()
    try:
        indexes = [
            packs.get_index(trade, code) for code in codes for trade in packs.list_trades(code)
        ]
        lists = [get_known_words(rules.get_language(code)) for code in codes]
        taken, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert indexes
    assert lists
    assert taken < 30_000_000
