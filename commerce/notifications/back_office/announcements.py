"""Announcements: who is told, what, and how far it has come."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from commerce.core.errors import DomainError
from commerce.notifications import services
from commerce.notifications.enums import AnnouncementState, MessageState
from commerce.notifications.models import Announcement, Segment
from commerce.notifications.registry import Condition, list_conditions
from commerce.notifications.selectors.segments import list_people_of
from commerce.tenancy.selectors import list_own_channels


class ConditionsWidget(forms.MultiWidget):
    """One input for each condition that somebody has registered, with its label."""

    template_name = "notifications/back_office/conditions.html"

    def __init__(self) -> None:
        super().__init__({each.code: _input_of(each) for each in list_conditions()})

    def decompress(self, value: Any) -> list[str]:
        given = json.loads(value) if isinstance(value, str) else value or {}
        return [given.get(each.code, "") for each in list_conditions()]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for each, shown in zip(list_conditions(), context["widget"]["subwidgets"], strict=True):
            shown.update(label=each.label, help=each.help)
        return context


class ConditionsField(forms.MultiValueField):
    """The values by code; an empty one asks for nothing."""

    def __init__(self, **options: Any) -> None:
        fields = [_field_of(each) for each in list_conditions()]
        super().__init__(
            fields, widget=ConditionsWidget(), required=False, require_all_fields=False, **options
        )

    def compress(self, values: list[Any]) -> dict[str, str]:
        given = zip(list_conditions(), values, strict=False)
        return {each.code: str(value) for each, value in given if value}


class SegmentForm(WagtailAdminModelForm):
    """Of one of the tenant's channels."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"].queryset = _own_channels()
        self.fields["conditions"] = ConditionsField(label=self.fields["conditions"].label)


def _input_of(condition: Condition) -> forms.Widget:
    if condition.is_flag:
        return forms.CheckboxInput()
    return forms.NumberInput(attrs={"min": 1}) if condition.is_number else forms.TextInput()


def _field_of(condition: Condition) -> forms.Field:
    if condition.is_flag:
        return forms.BooleanField(required=False)
    if condition.is_number:
        return forms.IntegerField(min_value=1, max_value=10**9, required=False)
    return forms.CharField(max_length=64, required=False)


class SegmentViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Segment
    name = "segments"
    url_prefix = "messages/segments"
    icon = "group"
    menu_label = _("Segments")
    copy_view_enabled = False
    list_display = ["name", "channel"]

    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("channel"), FieldPanel("conditions")],
        base_form_class=SegmentForm,
    )


class AnnouncementForm(WagtailAdminModelForm):
    """Of one of the tenant's channels."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"].queryset = _own_channels()


class ProgressPage(InspectView):
    """How far an announcement has come, and what can be done about it."""

    template_name = "notifications/back_office/announcement.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        row, report = self.object, services.report_of(self.object)
        moves = {
            state.value: label
            for state, label in _MOVES.items()
            if row.state in services.MOVES[state]
        }
        return super().get_context_data(
            announcement=row,
            reached=list_people_of(row.segment).count(),
            report=[(MessageState(state).label, number) for state, number in report.items()],
            moves=moves.items(),
            **given,
        )


_MOVES = {
    AnnouncementState.RUNNING: _("Start, or go on"),
    AnnouncementState.PAUSED: _("Pause"),
    AnnouncementState.STOPPED: _("Stop for good"),
}


class AnnouncementViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Announcement
    name = "announcements"
    url_prefix = "messages/announcements"
    icon = "bullhorn"
    menu_label = _("Announcements")
    inspect_view_enabled = True
    inspect_view_class = ProgressPage
    copy_view_enabled = False
    list_display = [
        "name",
        "channel",
        "segment",
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("told", label=_("Told"), accessor="told"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("segment")]),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("per_minute")]),
            InlinePanel("texts", label=_("Texts"), min_num=1),
        ],
        base_form_class=AnnouncementForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/move/", _move, name="move")]


@require_POST
def _move(request: HttpRequest, pk: int) -> HttpResponse:
    announcement = get_object_or_404(Announcement, pk=pk)
    policy = policy_registry.get_by_type(Announcement)
    state = request.POST.get("state", "")
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    if state not in {each.value for each in _MOVES}:
        return HttpResponse(status=400)
    try:
        services.move_announcement(announcement=announcement, state=AnnouncementState(state))
    except DomainError as refused:
        messages.error(request, refused.detail)
    return redirect("announcements:inspect", pk)


def _own_channels() -> Any:
    return list_own_channels()
