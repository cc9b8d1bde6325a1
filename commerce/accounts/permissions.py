"""Who may do what with accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import BigIntegerField, Value
from rest_framework.request import Request

from commerce.core.request_cache import RequestCache
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import (
    current_tenant_id,
    list_channels,
    list_edited_channels,
    own_channels,
)

from .errors import NotSignedInError
from .models import User
from .tokens import Claims

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

# Pairs of a tenant and one of its channels; of all its channels where that is None. Wagtail asks for
# each entry of its menu and each button.
_PLACES: Final[RequestCache[frozenset[tuple[int, int | None]]]] = RequestCache(
    "accounts_membership", "accounts_user_groups", "auth_group", "tenancy_editorgroup"
)
BACK_OFFICES = ("partner.dashboard_access", "wagtailadmin.access_admin")


def signed_in_user(request: Request) -> User:
    """Return the person who is calling. Raises NotSignedInError for anybody else."""
    if not isinstance(request.user, User):
        raise NotSignedInError
    return request.user


def works_for(user: Any, tenant_id: int) -> bool:
    """Whether the person may do for that tenant what their rights allow.

    Who belongs to tenants works for those only, and who edits channels for these channels only; an
    account that belongs to none was made for the whole house.
    """
    if user.is_superuser:
        return True
    places = _places_of(user)
    tenants = {tenant for tenant, channel in places if channel is None}
    edited = {tenant for tenant, channel in places if channel is not None}
    return all(not known or tenant_id in known for known in (tenants, edited))


def confined_to(user: Any) -> frozenset[int] | None:
    """Return the channels of the groups of editors that the person is in; None for who is in none.

    Superusers are in none.
    """
    if user.is_superuser or not user.is_authenticated:
        return None
    channels = frozenset(channel for _tenant, channel in _places_of(user) if channel is not None)
    return channels or None


def works_in(user: Any, channel: Channel) -> bool:
    """Whether the person may do for that channel what their rights allow."""
    confined = confined_to(user)
    return works_for(user, channel.tenant_id) and (confined is None or channel.pk in confined)


def _places_of(user: Any) -> frozenset[tuple[int, int | None]]:
    return _PLACES.get(user.pk, lambda: _read_places(user))


def _read_places(user: Any) -> frozenset[tuple[int, int | None]]:
    everywhere = Value(None, output_field=BigIntegerField())
    tenants = user.memberships.order_by().values_list("tenant_id", everywhere)
    edited = list_edited_channels(user_id=user.pk).values_list("channel__tenant_id", "channel_id")
    return frozenset(tenants.union(edited, all=True))


def list_own_channels(*, user: Any) -> QuerySet[Channel]:
    """Return the channels of the tenant whose back office this is, as far as `works_for` has it."""
    channels = list_channels()
    try:
        tenant_id = current_tenant_id()
    except UnknownChannelError:
        return channels.none()
    if not works_for(user, tenant_id):
        return channels.none()
    own, confined = channels.filter(tenant=tenant_id), confined_to(user)
    return own if confined is None else own.filter(pk__in=confined)


def has_own_channels(user: Any) -> bool:
    """Whether `list_own_channels` has any for the person; asked once in a request."""
    try:
        return bool(own_channels()) and works_for(user, current_tenant_id())
    except UnknownChannelError:
        return False


def session_of(request: Request) -> str:
    """Return the public id of the session that the caller's access token belongs to."""
    return request.auth.session_id if isinstance(request.auth, Claims) else ""


def works_in_back_office(user: User) -> bool:
    """Whether the person has a desk in the dashboard, in Wagtail or in Django's admin."""
    return bool(user.is_staff) or any(user.has_perm(name) for name in BACK_OFFICES)
