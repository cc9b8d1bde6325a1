"""Telling those who work in a tenant's back offices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from commerce.accounts.permissions import works_in_back_office
from commerce.integrations.registry import find_provider
from commerce.notifications.kinds import PROVIDER_FAILING
from commerce.notifications.shapes import Recipient
from commerce.tenancy.selectors import list_channels

from .notifying import notify


def tell_staff(
    *, kind: str, tenant_id: int, event_id: str, values: Mapping[str, Any], about: str = ""
) -> None:
    """Tell each member of the tenant's staff, in its first channel and that one's language.

    Telling twice of one `event_id` tells once.
    """
    channel = list_channels().filter(tenant=tenant_id).order_by("-is_default", "code").first()
    if channel is None:
        return
    for user in _members(tenant_id):
        notify(
            kind=kind,
            recipient=Recipient(channel.default_locale, user_id=user.pk, email=user.email),
            channel_id=channel.pk,
            event_id=event_id,
            values=values,
            about=about,
        )


def tell_of_failing_provider(*, configuration_id: int, tenant_id: int, provider: str) -> None:
    """Tell the tenant's staff, once a day for each configuration."""
    known = find_provider(provider)
    tell_staff(
        kind=PROVIDER_FAILING.code,
        tenant_id=tenant_id,
        event_id=f"failing:{configuration_id}:{timezone.now():%Y-%m-%d}",
        values={"provider": str(known.name) if known else provider},
    )


def _members(tenant_id: int) -> list[Any]:
    """Who has a desk, and belongs to the tenant or to the whole house."""
    people = get_user_model().objects.filter(is_active=True)
    near = people.filter(Q(memberships__tenant=tenant_id) | Q(memberships=None)).distinct()
    with_desk = near.filter(
        Q(is_staff=True)
        | Q(is_superuser=True)
        | Q(groups__permissions__codename="access_admin")
        | Q(user_permissions__codename="access_admin")
    )
    return [user for user in with_desk.order_by("pk") if works_in_back_office(user)]
