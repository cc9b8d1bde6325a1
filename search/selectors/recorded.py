"""The form in which a query is counted."""

from __future__ import annotations

from search.language.analysis import get_analyser
from search.query.privacy import looks_personal


def recorded_form(text: str, *, locale: str) -> str:
    """Return a query as it is counted: its words in lower case, punctuation left out.

    Nothing is left of one that looks personal.
    """
    if looks_personal(text):
        return ""
    return " ".join(get_analyser(locale).spellings(text))
