"""The form in which a query is counted."""

from __future__ import annotations

from typing import Final

from search.language.analysis import get_analyser
from search.query.privacy import looks_personal

# What a record holds.
MAX_LENGTH: Final = 200


def recorded_form(text: str, *, locale: str) -> str:
    """Return a query as it is counted: its words in lower case, punctuation left out.

    Nothing is left of one that looks personal, and no more than 200 characters of one that grew with
    its spelling.
    """
    if looks_personal(text):
        return ""
    return " ".join(get_analyser(locale).spellings(text))[:MAX_LENGTH]
