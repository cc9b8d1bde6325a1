"""The shop's words in its other languages."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from cms.glossaries import Glossary, Term
from cms.models import GlossaryTerm
from commerce.core.request_cache import RequestCache
from commerce.tenancy.selectors import current_tenant_id

_READ: Final[RequestCache[Glossary]] = RequestCache("cms_glossaryterm")


def find_glossary(*, source: str, target: str) -> Glossary:
    """Return what the tenant at work calls things in the language `target`; read once in a request.

    What is said for one language goes before what is said for all of them.
    """
    key = current_tenant_id(), source, target
    return _READ.get(key, lambda: Glossary(source, target, _read(*key)))


def _read(tenant_id: int, source: str, target: str) -> tuple[Term, ...]:
    rows = GlossaryTerm._base_manager.filter(
        Q(target_locale=target) | Q(target_locale=""), tenant=tenant_id, source_locale=source
    ).order_by("target_locale", "pk")
    told = {row.text.casefold(): Term(row.text, row.translation or row.text) for row in rows}
    return tuple(told.values())
