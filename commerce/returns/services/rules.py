"""On what terms things are taken back: set by staff."""

from __future__ import annotations

from django.db import transaction

from commerce.returns.models import ReturnRules


@transaction.atomic
def save_rules(*, rules: ReturnRules) -> ReturnRules:
    """Keep what a channel has decided. Returns that were asked for are not touched."""
    rules.save()
    return rules
