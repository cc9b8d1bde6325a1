"""What a text says about category, colour, material and price becomes filters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon
from search.language.understanding import Understanding, understand
from search.language.vocabulary import Vocabulary, VocabularyEntry
from search.query.filters import PriceFilter

VOCABULARY = Vocabulary(
    [
        VocabularyEntry("category", "1", "Rugs", "category"),
        VocabularyEntry("category", "2", "Lamps", "category"),
        VocabularyEntry("category", "3", "Teppiche", "category"),
        VocabularyEntry("category", "4", "Tapis", "category"),
        VocabularyEntry("category", "5", "Garden Chairs", "category"),
        VocabularyEntry("category", "6", "Knives", "category"),
        VocabularyEntry("category", "7", "Berry", "category"),
        VocabularyEntry("category", "8", "Decorative", "category"),
        VocabularyEntry("category", "9", "Grooming", "category"),
        VocabularyEntry("attr.style", "lamps", "Lamps", "attribute"),
        VocabularyEntry("attr.colour", "blue", "Blue", "colour"),
        VocabularyEntry("attr.colour", "white", "White", "colour"),
        VocabularyEntry("attr.colour", "rot", "Rot", "colour"),
        VocabularyEntry("attr.colour", "rouge", "Rouge", "colour"),
        VocabularyEntry("attr.material", "wool", "Wool", "material"),
        VocabularyEntry("attr.finish", "matt", "Matt", "attribute"),
        VocabularyEntry("attr.paper", "matt", "Matt", "attribute"),
    ]
)


def read(text: str, locale: str = "en", literal: frozenset[str] = frozenset()) -> Understanding:
    return understand(
        text,
        vocabulary=VOCABULARY,
        analyser=get_analyser(locale),
        currency="EUR",
        literal=literal,
    )


@pytest.mark.parametrize(
    ("locale", "text", "rest", "values"),
    [
        ("en", "blue rug", "", ["blue", "1"]),
        ("en", "BLUE fluffy Rugs", "fluffy", ["blue", "1"]),
        ("en", "rug for the living room", "for the living room", ["1"]),
        ("en", "garden chair", "", ["5"]),
        ("en", "lamp shade", "lamp shade", []),
        ("en", "lamps", "", ["2"]),
        ("en", "light for the lamp", "light for the lamp", []),
        ("en", "knife", "", ["6"]),
        ("en", "berries", "", ["7"]),
        ("en", "decorations", "decorations", []),
        ("en", "groom", "groom", []),
        ("en", "chair", "chair", []),
        ("en", "blue and white rug", "blue and white", ["1"]),
        ("en", "not blue rug", "not blue", ["1"]),
        ("en", "matt lamp", "matt", ["2"]),
        ("en", "WH-1000 🙂", "WH-1000 🙂", []),
        ("de", "roter Teppich", "", ["rot", "3"]),
        ("de", "rotes Kissen", "kissen", ["rot"]),
        ("fr", "tapis rouge", "", ["4", "rouge"]),
        ("fr", "nettoyant tapis", "nettoyant tapis", []),
    ],
)
def test_names_of_values_become_filters(locale, text, rest, values):
    understood = read(text, locale)

    assert (understood.rest, [each.value for each in understood.filters]) == (rest, values)


@pytest.mark.parametrize(
    ("locale", "text", "rest", "minimum", "maximum"),
    [
        ("en", "fluffy thing under 200", "fluffy thing", None, "200"),
        ("en", "less than $50 vase", "vase", None, "50"),
        ("en", "vase below 1,000.50", "vase", None, "1000.5"),
        ("en", "up to 30 euros", "", None, "30"),
        ("en", "watch over 100", "watch", "100", None),
        ("en", "at least €20 vase", "vase", "20", None),
        ("en", "between 50 and 20 vase", "vase", "20", "50"),
        ("en", "20-50 € vase", "vase", "20", "50"),
        ("en", "$20 - $50 vase", "vase", "20", "50"),
        ("de", "Vase unter 200 Euro", "vase", None, "200"),
        ("de", "bis 30 €", "", None, "30"),
        ("de", "Vase ab 1.000,50 Euro", "vase", "1000.5", None),
        ("de", "zwischen 20 und 50 Euro", "", "20", "50"),
        ("fr", "vase à moins de 50 €", "vase", None, "50"),
        ("fr", "entre 20 et 50 euros", "", "20", "50"),
        ("fr", "jusqu’à 30€", "", None, "30"),
        ("fr", "vase à moins de 1 000 €", "vase", None, "1000"),
        ("fr", "moins de 1\u00a0000 €", "", None, "1000"),
        ("fr", "moins de 1\u202f000,50 €", "", None, "1000.5"),
        ("fr", "prix entre 50 et 1 000 €", "", "50", "1000"),
        ("fr", "vase prix 50 - 100 €", "vase", "50", "100"),
        ("de", "unter 1 000 €", "", None, "1000"),
        ("de", "Vase unter 1'000 CHF", "vase", None, "1000"),
        ("de", "Preis bis 100 €", "", None, "100"),
        ("de", "Vase, Preis: 50 bis 100", "vase", "50", "100"),
        ("en", "vase price under 100", "vase", None, "100"),
        ("en", "price from 50 to 100", "", "50", "100"),
        ("en", "price: 50 to 100", "", "50", "100"),
        ("ar", "السعر أقل من ١٬٠٠٠", "", None, "1000"),
        ("ar", "مزهرية أقل من 50", "مزهرية", None, "50"),
        ("ar", "بين ٢٠ و ٥٠", "", "20", "50"),
    ],
)
def test_price_limits_are_understood(locale, text, rest, minimum, maximum):
    understood = read(text, locale)

    ends = [Decimal(end) if end else None for end in (minimum, maximum)]
    assert understood.price == PriceFilter("EUR", *ends)
    assert understood.rest == rest


@pytest.mark.parametrize(
    "text",
    [
        "shelf under 60 cm",
        'tv under 60"',
        "rucksack over 20l",
        "tent for over 4 people",
        "air max 90",
        "size 20-50",
        "under 5 x 7 mat",
        "vase under 0",
        "price tag holder",
        "cost of living book",
    ],
)
def test_other_numbers_are_no_prices(text):
    assert read(text).price is None


def test_the_words_that_told_a_filter_are_named():
    understood = read("Blue rug under 200")

    assert understood.price_words == "under 200"
    assert [(each.field, each.kind, each.label, each.words) for each in understood.filters] == [
        ("attr.colour", "colour", "Blue", "blue"),
        ("category", "category", "Rugs", "rug"),
    ]


def test_a_word_that_most_products_use_for_something_else_stays_a_word():
    vocabulary = Vocabulary([VocabularyEntry("category", "1", "Set", "category", products=8)])
    analyser = get_analyser("en")

    def filters_among(products_with_the_word: int) -> int:
        lexicon = Lexicon({"set": products_with_the_word}, analyser)
        understood = understand(
            "knife set", vocabulary=vocabulary, analyser=analyser, currency="EUR", lexicon=lexicon
        )
        return len(understood.filters)

    assert filters_among(10) == 1
    assert filters_among(500) == 0


def test_the_text_without_its_price_ranks_what_passes_the_filters():
    understood = read("Blue fluffy rug under 200")

    assert understood.rest == "fluffy"
    assert understood.unpriced == "blue fluffy rug"


def test_what_is_literal_stays_words():
    assert read("blue rug", literal=frozenset({"attr.colour"})).rest == "blue"
    assert read("blue rug", literal=frozenset({"category"})).rest == "rug"
    assert read("vase under 200", literal=frozenset({"price"})) == Understanding(
        "vase under 200", "vase under 200"
    )


@given(st.sampled_from(["en", "de", "fr", "ar", "xx"]), st.text(max_size=500))
def test_any_text_is_understood_or_left_alone(locale, text):
    understood = read(text, locale)

    assert len(understood.filters) <= 24
