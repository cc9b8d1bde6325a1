"""Who may do what with endpoints."""

from __future__ import annotations

from typing import Any, Literal

from commerce.accounts.permissions import works_for
from commerce.core.errors import PermissionDeniedError

Action = Literal["view", "add", "change", "delete"]


def require(user: Any, action: Action, *, tenant_id: int) -> None:
    """Let members of staff of the tenant pass who have the right; raise PermissionDeniedError."""
    if not user.has_perm(f"webhooks.{action}_endpoint") or not works_for(user, tenant_id):
        raise PermissionDeniedError
