"""Who sells, and when it is invoiced: set by staff."""

from __future__ import annotations

from django.db import transaction

from commerce.documents.models import DocumentRules, LegalEntity


@transaction.atomic
def save_entity(*, entity: LegalEntity) -> LegalEntity:
    """Keep who sells. What was issued says what it said."""
    entity.save()
    return entity


@transaction.atomic
def save_rules(*, rules: DocumentRules) -> DocumentRules:
    """Keep what a channel has decided. Orders that were paid before are invoiced when staff ask."""
    rules.save()
    return rules
