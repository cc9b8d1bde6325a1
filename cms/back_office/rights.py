"""Pictures whose rights end or have ended, and where they are used."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from cms.models import HeronImage
from cms.selectors import list_limited_images


def state_of(image: HeronImage) -> Any:
    """Return whether the picture may still be used, in words."""
    assert image.usable_until is not None  # noqa: S101 the report lists no others
    return _("Ended") if image.usable_until < timezone.localdate() else _("Valid")


def uses_of(image: HeronImage) -> int:
    """Return how many things show the picture."""
    return int(image.get_usage().count())


class Uses(Column):
    """Leads to what shows the picture."""

    cell_template_name = "cms/back_office/uses.html"

    def get_value(self, instance: HeronImage) -> dict[str, Any]:
        return {"count": uses_of(instance), "url": instance.usage_url}


class RightsToPictures(ReportView):
    model = HeronImage
    page_title = _("Rights to pictures")
    header_icon = "image"
    index_url_name = "cms_rights"
    index_results_url_name = "cms_rights_results"
    any_permission_required = ["change"]
    columns = [
        TitleColumn("title", label=_("Picture"), url_name="wagtailimages:edit"),
        Column("usable_until", label=_("May be used until")),
        Column("state", label=_("Rights"), accessor=state_of),
        Column("rights_holder", label=_("Rights holder")),
        Column("licence", label=_("Licence")),
        Uses("uses", label=_("Used")),
    ]
    list_export = ["title", "usable_until", "rights_holder", "licence"]

    def get_queryset(self) -> Any:
        return list_limited_images(user=self.request.user)

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(HeronImage)


def rights_urls() -> list[URLPattern]:
    report, results = RightsToPictures.as_view(), RightsToPictures.as_view(results_only=True)
    return [
        path("reports/rights/", report, name="cms_rights"),
        path("reports/rights/results/", results, name="cms_rights_results"),
    ]


class RightsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(HeronImage)
        return bool(policy.user_has_permission(request.user, "change"))


def rights_item() -> RightsItem:
    return RightsItem(_("Rights to pictures"), reverse("cms_rights"), icon_name="image", order=860)
