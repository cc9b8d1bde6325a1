"""Who may do what with endpoints."""

from __future__ import annotations

from typing import Any, Literal

from commerce.accounts.permissions import works_for
from commerce.accounts.selectors import list_people
from commerce.core.errors import PermissionDeniedError

Action = Literal["view", "add", "change", "delete"]


def require(user: Any, action: Action, *, tenant_id: int) -> None:
    """Let members of staff of the tenant pass who have the right; raise PermissionDeniedError."""
    if not user.has_perm(f"webhooks.{action}_endpoint") or not works_for(user, tenant_id):
        raise PermissionDeniedError


def list_who_may_change(*, tenant_id: int) -> list[int]:
    """Return the keys of the members of staff who may change endpoints of the tenant."""
    staff = list_people(tenant_id=tenant_id).filter(is_staff=True, is_active=True).distinct()
    return [user.pk for user in staff.order_by("pk") if user.has_perm("webhooks.change_endpoint")]
