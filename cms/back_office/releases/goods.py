"""The way from a price, offer or voucher in the dashboard into a release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.releasing.goods import GoodsKind, OfferKind, PriceKind, VoucherKind
from commerce.core.row_tools import register_row_tool

if TYPE_CHECKING:
    from django.http import HttpRequest

RIGHTS = ("wagtailadmin.access_admin", "cms.change_release")


def offer_releases_in_dashboard() -> None:
    """Have the pages of what releases can hold lead to where it is put in."""
    for kind in (PriceKind(), OfferKind(), VoucherKind()):
        register_row_tool(kind.model._meta.label_lower, _tool_of(kind))


def _tool_of(kind: GoodsKind) -> Any:
    def tool(request: HttpRequest, row: Any) -> tuple[str, str] | None:
        user: Any = request.user
        if not user.has_perms(RIGHTS) or not kind.may_edit(user, row):
            return None
        address = reverse("cms_put_into_release", args=[kind.code, row.pk])
        return address, _("Put into a release")

    return tool
