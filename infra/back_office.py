"""The back offices show the shop of their host, and a seller their own goods."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from commerce.accounts.permissions import confined_to, works_for
from commerce.core.request_cache import remembering
from commerce.oscar.partner.models import Partner
from commerce.tenancy.permissions import Scope, scoped
from commerce.tenancy.selectors import channel_context, list_channels, own_channels_of

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

DASHBOARD = "/dashboard/"
BACK_OFFICES = (DASHBOARD, "/cms/", "/django-admin/")
# Who may not work here must still be able to sign in as somebody else.
ENTRANCES = ("/login/", "/logout/", "/jsi18n/", "/sprite/")


class BackOfficeMiddleware:
    """Run requests for the back offices in the scope of their host's tenant.

    Members of staff of other tenants are refused, and so is everybody where the host is no shop's,
    unless there is none yet. Who edits some channels only works in the first of them where the host is
    another one's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        channel: Channel | None = getattr(request, "channel", None)
        if not request.path.startswith(BACK_OFFICES):
            return self.get_response(request)
        if channel is None:
            self._check_that_nothing_is_there(request)
            return self.get_response(request)
        with remembering():
            if not request.path.endswith(ENTRANCES):
                self._check(request.user, channel.tenant_id)
            scope = scope_of(request, channel)
            with scoped(scope), channel_context(_channel_at_work(scope, channel)):
                return self.get_response(request)

    def _check_that_nothing_is_there(self, request: HttpRequest) -> None:
        """A host of no shop, or a header that is not believed, is no way to the rows of all shops."""
        if not request.path.endswith(ENTRANCES) and list_channels().exists():
            raise PermissionDenied

    def _check(self, user: Any, tenant_id: int) -> None:
        if user.is_authenticated and not works_for(user, tenant_id):
            raise PermissionDenied


def scope_of(request: HttpRequest, channel: Channel) -> Scope:
    """Return what the person of that request may see in a back office."""
    user: Any = request.user
    is_in_dashboard = request.path.startswith(DASHBOARD)

    @cache
    def partner_ids() -> frozenset[int] | None:
        if not is_in_dashboard or not user.is_authenticated or user.is_staff:
            return None
        rows = Partner.users.through.objects.filter(
            user_id=user.pk, partner__tenant_id=channel.tenant_id
        )
        return frozenset(rows.values_list("partner_id", flat=True))

    own = frozenset(each.pk for each in own_channels_of(tenant_id=channel.tenant_id))
    confined = confined_to(user)
    return Scope(
        tenant_id=channel.tenant_id,
        channel_ids=own if confined is None else own & confined,
        partner_ids=partner_ids,
        is_confined=confined is not None,
    )


def _channel_at_work(scope: Scope, channel: Channel) -> Channel:
    """Return the host's channel, or the first one that is the person's."""
    if channel.pk in scope.channel_ids:
        return channel
    own = own_channels_of(tenant_id=scope.tenant_id)
    return next((each for each in own if each.pk in scope.channel_ids), channel)
