"""The assistants of the tenant's channels in Wagtail's back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from chatbot.back_office.menu import AssistantGroup
from chatbot.back_office.telling import ToldDeleteView
from chatbot.models import Assistant
from commerce.storefront.services import revalidate
from commerce.tenancy.selectors import current_tenant_id, list_channels


class AssistantForm(WagtailAdminModelForm):
    """What one of the tenant's channels decides, in the languages it speaks."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels = list_channels().filter(tenant=current_tenant_id())
        self.fields["channel"].queryset = channels
        spoken = sorted({locale for channel in channels for locale in channel.locales})
        choices = [("", "---------"), *((code, code) for code in spoken)]
        for form in (*self.formsets["texts"].forms, self.formsets["texts"].empty_form):
            form.fields["locale"] = forms.ChoiceField(label=_("Language"), choices=choices)

    def save(self, commit: bool = True) -> Assistant:
        """Keep what was decided; the storefront, whose pages name the assistant, is told."""
        assistant: Assistant = super().save(commit=commit)
        revalidate(["channel"])
        return assistant


class AssistantViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Assistant
    icon = "comment"
    menu_label = _("Settings")
    delete_view_class = ToldDeleteView
    copy_view_enabled = False
    list_display = ["channel", "name", "is_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("is_on")]),
            FieldPanel("kept_days"),
            InlinePanel(
                "texts",
                [FieldPanel("locale"), FieldPanel("welcome"), FieldPanel("questions")],
                label=_("Text"),
            ),
        ],
        base_form_class=AssistantForm,
    )


def assistant_room() -> AssistantGroup:
    return AssistantGroup(AssistantViewSet("assistant"))


hooks.register("register_admin_viewset", assistant_room)
