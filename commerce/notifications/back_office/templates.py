"""Editing the words: forms, versions, preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from commerce.notifications.models import Template
from commerce.notifications.registry import list_kinds
from commerce.tenancy.selectors import (
    list_own_channels,
    own_channels_filter,
)

from .pages import language_name


class TemplateForm(WagtailAdminModelForm):
    """Of one of the tenant's channels, in one of its languages, of a kind that is known."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels = list_own_channels()
        self.fields["channel"].queryset = channels
        codes = sorted({code for channel in channels for code in channel.locales})
        self._choose("kind", [(kind.code, kind.name) for kind in list_kinds()])
        self._choose("locale", [(code, language_name(code)) for code in codes])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices)


class TemplateViewSet(SnippetViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Template
    icon = "edit"
    menu_label = _("Templates")
    copy_view_enabled = False
    list_display = [
        "__str__",
        "channel",
        "locale",
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    filterset_class = own_channels_filter(Template, "medium", "locale")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("channel"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("medium"), FieldPanel("locale")]),
            FieldPanel("subject"),
            FieldPanel("body"),
            FieldPanel("text"),
            FieldPanel("url"),
        ],
        base_form_class=TemplateForm,
    )
