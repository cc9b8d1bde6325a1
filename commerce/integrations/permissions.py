"""Who may see and change whom a shop calls: people of the tenant who have Django's rights on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.permissions import BasePermission

from commerce.accounts.permissions import works_for
from commerce.core.api.refusals import refuses
from commerce.core.errors import PermissionDeniedError

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

RIGHTS = {"GET": "view", "HEAD": "view", "POST": "change", "PATCH": "change", "DELETE": "delete"}


def may(user: Any, action: str, tenant_id: int) -> bool:
    """Whether the person may view, add, change or delete configurations; who may change may view."""
    if not user.is_active or not works_for(user, tenant_id):
        return False
    actions = ("view", "change") if action == "view" else (action,)
    return any(user.has_perm(f"integrations.{each}_providerconfiguration") for each in actions)


@refuses(PermissionDeniedError)
class MayUseProviders(BasePermission):
    """The right on configurations that a method needs; a view may name another in `rights`."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        rights = {**RIGHTS, **getattr(view, "rights", {})}
        if not request.user.is_authenticated:
            return False
        tenant_id: int = request.channel.tenant_id  # type: ignore[attr-defined]
        return may(request.user, rights.get(str(request.method), "view"), tenant_id)
