"""The ranking of texts, checked against the formula itself."""

from collections import Counter
from dataclasses import replace
from math import log
from uuid import uuid4

import pytest

from search.query.document import NO_TEXT
from search.query.fields import TextField
from search.query.heads import head_boosts
from search.query.question import TIE_BREAKER

from .factories import document, index_name, question, words
from .filling import fill

K1, B = 1.2, 0.75
WEIGHTS = {TextField.NAME: 4.0, TextField.CATEGORY: 3.0, TextField.DESCRIPTION: 0.6}

CORPUS = {
    1: ("wool rug", "rugs living", "a warm rug of wool with a border for the living room"),
    2: ("rug", "rugs", "rug rug rug rug rug rug"),
    3: ("jute runner rug", "rugs hall runner", "a runner of jute that is made for the hall"),
    4: ("wool blanket", "blankets living", "a blanket of wool as warm as a rug"),
    5: ("lamp", "lamps", "a lamp for the hall"),
    6: ("floor lamp brass", "lamps living", "light for the living room and wool for nobody"),
    7: ("door mat", "mats hall", "a mat of coir not a rug but close to one"),
    9: ("bare rug", "", ""),
    8: ("wool rug pad", "pads", "keeps a wool rug from slipping " + "on the floor " * 8),
}


@pytest.fixture(scope="module")
def corpus(engine):
    name = index_name(f"corpus-{uuid4().hex[:8]}")
    fill(engine, name, [written(*entry) for entry in CORPUS.items()])
    yield name
    engine.drop(name)


@pytest.mark.parametrize(
    "text",
    [
        "rug",
        "wool",
        "wool rug",
        "living room",
        "hall",
        "lamp living",
        "runner rug hall",
        "warm wool",
    ],
)
def test_scores_are_what_the_formula_says(engine, corpus, text):
    hits = engine.search(question(corpus, text, weights=WEIGHTS, size=100)).hits
    expected = {n: score(n, text.split()) for n in CORPUS if has_all(n, text.split())}

    assert {hit.product_id for hit in hits} == set(expected)
    for hit in hits:
        assert hit.score == pytest.approx(expected[hit.product_id], rel=0.01)
    ranked = sorted(expected, key=lambda n: -expected[n])
    assert [hit.product_id for hit in hits] == ranked


def written(product_id, texts):
    name, category, description = texts
    fields = {TextField.CATEGORY: category, TextField.DESCRIPTION: description}
    return document(product_id, name, texts={each: text for each, text in fields.items() if text})


def texts_of(field):
    place = list(WEIGHTS).index(field)
    return {n: (texts[place] or NO_TEXT).split() for n, texts in CORPUS.items()}


def has_all(number, wanted):
    return all(any(word in texts_of(field)[number] for field in WEIGHTS) for word in wanted)


def score(number, wanted):
    total = 0
    for word in wanted:
        parts = [WEIGHTS[field] * bm25(word, texts_of(field), number) for field in WEIGHTS]
        total += max(parts) + TIE_BREAKER * (sum(parts) - max(parts))
    return total


def bm25(word, texts, number):
    """Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's rarity."""
    having = sum(word in text for text in texts.values())
    often = Counter(texts[number])[word]
    rarity = log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    mean = sum(map(len, texts.values())) / len(texts)
    return rarity * (K1 + 1) * often / (often + K1 * (1 - B + B * len(texts[number]) / mean))


THINGS = {
    1: ("desk desk lamp", ("head:lamp", "kind:lamp")),
    2: ("lamp desk desk", ("head:desk", "kind:desk")),
    3: ("reading light desk", ("head:light", "kind:light")),
    4: ("desk mat", ("head:mat", "kind:mat")),
}


def test_what_a_thing_is_counts_more_than_what_it_has_to_do_with(engine):
    name = index_name(f"things-{uuid4().hex[:8]}")
    fill(engine, name, [document(n, text, heads=heads) for n, (text, heads) in THINGS.items()])
    sought = replace(words("desk lamp"), required=1, heads=("lamp", "light"), named=("lamp",))
    asked = question(name, words=sought)

    plain = {hit.product_id: hit.score for hit in engine.search(asked).hits}
    boosted = replace(asked, boosts=head_boosts(sought))
    hits = engine.search(boosted).hits

    factors = {1: 2.0 * 1.25 * 1.2, 2: 1.0, 3: 2.0 * 1.2, 4: 1.0}
    for hit in hits:
        expected = plain[hit.product_id] * factors[hit.product_id]
        assert hit.score == pytest.approx(expected, rel=1e-5)
    assert hits[0].product_id == 1
    told = {each.product_id: each.factors for each in engine.explain(boosted, [1, 3, 4])}
    assert [(each.label, each.factor) for each in told[1]] == [
        ("kind", 2.0),
        ("typed", 1.25),
        ("head", 1.2),
        ("appeal", 1.0),
    ]
    assert [each.label for each in told[3]] == ["kind", "head", "appeal"]
    assert [each.label for each in told[4]] == ["appeal"]
    engine.drop(name)
