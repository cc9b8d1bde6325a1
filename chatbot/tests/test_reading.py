"""What else a message says: limits of price, codes, and which of several things."""

import pytest

from chatbot.answering.reading import is_comparison, limits_in, places_in, voucher_in


@pytest.mark.parametrize(
    ("text", "bare", "limits"),
    [
        ("show me lamps under 100 euros", "show me lamps", {"price_max": "100"}),
        ("Kissen bis 40 €", "kissen", {"price_max": "40"}),
        ("des coussins à moins de 40,50 euros", "des coussins", {"price_max": "40.50"}),
        ("وسائد بأقل من ٤٠ يورو", "وسايد", {"price_max": "40"}),
        ("rugs over $200", "rugs", {"price_min": "200"}),
        ("a lamp for 40 €", "a lamp for 40 €", {}),
        ("under the table", "under the table", {}),
    ],
)
def test_limits_of_price_are_read_in_words(text, bare, limits):
    assert limits_in(text) == (bare, limits)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("my voucher is WELCOME10", "WELCOME10"),
        ("Gutschein SUMMER-24 bitte", "SUMMER-24"),
        ("I HAVE a code", "HAVE"),
        ("I have a voucher", None),
        ("2026", None),
    ],
)
def test_codes_of_vouchers_are_read(text, code):
    assert voucher_in(text) == code


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("compare the first two", [0, 1]),
        ("compare the first and the third", [0, 2]),
        ("vergleiche die beiden", [0, 1]),
        ("compare them", [0, 1, 2, 3]),
        ("قارن بين الأول والثاني", [0, 1]),
    ],
)
def test_which_of_several_things_are_compared(text, places):
    assert is_comparison(text)
    assert places_in(text, 5) == places
