"""Reads of saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core import signing
from django.db.models import Count, F, Q

from search.errors import SavedSearchNotFoundError
from search.models import SavedSearch

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

SALT: Final = "search.saved"


def list_saved_searches(*, user: User, channel: Channel) -> QuerySet[SavedSearch]:
    """Return the customer's saved searches in the channel, the newest first."""
    return SavedSearch.objects.filter(user=user, channel=channel, is_active=True)


def get_saved_search(*, user: User, channel: Channel, public_id: str) -> SavedSearch:
    """Return one of the customer's own. Raises SavedSearchNotFoundError for all others."""
    found = list_saved_searches(user=user, channel=channel).filter(public_id=public_id).first()
    if found is None:
        raise SavedSearchNotFoundError
    return found


def list_searches_to_tell() -> QuerySet[SavedSearch]:
    """Return active searches with products that nobody was told of, the longest silent first."""
    untold = Count("hits", filter=Q(hits__told_at=None))
    found = SavedSearch.objects.annotate(untold=untold).filter(is_active=True, untold__gt=0)
    return found.select_related("user", "channel__branding").order_by(
        F("last_told_at").asc(nulls_first=True), "pk"
    )


def stop_token(saved_search: SavedSearch) -> str:
    """Return what lets whoever has the letter end it, without signing in."""
    return signing.dumps(saved_search.public_id, salt=SALT)


def get_by_stop_token(token: str) -> SavedSearch:
    """Return the search of a letter. Raises SavedSearchNotFoundError."""
    try:
        public_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise SavedSearchNotFoundError from None
    found = SavedSearch.objects.select_related("channel__branding").filter(public_id=public_id)
    if (saved_search := found.first()) is None:
        raise SavedSearchNotFoundError
    return saved_search
