"""What readers asked for in vain, one press from a redirect."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from cms.models import MissingAddress
from cms.selectors import list_missing_addresses


class MakeRedirect(Column):
    """Leads to Wagtail's form of a redirect, filled in."""

    cell_template_name = "cms/back_office/make_redirect.html"

    def get_value(self, instance: MissingAddress) -> str:
        given = {"old_path": instance.path, "site": instance.channel.site_id}
        return f"{reverse('wagtailredirects:add')}?{urlencode(given)}"


class MissingAddresses(ReportView):
    model = MissingAddress
    page_title = _("Addresses not found")
    header_icon = "warning"
    index_url_name = "cms_missing_addresses"
    index_results_url_name = "cms_missing_addresses_results"
    any_permission_required = ["add"]
    columns = [
        Column("path", label=_("Address")),
        Column("channel", label=_("Channel")),
        Column("count", label=_("Times")),
        DateColumn("last_seen", label=_("Last")),
        Column("referrer", label=_("Linked from")),
        MakeRedirect("redirect", label=""),
    ]
    list_export = ["path", "channel", "count", "first_seen", "last_seen", "referrer"]

    def get_queryset(self) -> Any:
        return list_missing_addresses()

    @property
    def permission_policy(self) -> Any:
        """For who may make redirects."""
        return policy_registry.get_by_type(Redirect)


def missing_addresses_urls() -> list[URLPattern]:
    return [
        path("reports/missing/", MissingAddresses.as_view(), name="cms_missing_addresses"),
        path(
            "reports/missing/results/",
            MissingAddresses.as_view(results_only=True),
            name="cms_missing_addresses_results",
        ),
    ]


class MissingAddressesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Redirect)
        return bool(policy.user_has_permission(request.user, "add"))


def missing_addresses_item() -> MissingAddressesItem:
    return MissingAddressesItem(
        _("Addresses not found"), reverse("cms_missing_addresses"), icon_name="warning", order=850
    )
