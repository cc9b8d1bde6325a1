"""Languages that shoppers search in although the software does not speak them: data, and what it does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from search.language import packs
from search.language.analysis import get_analyser
from search.language.forms import normalise
from search.language.lexicon import Lexicon
from search.language.planning import Planner
from search.language.prices import find_price
from search.query.configuration import Configuration

LANGUAGES = ("es", "it", "nl", "pl", "pt", "tr")
FORMS = {
    "es": ["cojín cojines", "sofá sofás sofas", "luz luces", "rojo roja rojas", "gorra gorras"],
    "it": ["bicchiere bicchieri", "sedia sedie", "rosso rossa rossi", "l'asciugamano asciugamani"],
    "nl": ["kussen kussens", "glas glazen", "rood rode", "vaas vazen", "wijnglas wijnglazen"],
    "pl": ["krzesło krzesła krzeseł", "poduszka poduszek", "kubek kubków", "stół stoły stołu"],
    "pt": ["colchão colchões", "lençol lençóis", "azul azuis", "móvel móveis", "vermelho vermelha"],
    "tr": [
        "yastık yastıklar yastığı YASTIK",
        "masa masalar masası",
        "dolap dolabı dolapları",
        "halı HALI halılar halısı",
    ],
}
APART = {
    "es": ["gorro gorra", "plata plato", "piña pino"],
    "it": ["tele telo", "gelato gel"],
    "nl": ["hak gehakt"],
    "pl": ["kapcie kapa"],
    "pt": ["cola colar", "prata prato"],
    "tr": ["masa mama", "kapı kap"],
}
MEANT = [
    ("es", "butaca", "sillón"),
    ("es", "frazada", "manta"),
    ("es", "lámpara de piso", "lámpara de pie"),
    ("it", "sofà", "divano"),
    ("it", "piantana", "lampada da terra"),
    ("nl", "zetel", "fauteuil"),
    ("nl", "prullenbak", "vuilnisbak"),
    ("pl", "kanapa", "sofa"),
    ("pl", "pled", "koc"),
    ("pt", "edredom", "edredão"),
    ("pt", "xícara", "chávena"),
    ("tr", "kanepe", "koltuk"),
    ("tr", "kırlent", "dekoratif yastık"),
]
PRICES = [
    ("es", "silla por menos de 50 euros", None, 50),
    ("es", "entre 20 y 50 €", 20, 50),
    ("it", "divano sotto i 500 euro", None, 500),
    ("nl", "stoel tussen 20 en 50", 20, 50),
    ("pl", "lampa do 200 zł", None, 200),
    ("pl", "krzesło od 50 do 100 zł", 50, 100),
    ("pt", "cadeira até 200 reais", None, 200),
    ("tr", "halı en fazla 500 tl", None, 500),
]


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(code, words) for code, lines in table.items() for words in lines]


@pytest.mark.parametrize(("code", "words"), pairs(FORMS))
def test_forms_of_a_word_meet(code, words):
    assert len({token.stem for token in get_analyser(code).tokens(words)}) == 1


@pytest.mark.parametrize(("code", "words"), pairs(APART))
def test_different_words_stay_apart(code, words):
    assert len({token.stem for token in get_analyser(code).tokens(words)}) == 2


@pytest.mark.parametrize(("code", "typed", "known"), MEANT)
def test_other_words_for_a_thing_find_it(code, typed, known):
    analyser = get_analyser(code)
    lexicon = Lexicon(dict.fromkeys(analyser.plain(known), 5), analyser)

    (concept,) = Planner(analyser, lexicon, Configuration()).plan(typed).words.concepts

    found = [tuple(token.plain for token in each.tokens) for each in concept.alternatives]
    assert tuple(analyser.plain(known)) in found


@pytest.mark.parametrize(("code", "text", "minimum", "maximum"), PRICES)
def test_prices_are_understood(code, text, minimum, maximum):
    limits = find_price(normalise(text), get_analyser(code).language)

    assert limits is not None
    ends = tuple(None if end is None else Decimal(end) for end in (minimum, maximum))
    assert (limits.minimum, limits.maximum) == ends


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_trade_has_a_pack(code):
    assert packs.list_trades(code) == packs.list_trades("en")
    assert get_analyser(code).language.decimal_comma
