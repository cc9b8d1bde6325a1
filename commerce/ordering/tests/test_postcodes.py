"""Postcodes from however people type them."""

from __future__ import annotations

import pytest

from commerce.ordering.postcodes import is_postcode, normalise_postcode


@pytest.mark.parametrize(
    ("country", "typed", "written"),
    [
        ("SA", "١٢٢١٤", "12214"),
        ("SA", "12214-1234", "12214-1234"),
        ("SA", "١٢٢١٤ ١٢٣٤", "12214-1234"),
        ("SA", "122141234", "12214-1234"),
        ("AT", "A-1010", "1010"),
        ("AT", "a 1010", "1010"),
        ("DE", "D-01067", "01067"),
        ("DE", "DE 01067", "01067"),
        ("DE", "D–01067", "01067"),
        ("DE", " 01 067\u200f ", "01067"),
        ("DE", "０１０６７", "01067"),
        ("NL", "1012\u00a0AB", "1012 AB"),
        ("NL", "1012ab", "1012 AB"),
        ("NL", "NL-1012 AB", "1012 AB"),
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("GB", "SW1A\u202f1AA", "SW1A 1AA"),
        ("GB", "m1 1ae", "M1 1AE"),
        ("CH", "CH-8001", "8001"),
        ("LI", "FL-9490", "9490"),
        ("LU", "L-1234", "1234"),
        ("BE", "B-1000", "1000"),
        ("FR", "F-75001", "75001"),
        ("FR", "75 001", "75001"),
        ("IT", "I-00118", "00118"),
        ("PL", "00950", "00-950"),
        ("PL", "PL 00-950", "00-950"),
        ("SE", "SE-11455", "114 55"),
        ("SE", "114 55", "114 55"),
        ("PT", "1000-001", "1000-001"),
        ("PT", "1000 001", "1000-001"),
        ("PT", "P-1000", "1000"),
        ("DK", "DK-2100", "2100"),
        ("NO", "N-0150", "0150"),
        ("FI", "FIN-00100", "00100"),
        ("CZ", "11000", "110 00"),
        ("GR", "10431", "104 31"),
        ("LV", "1010", "LV-1010"),
        ("LV", "LV-1010", "LV-1010"),
        ("LT", "LT-01100", "01100"),
        ("US", "94105 1234", "94105-1234"),
        ("US", "94105", "94105"),
        ("CA", "k1a0b1", "K1A 0B1"),
        ("JP", "１００－０００１", "100-0001"),
        ("BR", "01310100", "01310-100"),
        ("HU", "H-1051", "1051"),
        ("MT", "vlt1117", "VLT 1117"),
    ],
)
def test_a_code_becomes_the_one_its_country_writes(country, typed, written):
    code = normalise_postcode(country, typed)

    assert code == written
    assert is_postcode(country, code)
    assert normalise_postcode(country, code) == code


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("DE", "D-0106"),
        ("DE", "A-01067"),
        ("AT", "D-1010"),
        ("SA", "1221"),
        ("SA", "12214-12"),
        ("NL", "1012"),
        ("GB", "12345"),
        ("DE", ""),
        ("PL", "0-0950-1"),
        ("US", "9410"),
    ],
)
def test_what_is_no_code_of_the_country_stays_none(country, typed):
    assert not is_postcode(country, normalise_postcode(country, typed))


def test_where_no_form_is_known_a_code_is_only_cleaned():
    assert normalise_postcode("HK", " n/a \u200b ") == "N/A"
    assert is_postcode("HK", "")
