"""The glossary of the shop: its list and its form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cms.models import GlossaryTerm
from commerce.catalogue.selectors.writing import list_text_locales
from commerce.core.translated import language_name
from commerce.tenancy.selectors import current_tenant_id

from .terms_file import HEADINGS, RIGHTS


class GlossaryTermForm(WagtailAdminModelForm):
    """Offers the languages of the shop."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        codes = list_text_locales(tenant_id=current_tenant_id())
        choices = [(code, language_name(code)) for code in codes]
        self._offer("source_locale", choices)
        self._offer("target_locale", [("", _("All languages")), *choices])
        self.fields["source_locale"].initial = settings.LANGUAGE_CODE
        self.fields["target_locale"].required = False

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        old = self.fields[name]
        self.fields[name] = forms.ChoiceField(
            label=old.label, help_text=old.help_text, choices=choices
        )


class GlossaryIndexView(IndexView):
    """Its export can be taken over again."""

    export_headings = HEADINGS

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = super().header_more_buttons
        if self.request.user.has_perms(RIGHTS):
            address = reverse("cms_terms_import")
            buttons = [*buttons, Button(_("Terms from a file"), url=address, icon_name="upload")]
        return list(buttons)


class LanguageColumn(Column):
    """The language by its name."""

    def get_value(self, instance: Any) -> str:
        code = super().get_value(instance)
        return language_name(code) if code else _("All languages")


class GlossaryViewSet(ModelViewSet):
    """Terms of other tenants are not found by the model's manager."""

    model = GlossaryTerm
    index_view_class = GlossaryIndexView
    name = "glossary"
    icon = "wagtail-localize-language"
    menu_label = gettext_lazy("Glossary")
    menu_hook = "register_reports_menu_item"
    menu_order = 9002  # behind the desk of catalogue texts
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "text",
        LanguageColumn("source_locale", label=gettext_lazy("Language of the term")),
        LanguageColumn("target_locale", label=gettext_lazy("Translated into")),
        "translation",
        "note",
    ]
    list_filter = ["source_locale", "target_locale"]
    list_export = [*HEADINGS]
    export_filename = "glossary"
    search_fields = ["text", "translation", "note"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=gettext_lazy(
                    "Language models are told the terms of a text, and a translation that says"
                    " something else is marked, whoever wrote it."
                ),
                heading="",
            ),
            FieldRowPanel([FieldPanel("text"), FieldPanel("source_locale")]),
            FieldRowPanel([FieldPanel("translation"), FieldPanel("target_locale")]),
            FieldPanel("note"),
        ],
        base_form_class=GlossaryTermForm,
    )
