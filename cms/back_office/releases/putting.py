"""Putting things into a release: from the release's own lists, and from where a thing is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms import selectors, services
from cms.models import HeronPage
from cms.registry import ReleaseKind, find_release_kind
from commerce.core.errors import DomainError
from commerce.tenancy.selectors import own_channels

from .base import OfRelease
from .page import told_count

MOST_SHOWN = 50


def _kind(code: str) -> ReleaseKind:
    kind = find_release_kind(code)
    if kind is None:
        raise Http404
    return kind


class ChooseView(OfRelease, TemplateView):
    """Rows of one kind, searched by words; several are put in at once."""

    template_name = "cms/back_office/releases/choose.html"
    page_title = gettext_lazy("Put into the release")

    @cached_property
    def kind(self) -> ReleaseKind:
        return _kind(self.kwargs["kind"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "")[:100]
        inside = self.release.items.filter(kind=self.kind.code).values("object_id")
        found = self.kind.find(self.release.channel, words).exclude(pk__in=inside)
        keys = list(found.values_list("pk", flat=True)[: MOST_SHOWN + 1])
        rows = self.kind.load(self.release.channel, keys[:MOST_SHOWN]).values()
        user = self.request.user
        context.pop("kind", None)  # its code, from the address
        return super().get_context_data(
            **context,
            release=self.release,
            kind=self.kind,
            words=words,
            is_more=len(keys) > MOST_SHOWN,
            rows=[(row.pk, self.kind.name(row), self.kind.may_edit(user, row)) for row in rows],
            back=self.address,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = [int(key) for key in request.POST.getlist("row") if key.isdecimal()][:MOST_SHOWN]
        rows = self.kind.load(self.release.channel, keys)
        try:
            count = services.put_into_release(
                release=self.release, kind=self.kind, rows=[*rows.values()], actor=request.user
            )
        except DomainError as error:
            self.tell(error)
        else:
            messages.success(request, told_count(count))
        return redirect(self.address)


class PutIntoReleaseView(WagtailAdminTemplateMixin, TemplateView):
    """Which of the open releases a thing is put into; reached from where it is written."""

    template_name = "cms/back_office/releases/put.html"
    page_title = gettext_lazy("Put into a release")
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("cms.change_release"):
            raise PermissionDenied
        if not self.kind.may_edit(request.user, self.row):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kind(self) -> ReleaseKind:
        return _kind(self.kwargs["kind"])

    @cached_property
    def found(self) -> tuple[Any, Any]:
        channel, row = selectors.find_release_row(
            kind=self.kind, channels=own_channels(), key=self.kwargs["key"]
        )
        if row is None:
            raise Http404
        return channel, row

    @property
    def row(self) -> Any:
        return self.found[1]

    @property
    def releases(self) -> Any:
        return selectors.list_open_releases(channel_ids=[self.found[0].pk])

    def get_page_subtitle(self) -> str:
        return self.kind.name(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("releases:index"), "label": _("Releases")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.kind.name(self.row)},
        ]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            releases=self.releases, back=self.kind.edit_url(self.request.user, self.row), **context
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("release", "")
        release = get_object_or_404(self.releases, pk=key if key.isdecimal() else None)
        count = services.put_into_release(
            release=release, kind=self.kind, rows=[self.row], actor=request.user
        )
        messages.success(request, told_count(count))
        return redirect(reverse("releases:page", args=[release.pk]))


def put_into_release_urls() -> list[Any]:
    return [
        path(
            "put-into-release/<str:kind>/<int:key>/",
            PutIntoReleaseView.as_view(),
            name="cms_put_into_release",
        ),
    ]


def put_into_release_button(
    page: Page, user: Any, view_name: str, next_url: Any = None
) -> Iterator[Button]:
    """Yield the entry of the page's menu, for those who may edit the page and releases."""
    may = user.has_perm("cms.change_release") and page.permissions_for_user(user).can_edit()
    if may and issubclass(page.specific_class, HeronPage):
        address = reverse("cms_put_into_release", args=["page", page.pk])
        yield Button(_("Put into a release"), address, icon_name="rotate", priority=68)
