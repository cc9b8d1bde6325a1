"""Who may do what with accounts."""

from typing import Any

from rest_framework.request import Request

from .errors import NotSignedInError
from .models import User


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
