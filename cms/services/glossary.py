"""Writes of the glossary that are not one form: terms that programs put in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from cms.models import GlossaryTerm

if TYPE_CHECKING:
    from commerce.tenancy.models import Tenant


@transaction.atomic
def ensure_term(
    *, tenant: Tenant, source: str, text: str, translations: Mapping[str, str], note: str = ""
) -> None:
    """Say what a word is called, by language; under the language "" for all of them.

    What the glossary says of it in those languages is said anew.
    """
    rows = GlossaryTerm._base_manager.filter(tenant=tenant, source_locale=source)
    for target, translation in translations.items():
        known = rows.filter(text__iexact=text, target_locale=target).first()
        row = known or GlossaryTerm(tenant=tenant, source_locale=source, target_locale=target)
        row.text, row.translation, row.note = text, translation, note
        row.full_clean()
        row.save()
