"""What the search keeps of one person, for them to take along, and to be forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from commerce.accounts.registry import Kept, Person
from search.models import SavedSearch


def export_person(person: Person) -> Kept:
    """Return the person's saved searches at the tenant."""
    rows = _saved(person).order_by("pk")
    return {"saved_search": list(rows.values("name", "text", "filters", "locale", "created_at"))}


@transaction.atomic
def forget_person(person: Person) -> None:
    """Delete the person's saved searches."""
    _saved(person).delete()


def _saved(person: Person) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(user=person.user_id, channel__tenant=person.tenant_id)
