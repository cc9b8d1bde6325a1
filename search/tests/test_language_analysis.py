"""Texts become tokens in which all spellings of a thing meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import MAX_TOKEN, get_analyser
from search.language.units import other_units

LOCALES = ("en", "de", "fr", "ar", "ja")


@pytest.mark.parametrize(
    ("locale", "text", "plain"),
    [
        ("en", "Men's T-Shirt & Wi-Fi!", ["mens", "t", "shirt", "wi", "fi"]),
        ("en", "L’Oréal café ﬁne", ["loreal", "cafe", "fine"]),
        ("en", "WH-1000XM4 iPhone12", ["wh", "1000xm4", "iphone12"]),
        ("en", "60cm 60 cm 60-cm", ["60cm", "60cm", "60cm"]),
        ("en", '24" 24 inch 24in 24-inch monitor 24 in', ["24in"] * 4 + ["monitor", "24in"]),
        ("en", "2 in 1", ["2", "in", "1"]),
        ("en", "3 1/2 inch pull, 3½″", ["3.5in", "pull", "3.5in"]),
        ("en", "1/2 inch 3/4 sleeve", ["0.5in", "0.75", "sleeve"]),
        ("en", "30x40 cm, 30 x 40 × 50cm", ["30cm", "40cm", "30cm", "40cm", "50cm"]),
        ("en", "5 x 7 rug 5'x7' 8' x 10'", ["5x7", "rug", "5ft", "7ft", "8ft", "10ft"]),
        ("en", "1,000 g 2.50 l 7qt 72.5", ["1000g", "2.5l", "7qt", "72.5"]),
        ("en", "16 fl oz 16 fl. oz. 12oz", ["16floz", "16floz", "12oz"]),
        ("en", "1.2.3 size 1,2,3", ["1.2.3", "size", "1", "2", "3"]),
        ("en", "4k tv 5g", ["4k", "tv", "5g"]),
        ("de", "Möbel moebel MÖBEL", ["mobel", "mobel", "mobel"]),
        ("de", "Straße neue blaue Quelle", ["strasse", "neue", "blaue", "quelle"]),
        ("de", "60 Zentimeter 2,5 Liter 1.000 g 24 Zoll", ["60cm", "2.5l", "1000g", "24in"]),
        ("fr", "l'eau d'or aujourd'hui qu’il", ["eau", "or", "aujourdhui", "il"]),
        ("fr", "16 Go 24 pouces œuvre", ["16gb", "24in", "oeuvre"]),
        ("ar", "السَّجّادة ســجادة", ["السجاده", "سجاده"]),
        ("ar", "أريكة اريكه ٦٠ سم ٢٤ بوصة", ["اريكه", "اريكه", "60cm", "24in"]),
        ("ja", "漢字 İ", ["漢字", "i"]),
        ("en", "😀 !!! *** (-) ", []),
        ("en", 'field:* /regex/ "unbalanced', ["field", "regex", "unbalanced"]),
    ],
)
def test_every_spelling_has_one_plain_form(locale, text, plain):
    assert get_analyser(locale).plain(text) == plain


@pytest.mark.parametrize(
    ("locale", "same"),
    [
        ("en", "knife knives"),
        ("en", "scarf scarves scarfs"),
        ("en", "woman women women's womens"),
        ("en", "man men men's mens"),
        ("en", "shoe shoes"),
        ("en", "earring earrings"),
        ("en", "grey gray"),
        ("en", "jewelry jewellery"),
        ("de", "Stuhl Stühle Stuehle"),
        ("de", "Glas Gläser"),
        ("de", "rot rote roter rotes"),
        ("de", "Sofa Sofas"),
        ("fr", "brodé brodée brodés brodées brode"),
        ("fr", "bleu bleus bleue bleues"),
        ("fr", "rideau rideaux"),
        ("fr", "blanc blanche"),
        ("ar", "سجادة السجادة سجادات السجادات"),
        ("ar", "كرسي الكرسي كراسي"),
        ("ar", "أحمر حمراء"),
    ],
)
def test_forms_of_a_word_have_one_stem(locale, same):
    assert len({token.stem for token in get_analyser(locale).tokens(same)}) == 1


@pytest.mark.parametrize(
    "different", ["bed bedding", "organ organic", "leg legging", "cloth clothing", "paint painting"]
)
def test_different_things_keep_different_stems(different):
    assert len({token.stem for token in get_analyser("en").tokens(different)}) == 2


def test_regions_share_the_rules_of_their_language_and_unknown_ones_are_only_folded():
    assert get_analyser("de-AT") is get_analyser("de")
    assert get_analyser("en_GB") is get_analyser("en")
    assert [tuple(token) for token in get_analyser("xx").tokens("Crème lamps")] == [
        ("creme", "creme"),
        ("lamps", "lamps"),
    ]


def test_spellings_keep_accents_and_go_with_the_tokens():
    french, german = get_analyser("fr"), get_analyser("de")

    assert french.spellings("L'été d’or") == ["été", "or"]
    assert german.spellings("Möbel für 60 cm") == ["möbel", "für", "60cm"]


def test_stop_words_stay_in_and_are_known():
    german = get_analyser("de")

    assert german.plain("Tisch für draußen") == ["tisch", "fur", "draussen"]
    assert german.is_stop_word("fur")
    assert not german.is_stop_word("tisch")


@pytest.mark.parametrize(
    ("token", "others"),
    [
        ("1l", ["1000ml", "100cl"]),
        ("60cm", ["600mm", "0.6m"]),
        ("24in", ["2ft", "60.96cm", "61cm"]),
        ("61cm", ["610mm", "0.61m", "24in"]),
        ("500g", ["500000mg", "0.5kg"]),
        ("lamp", []),
        ("4k", []),
    ],
)
def test_a_measure_is_known_in_other_units(token, others):
    assert other_units(token) == others


@given(st.sampled_from(LOCALES), st.text(max_size=300))
def test_any_text_becomes_short_tokens_without_spaces(locale, text):
    analyser = get_analyser(locale)
    tokens = analyser.tokens(text)

    assert len(tokens) == len(analyser.spellings(text))
    for token in tokens:
        assert 0 < len(token.plain) <= MAX_TOKEN
        assert token.stem
        assert not any(mark.isspace() for mark in token.plain + token.stem)


@given(st.sampled_from(LOCALES), st.text(alphabet="0123456789.,/x'\" -cmin½٣", max_size=60))
def test_numbers_in_any_disorder_do_no_harm(locale, text):
    assert all(get_analyser(locale).plain(text))


@given(st.sampled_from(LOCALES), st.text(max_size=40))
def test_plain_words_are_stable(locale, text):
    analyser = get_analyser(locale)

    for plain in analyser.plain(text):
        if plain.isalpha():
            assert analyser.token(plain).plain == analyser.token(analyser.token(plain).plain).plain
