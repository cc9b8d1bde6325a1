"""In which words two texts differ that asked for the same."""

import pytest

from search.language.analysis import get_analyser
from search.language.rewordings import find_difference


@pytest.mark.parametrize(
    ("locale", "first", "second", "words"),
    [
        ("en", "couch", "sofa", ("couch", "sofa", True)),
        ("en", "blue couch", "the sofa blue", ("couch", "sofa", True)),
        ("en", "night stands", "bedside table", ("night stands", "bedside table", True)),
        ("en", "side table", "end table", ("side table", "end table", False)),
        ("fr", "lampe de bureau", "lampe de travail", ("lampe bureau", "lampe travail", False)),
        ("fr", "divan rouge", "canapé rouge", ("divan", "canapé", True)),
        ("ar", "كنبة زرقاء", "أريكة زرقاء", ("كنبة", "أريكة", True)),
        ("en", "sofa", "sofas", None),
        ("en", "lamp", "desk lamp", None),
        ("en", "pilow", "pillow", None),
        ("en", "book shelf", "bookshelf", None),
        ("en", "rug 200 cm", "rug 300 cm", None),
        ("en", "the", "sofa", None),
        ("en", "", "", None),
        ("en", "one two three four five", "couch", None),
    ],
)
def test_two_texts_differ_in_the_names_of_a_thing(locale, first, second, words):
    assert find_difference(first, second, get_analyser(locale)) == words
