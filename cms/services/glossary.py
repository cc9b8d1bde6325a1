"""Writes of the glossary that are not one form: terms of programs, and of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.errors import TranslationFileError
from cms.models import GlossaryTerm
from commerce.catalogue.enums import TextOutcome

if TYPE_CHECKING:
    from commerce.tenancy.models import Tenant


@dataclass(frozen=True, slots=True)
class TermLine:
    """What one line says a word is called; in all languages where `target` is empty.

    A note of None is one that nothing was said of: it stays.
    """

    line: int
    text: str
    source: str
    target: str
    translation: str
    note: str | None = None


@transaction.atomic
def ensure_term(
    *, tenant: Tenant, source: str, text: str, translations: Mapping[str, str], note: str = ""
) -> None:
    """Say what a word is called, by language; under the language "" for all of them.

    What the glossary says of it in those languages is said anew.
    """
    for target, translation in translations.items():
        _write(tenant, TermLine(0, text, source, target, translation, note))


@transaction.atomic
def import_terms(*, tenant: Tenant, terms: Sequence[TermLine]) -> Counter[TextOutcome]:
    """Write the terms of a file, all or none, and return how many were new, changed or there already.

    Terms that the file does not name stay. Raises TranslationFileError with the line of a term that
    cannot be, or that stands in the file before.
    """
    outcomes: Counter[TextOutcome] = Counter()
    seen: set[tuple[str, str, str]] = set()
    for term in terms:
        key = term.source, term.text.casefold(), term.target
        if key in seen:
            raise TranslationFileError(line=term.line, reason=TextOutcome.TWICE.label)
        seen.add(key)
        try:
            outcomes[_write(tenant, term)] += 1
        except ValidationError as error:
            reason = " ".join(error.messages)
            raise TranslationFileError(line=term.line, reason=reason) from None
    return outcomes


def _write(tenant: Tenant, term: TermLine) -> TextOutcome:
    rows = GlossaryTerm._base_manager.filter(tenant=tenant, source_locale=term.source)
    known = rows.filter(text__iexact=term.text, target_locale=term.target).first()
    note = term.note if term.note is not None else known.note if known else ""
    said = term.text, term.translation, note
    if known and (known.text, known.translation, known.note) == said:
        return TextOutcome.SAME
    row = known or GlossaryTerm(tenant=tenant, source_locale=term.source, target_locale=term.target)
    row.text, row.translation, row.note = said
    row.full_clean()
    row.save()
    return TextOutcome.CHANGED if known else TextOutcome.NEW
