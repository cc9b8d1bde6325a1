"""Who may do what with accounts."""

from typing import Any

from rest_framework.request import Request

from .errors import NotSignedInError
from .models import User
from .tokens import Claims

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
    tenants = set(user.memberships.values_list("tenant_id", flat=True))
    return not tenants or tenant_id in tenants


def session_of(request: Request) -> str:
    """Return the public id of the session that the caller's access token belongs to."""
    return request.auth.session_id if isinstance(request.auth, Claims) else ""


def works_in_back_office(user: User) -> bool:
    """Whether the person has a desk in the dashboard, in Wagtail or in Django's admin."""
    return bool(user.is_staff) or any(user.has_perm(name) for name in BACK_OFFICES)
