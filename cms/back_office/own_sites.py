"""What Wagtail's lists, filters and forms offer of sites, redirects, page types and people: one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports import page_types_usage
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.contrib.redirects import views as redirects
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import ConfirmImportForm
from wagtail.models import Page
from wagtail.sites import views as sites

from cms.own_rows import own_pages, own_redirects, own_sites
from commerce.accounts.selectors import list_people
from commerce.tenancy.permissions import is_confined
from commerce.tenancy.selectors import current_tenant_id


def offer_own_sites() -> None:
    """Have Wagtail's own pages ask for what belongs to the channels at work, where they ask for all."""
    for filters in (PageFilterSet, RedirectsReportFilterSet):
        filters.base_filters["site"].queryset = lambda _request: own_sites()
    for filters, name in (
        (PageFilterSet, "owner"),
        (PageFilterSet, "edited_by"),
        (LockedPagesReportFilterSet, "locked_by"),
    ):
        _narrow_people(filters.base_filters[name])
    _narrow(sites.IndexView, own_sites)
    _narrow(redirects.IndexView, own_redirects)
    redirects.ConfirmImportForm = OwnImportForm
    usage = page_types_usage.PageTypesUsageReportFilterSet.base_filters["site"]
    usage.extra["choices"] = _site_choices
    page_types_usage._annotate_last_edit_info = _count_own_pages


class OwnImportForm(ConfirmImportForm):
    """Into sites of the channels at work; who is confined to some names one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_own_site(self.fields["site"])


def choose_own_site(field: Any) -> None:
    """Offer own sites; a redirect of all sites is not for who works for some channels only."""
    field.queryset, field.required = own_sites(), is_confined()
    if field.required:
        field.empty_label = None


def _narrow(view: Any, own: Callable[[], QuerySet[Any]]) -> None:
    """Leave out of a list what is not in `own`."""
    every_row = view.get_base_queryset

    def get_base_queryset(self: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = every_row(self)
        return rows.filter(pk__in=own().values("pk"))

    view.get_base_queryset = get_base_queryset


def _narrow_people(offered: Any) -> None:
    everybody = offered.queryset

    def known(request: Any) -> QuerySet[Any]:
        people: QuerySet[Any] = everybody(request)
        return people.filter(pk__in=list_people(tenant_id=current_tenant_id()).values("pk"))

    offered.queryset = known


def _site_choices() -> Sequence[tuple[str, str]]:
    return [(site.root_page.path, str(site)) for site in own_sites().select_related("root_page")]


def _count_own_pages(
    types: QuerySet[Any], language_code: str | None, site_root_path: str | None
) -> QuerySet[Any]:
    """How many own pages there are of each type, and which of them was edited last."""
    pages = own_pages(Page.objects.filter(content_type=OuterRef("pk")))
    if language_code:
        pages = pages.filter(locale__language_code=language_code)
    if site_root_path:
        pages = pages.filter(path__startswith=site_root_path)
    number = pages.order_by().values("content_type").annotate(number=Count("pk"))
    edited = F("latest_revision_created_at").desc(nulls_last=True)
    latest = pages.order_by(edited, "title", "-pk")
    return types.annotate(
        count=Coalesce(Subquery(number.values("number")), 0),
        last_edited_page_id=Subquery(latest.values("pk")[:1]),
    )
