"""The list of releases, and the form about name and dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.enums import ReleaseState
from cms.models import Release
from commerce.tenancy.selectors import list_own_channels

from .page import ItemView, PreviewReleaseView, ReleaseView
from .putting import ChooseView


class ReleaseForm(WagtailAdminModelForm):
    """What was planned or published keeps its channel and its date."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"].queryset = list_own_channels()
        if not self.instance.pk:
            return
        state = self.instance.state
        self.fields["channel"].disabled = True
        self.fields["starts_at"].disabled = state != ReleaseState.OPEN
        self.fields["ends_at"].disabled = state not in (ReleaseState.OPEN, ReleaseState.PUBLISHED)


def release_page(release: Release) -> str:
    """Return where a release is looked at, published and rolled back."""
    return reverse("releases:page", args=[release.pk])


class ReleaseIndexView(IndexView):
    def get_edit_url(self, instance: Release) -> str:
        return release_page(instance)


class ReleaseCreateView(CreateView):
    def get_success_url(self) -> str:
        return release_page(self.object)


class ReleaseEditView(EditView):
    def get_success_url(self) -> str:
        return release_page(self.object)


class ReleaseDeleteView(DeleteView):
    """What is planned or live stays: without it nobody could roll it back."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        release = self.get_object()
        if release.state in (ReleaseState.PLANNED, ReleaseState.PUBLISHED):
            messages.error(request, _("A release that is planned or live cannot be deleted."))
            return redirect(release_page(release))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class MomentColumn(Column):
    """Day and time; Wagtail's own column says "just now" of everything that is yet to come."""

    def get_value(self, instance: Any) -> str:
        moment = super().get_value(instance)
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


class ReleaseViewSet(ModelViewSet):
    model = Release
    name = "releases"
    icon = "rotate"
    menu_label = gettext_lazy("Releases")
    menu_order = 140
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = ReleaseIndexView
    add_view_class = ReleaseCreateView
    edit_view_class = ReleaseEditView
    delete_view_class = ReleaseDeleteView
    list_display = [
        "name",
        "channel",
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        MomentColumn("starts_at", label=gettext_lazy("Goes live")),
        MomentColumn("ends_at", label=gettext_lazy("Taken back")),
    ]
    list_filter = ["state"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("channel")]),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("note"),
        ],
        base_form_class=ReleaseForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", ReleaseView.as_view(), name="page"),
            path("<int:pk>/preview/", PreviewReleaseView.as_view(), name="preview"),
            path("<int:pk>/items/<int:item>/", ItemView.as_view(), name="item"),
            path("<int:pk>/choose/<str:kind>/", ChooseView.as_view(), name="choose"),
        ]
