"""Who may ask for labels by the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission

from commerce.accounts.permissions import works_for
from commerce.carriers.permissions import WORK
from commerce.core.api.refusals import refuses
from commerce.core.errors import PermissionDeniedError

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


@refuses(PermissionDeniedError)
class MayMakeLabels(BasePermission):
    """Staff of the channel's tenant who may change its orders."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        user = request.user
        if not user.is_authenticated or not user.is_staff:
            return False
        tenant_id: int = request.channel.tenant_id  # type: ignore[attr-defined]
        return user.has_perm(WORK) and works_for(user, tenant_id)
