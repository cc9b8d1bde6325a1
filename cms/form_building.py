"""Wagtail's form builder for forms that the storefront draws: what is asked, and what is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Final, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder, WagtailAdminFormPageForm

from cms.enums import FormFieldType
from cms.sent_files import SentFileField
from commerce.core.shapes import public_id_meta
from commerce.core.texts import clean_line, clean_lines, require_email

if TYPE_CHECKING:
    from cms.models.forms import FormField, FormPage

MOST_FIELDS: Final = 40
MOST_CHOICES: Final = 60
LINE_LENGTH: Final = 255
TEXT_LENGTH: Final = 5000
CHOOSING: Final = (FormFieldType.DROPDOWN, FormFieldType.RADIO, FormFieldType.CHECKBOXES)


class FormFieldFacts(TypedDict):
    """One thing that a form asks for."""

    name: str
    type: str
    label: str
    help: str
    is_required: bool
    choices: list[str]
    initial: list[str]


class FormFacts(TypedDict):
    """What a form asks for, in the language of its page."""

    id: Annotated[str, public_id_meta("page")]
    fields: list[FormFieldFacts]
    button: str


class CleanCharField(forms.CharField):
    """A line without characters that show nothing."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class CleanTextField(forms.CharField):
    """Lines without characters that show nothing."""

    def to_python(self, value: Any) -> str:
        return clean_lines(super().to_python(value) or "")


class PublicFormBuilder(FormBuilder):
    """Makes the fields that check what strangers send."""

    def create_singleline_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return CleanCharField(**options, max_length=LINE_LENGTH)

    def create_multiline_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return CleanTextField(**options, max_length=TEXT_LENGTH)

    def create_email_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        made = CleanCharField(**options, max_length=254)
        made.validators.append(require_email)
        return made

    def create_number_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return forms.DecimalField(**options, max_digits=20, decimal_places=6)

    def create_date_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return forms.DateField(**options, input_formats=["%Y-%m-%d"])

    def create_consent_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return forms.BooleanField(**options)

    def create_file_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return SentFileField(**options)

    def get_formatted_field_choices(self, field: FormField) -> list[tuple[str, str]]:
        return [(choice, choice) for choice in field.choice_list]


class FormPageForm(WagtailAdminFormPageForm):
    """The editor's form: refuses fields that nobody could fill in."""

    def clean(self) -> Any:
        cleaned = super().clean()
        rows = [row for row in self._rows() if not row.cleaned_data.get("DELETE")]
        if len(rows) > MOST_FIELDS:
            too_many = _("A form has at most %(most)d fields.") % {"most": MOST_FIELDS}
            self.add_error(None, ValidationError(too_many))
        files = [row for row in rows if row.cleaned_data.get("field_type") == FormFieldType.FILE]
        for row in files[1:]:
            row.add_error("field_type", ValidationError(_("A form takes one file.")))
        for row in rows:
            _check_choices(row)
        return cleaned

    def _rows(self) -> Iterable[Any]:
        formset = self.formsets.get("form_fields")
        return [row for row in formset.forms if row.is_valid()] if formset else ()


def _check_choices(row: Any) -> None:
    kind, given = row.cleaned_data.get("field_type"), row.cleaned_data.get("choices", "")
    count = len(choices_in(given))
    if kind in CHOOSING and not count:
        row.add_error("choices", ValidationError(_("Write what can be chosen.")))
    if count > MOST_CHOICES:
        too_many = _("At most %(most)d can be offered.") % {"most": MOST_CHOICES}
        row.add_error("choices", ValidationError(too_many))


def choices_in(text: str) -> list[str]:
    """Return what stands on lines; on one line, between commas. Each once."""
    lines = text.strip().splitlines()
    parts = lines if len(lines) > 1 else text.split(",")
    return [*dict.fromkeys(one for part in parts if (one := part.strip().rstrip(",").strip()))]


def form_facts(page: FormPage) -> FormFacts:
    """Return what the storefront draws the form from."""
    return {
        "id": page.public_id,
        "fields": [_field_facts(field) for field in page.get_form_fields()],
        "button": page.button,
    }


def _field_facts(field: FormField) -> FormFieldFacts:
    is_list = field.field_type == FormFieldType.CHECKBOXES
    initial = choices_in(field.default_value) if is_list else [field.default_value]
    return {
        "name": field.clean_name or field.get_field_clean_name(),
        "type": field.field_type,
        "label": field.label,
        "help": field.help_text,
        "is_required": field.required,
        "choices": field.choice_list if field.field_type in CHOOSING else [],
        "initial": [one for one in initial if one],
    }
