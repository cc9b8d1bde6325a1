"""A form on a page that says other things, too."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.form_building import FormFacts
from cms.references import Found, Json
from commerce.core.shapes import component, nullable

from .base import PublicStruct
from .choosers import FormChoice


class FormBlock(PublicStruct):
    """Shows a form that has a page of its own; nothing where the reader's language lacks it."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=300)
    form = FormChoice(label=_("Form"))

    class Meta:
        icon = "form"
        label = _("Form")
        label_format = "{heading}"
        group = _("Words")
        preview_value = {"heading": "Write to us", "text": "A person answers, within a day."}
        description = _("Questions that readers answer.")

    def public(self, raw: Any, found: Found) -> Json:
        return {
            "heading": raw.get("heading") or "",
            "text": raw.get("text") or "",
            "form": found.forms.get(raw.get("form")),
        }

    def shape(self) -> Json:
        words = {"type": "string"}
        return self.described(heading=words, text=words, form=nullable(component(FormFacts)))
