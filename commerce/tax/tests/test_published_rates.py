"""The table of known rates against what tax authorities have published for three days.

Sources: the European Commission's tables of VAT rates, HM Revenue & Customs, the Federal Tax
Administration of Switzerland, the Norwegian Tax Administration. Left out are rates of no goods
(housing in Slovakia, leisure services in Malta) and cuts for single groups of goods that ended.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from commerce.tax.seed import known_rates

FIRST, SECOND, THIRD = date(2020, 11, 1), date(2023, 6, 1), date(2025, 2, 1)
# Standard and reduced rates that were the same on all three days.
STEADY = {
    "AT": "20 10 13",
    "BE": "21 6 12",
    "BG": "20 9",
    "DK": "25",
    "ES": "21 4 10",
    "FR": "20 2.1 5.5 10",
    "GB": "20 5",
    "GR": "24 6 13",
    "HR": "25 5 13",
    "HU": "27 5 18",
    "IT": "22 4 5 10",
    "LT": "21 5 9",
    "LV": "21 5 12",
    "MT": "18 5 7",
    "NL": "21 9",
    "PL": "23 5 8",
    "PT": "23 6 13",
    "RO": "19 5 9",
    "SE": "25 6 12",
    "SI": "22 5 9.5",
}
PUBLISHED = {
    FIRST: {
        "CH": "7.7 2.5 3.7",
        "CY": "19 5 9",
        "CZ": "21 10 15",
        "DE": "16 5",
        "EE": "20 9",
        "FI": "24 10 14",
        "IE": "21 4.8 9 13.5",
        "LU": "17 3 8 14",
        "NO": "25 6 15",
        "SK": "20 10",
    },
    SECOND: {
        "CH": "7.7 2.5 3.7",
        "CY": "19 5 9",
        "CZ": "21 10 15",
        "DE": "19 7",
        "EE": "20 5 9",
        "FI": "24 10 14",
        "IE": "23 4.8 9 13.5",
        "LU": "16 3 7 13",
        "NO": "25 12 15",
        "SK": "20 10",
    },
    THIRD: {
        "CH": "8.1 2.6 3.8",
        "CY": "19 3 5 9",
        "CZ": "21 12",
        "DE": "19 7",
        "EE": "22 9 13",
        "FI": "25.5 10 14",
        "IE": "23 4.8 9 13.5",
        "LU": "17 3 8 14",
        "NO": "25 12 15",
        "SK": "23 5 19",
    },
}
# The first day of a new standard rate.
CHANGES = [
    ("DE", date(2020, 7, 1), "19", "16"),
    ("DE", date(2021, 1, 1), "16", "19"),
    ("IE", date(2020, 9, 1), "23", "21"),
    ("IE", date(2021, 3, 1), "21", "23"),
    ("LU", date(2023, 1, 1), "17", "16"),
    ("LU", date(2024, 1, 1), "16", "17"),
    ("CH", date(2024, 1, 1), "7.7", "8.1"),
    ("EE", date(2024, 1, 1), "20", "22"),
    ("EE", date(2025, 7, 1), "22", "24"),
    ("FI", date(2024, 9, 1), "24", "25.5"),
    ("SK", date(2025, 1, 1), "20", "23"),
    ("RO", date(2025, 8, 1), "19", "21"),
]


def holding(day):
    """Standard rate, and all reduced ones, of whole countries."""
    standard, reduced = {}, defaultdict(set)
    for rate in known_rates():
        is_whole = not (rate.region or rate.postcodes) and rate.country != "US"
        if is_whole and rate.valid_from <= day and (rate.valid_to is None or day <= rate.valid_to):
            if rate.tax_class == "standard":
                assert rate.country not in standard
                standard[rate.country] = rate.percentage
            else:
                reduced[rate.country].add(rate.percentage)
    return {country: (standard[country], reduced[country]) for country in standard}


@pytest.mark.parametrize("day", PUBLISHED)
def test_the_table_is_what_was_published(day):
    published = {
        country: (Decimal(rates.split()[0]), set(map(Decimal, rates.split()[1:])))
        for country, rates in {**STEADY, **PUBLISHED[day]}.items()
    }

    assert holding(day) == published
    assert len(published) == 27 + len(("GB", "CH", "NO"))


@pytest.mark.parametrize(("country", "day", "before", "after"), CHANGES)
def test_a_rate_changes_on_its_day(country, day, before, after):
    found = [holding(each)[country][0] for each in (day - timedelta(days=1), day)]

    assert found == [Decimal(before), Decimal(after)]
