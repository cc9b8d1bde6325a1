"""Who sells in a channel."""

from __future__ import annotations

from commerce.documents.models import DocumentRules


def find_rules(channel_id: int) -> DocumentRules | None:
    """Return who sells in the channel and when it invoices; None where nobody has said so."""
    rows = DocumentRules._base_manager.select_related("entity__country")
    found: DocumentRules | None = rows.filter(channel=channel_id).first()
    return found
