"""Who may do what with accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rest_framework.request import Request

from commerce.core.request_cache import RequestCache
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import current_tenant_id, list_channels, own_channels

from .errors import NotSignedInError
from .models import User
from .tokens import Claims

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

# Wagtail asks for each entry of its menu and each button.
_TENANTS: Final[RequestCache[frozenset[int]]] = RequestCache("accounts_membership")
BACK_OFFICES = ("partner.dashboard_access", "wagtailadmin.access_admin")


def signed_in_user(request: Request) -> User:
    """Return the person who is calling. Raises NotSignedInError for anybody else."""
    if not isinstance(request.user, User):
        raise NotSignedInError
    return request.user


def works_for(user: Any, tenant_id: int) -> bool:
    """Whether the person may do for that tenant what their rights allow.

    Who belongs to tenants works for those only; an account that belongs to none was made for the
    whole house.
    """
    if user.is_superuser:
        return True
    tenants = _TENANTS.get(user.pk, lambda: _tenants_of(user))
    return not tenants or tenant_id in tenants


def _tenants_of(user: Any) -> frozenset[int]:
    return frozenset(user.memberships.values_list("tenant_id", flat=True))


def list_own_channels(*, user: Any) -> QuerySet[Channel]:
    """Return the channels of the tenant whose back office this is, if the person works for it.

    Who belongs to tenants works for those only; an account that belongs to none was made for the
    whole house.
    """
    channels = list_channels()
    try:
        tenant_id = current_tenant_id()
    except UnknownChannelError:
        return channels.none()
    return channels.filter(tenant=tenant_id) if works_for(user, tenant_id) else channels.none()


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
