"""Everyday words find the right kind of thing in the demo shop, and the measurement says so."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command
from django.test import override_settings

from commerce.core.process_cache import forget_everything
from infra.bench import words
from infra.bench.word_lists import Word, read_kinds
from infra.bench.word_report import print_agreements, print_misses, print_tables
from search.enums import Relaxation

pytestmark = pytest.mark.django_db

# Of a hundred words of the demo shop's lists, so many find the right kind first, or more.
FEWEST = {"en": 91, "de": 91, "fr": 88, "ar": 86}


@pytest.fixture(scope="module")
def shop(rows_of_module, tmp_path_factory):
    """The channel of the demo shop's catalogue, with the embedded engine."""
    folder = tmp_path_factory.mktemp("search")
    with (
        rows_of_module(),
        override_settings(ELASTICSEARCH_URL="", SEARCH_EMBEDDED_ROOT=folder),
    ):
        forget_everything()
        channel = words.ensure_shop(words.DEMO)
        call_command("search", "rebuild", channel=channel.code, kind="products", verbosity=0)
        yield channel
    forget_everything()


@pytest.fixture(scope="module")
def found(shop):
    """What all words of the demo shop's lists find."""
    return list(words.ask_all("embedded", words.DEMO, shop))


def test_everyday_words_find_what_they_name(found):
    right = Counter(each.asked.language for each in found if each.is_right)
    asked = Counter(each.asked.language for each in found)

    shares = {language: 100 * right[language] / asked[language] for language in FEWEST}
    assert {language: share >= FEWEST[language] for language, share in shares.items()} == (
        dict.fromkeys(FEWEST, True)
    ), shares


def test_what_is_popular_is_never_right(shop, monkeypatch):
    everything = frozenset(read_kinds(words.DEMO))
    nonsense = Word("qxzvw", "plain", "tune", everything, everything, everything)
    monkeypatch.setattr(words, "read_words", lambda _name, _language: [nonsense])

    found = list(words.ask_all("embedded", words.DEMO, shop))

    assert [each.relaxation for each in found] == [Relaxation.POPULAR] * 4
    assert [(each.is_right, each.precision) for each in found] == [(False, 0)] * 4


def test_precision_is_of_as_many_as_could_be_right(found):
    whole = {each.asked.word.query: each.precision for each in found if each.precision == 1}

    assert whole["armchair"] == 1  # of three armchairs
    assert whole["teapot"] == 1  # of the only teapot


def test_tables_tell_all_and_misses_keep_one_half_back(found, capsys):
    print_tables(found)
    print_agreements()
    tables = capsys.readouterr().out
    print_misses(found, "tune")
    misses = [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    assert "held_out" in tables
    assert "head_noun" in tables
    assert "0.88" in tables
    held_out = {
        (each.asked.language, each.asked.word.query)
        for each in found
        if each.asked.word.half == "held_out"
    }
    assert misses
    assert not held_out & {(line[2], line[4]) for line in misses}
