"""What a question may ask for at most, so that no search costs without bound."""

from __future__ import annotations

import math
from typing import Final

from search.errors import InvalidCursorError, QuestionTooLargeError
from search.query.question import MAX_WINDOW, After, Question

MOST_CONCEPTS: Final = 64
MOST_FILTER_VALUES: Final = 1_000
MOST_FILTERS: Final = 50
MOST_PRODUCTS_NAMED: Final = 1_000


def check_size(question: Question) -> None:
    """Refuse a question that asks for more than any shopper or marketer needs.

    Raises `QuestionTooLargeError`.
    """
    words = question.words
    values = sum(len(each.values) for each in question.filters)
    named = len(question.pinned) + len(question.hidden) + len(question.only)
    is_too_large = (
        (words is not None and len(words.concepts) > MOST_CONCEPTS)
        or values > MOST_FILTER_VALUES
        or len(question.filters) > MOST_FILTERS
        or named > MOST_PRODUCTS_NAMED
        or question.size > MAX_WINDOW
        or (question.after is None and question.offset + question.size > MAX_WINDOW)
    )
    if is_too_large:
        raise QuestionTooLargeError


def check_cursor(after: After, length: int) -> None:
    """Refuse sort values that no answer to this question ever gave. Raises `InvalidCursorError`."""
    if len(after.values) != length or not all(_is_value(value) for value in after.values):
        raise InvalidCursorError


def _is_value(value: object) -> bool:
    return isinstance(value, (int, str)) or (isinstance(value, float) and math.isfinite(value))
