"""What those who work for a shop are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from ulid import ULID

from commerce.accounts.selectors import list_people
from commerce.integrations.registry import find_provider
from commerce.notifications.kinds import PROVIDER_FAILING
from commerce.notifications.shapes import Recipient
from commerce.tenancy.selectors import list_channels

from .notifying import notify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce.accounts.models import User

RIGHT = "integrations.view_providerconfiguration"


def tell_failing_provider(*, tenant_id: int, provider: str) -> None:
    """Tell who looks after providers that one fails; each in the language that they have chosen."""
    channel = list_channels().filter(tenant=tenant_id).order_by("-is_default", "pk").first()
    if channel is None:
        return
    known = find_provider(provider)
    event_id = str(ULID())
    for user in _list_staff(tenant_id, RIGHT):
        notify(
            kind=PROVIDER_FAILING.code,
            recipient=Recipient("", user_id=user.pk, email=user.email),
            channel_id=channel.pk,
            event_id=event_id,
            values={
                "provider": str(known.name) if known else provider,
                "url": f"{settings.PUBLIC_URL}/cms/",
            },
        )


def _list_staff(tenant_id: int, right: str) -> Iterator[User]:
    """Members of staff of the tenant, or of the whole house, who have that right."""
    staff = list_people(tenant_id=tenant_id).filter(is_active=True, is_staff=True).distinct()
    return (user for user in staff if user.has_perm(right))
