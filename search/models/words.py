"""Lists of words as marketers type them: separated by commas or on lines of their own."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_TERMS = 50
MAX_TERM_LENGTH = 80
MAX_TERM_WORDS = 6
_SEPARATORS = re.compile(r"[,;،؛\n\r]+")


def split_terms(text: str) -> tuple[str, ...]:
    """Return the terms in order, each once whatever its case, with single spaces."""
    terms = (" ".join(part.split()) for part in _SEPARATORS.split(text))
    return tuple({fold_term(term): term for term in terms if fold_term(term)}.values())


def fold_term(term: str) -> str:
    """Return the form in which terms are compared: one case, one spelling of each character."""
    return " ".join(unicodedata.normalize("NFKC", term).casefold().split())


def validate_terms(text: str) -> None:
    """Raise ValidationError unless these are at most 50 terms that a shopper might type."""
    terms = split_terms(text)
    if len(terms) > MAX_TERMS:
        raise _error(_("These are more than %(limit)d entries."), limit=MAX_TERMS)
    for term in terms:
        _validate_term(term)


def validate_single_words(text: str) -> None:
    """Raise ValidationError unless each entry is one word."""
    validate_terms(text)
    for term in split_terms(text):
        if " " in term:
            raise _error(_("“%(term)s” is more than one word."), term=term)


def _validate_term(term: str) -> None:
    if len(term) > MAX_TERM_LENGTH or len(term.split()) > MAX_TERM_WORDS:
        raise _error(_("“%(term)s” is too long for something that is searched for."), term=term)
    if not any(mark.isalnum() for mark in term):
        raise _error(_("“%(term)s” has neither letters nor digits."), term=term)


def _error(message: Any, **params: Any) -> ValidationError:
    return ValidationError(message, code="invalid_terms", params=params)
