"""Links that show a draft to others: made, listed, copied and taken back on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms import selectors, services
from cms.models import HeronPage


def _lifetimes() -> list[tuple[int, str]]:
    days = [lifetime.days for lifetime in services.LINK_LIFETIMES]
    return [
        (each, ngettext("%(days)d day", "%(days)d days", each) % {"days": each}) for each in days
    ]


class DraftLinkForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("For whom"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("So that you know it again."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Shows the draft for"), choices=_lifetimes, coerce=int, initial=7
    )


class DraftLinksView(WagtailAdminTemplateMixin, FormView[DraftLinkForm]):
    """The links of one page, for those who may edit it."""

    template_name = "cms/back_office/draft_links.html"
    page_title = gettext_lazy("Links to this draft")
    header_icon = "link"
    form_class = DraftLinkForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> HeronPage:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, HeronPage):
            raise PermissionDenied
        return page

    @property
    def address(self) -> str:
        return reverse("cms_draft_links", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "revoke" not in request.POST:
            return super().post(request, *args, **kwargs)
        key = request.POST["revoke"]
        links = selectors.list_draft_links(page=self.page)
        link = get_object_or_404(links, pk=key if key.isdecimal() else None)
        services.revoke_draft_link(link=link)
        messages.success(request, _("The link shows nothing any more."))
        return redirect(self.address)

    def form_valid(self, form: Any) -> HttpResponse:
        user: Any = self.request.user
        services.make_draft_link(
            page=self.page,
            user=user,
            lasts=timedelta(days=form.cleaned_data["days"]),
            note=form.cleaned_data["note"],
        )
        messages.success(self.request, _("The link is ready to be copied."))
        return redirect(self.address)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        links = selectors.list_draft_links(page=self.page)
        return super().get_context_data(
            links=[(link, services.address_of_draft_link(link=link)) for link in links], **context
        )


def draft_links_urls() -> list[Any]:
    return [
        path("draft-links/<int:page_id>/", DraftLinksView.as_view(), name="cms_draft_links"),
    ]


def draft_links_button(
    page: Page, user: Any, view_name: str, next_url: Any = None
) -> Iterator[Button]:
    """Yield the entry of the page's menu, for those who may edit the page."""
    if issubclass(page.specific_class, HeronPage) and page.permissions_for_user(user).can_edit():
        address = reverse("cms_draft_links", args=[page.pk])
        yield Button(_("Show the draft to somebody"), address, icon_name="link", priority=67)
