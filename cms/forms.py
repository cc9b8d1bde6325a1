"""Forms of the media library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.selectors import picture_languages
from cms.videos import validate_video
from commerce.core.pictures import BROKEN, validate_whole_picture
from commerce.core.translated import TranslatedRowForm, language_name


class WholeImageField(WagtailImageField):
    """Wagtail's field, which stumbles over half a picture and lets some through."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
        except OSError as error:
            raise ValidationError(BROKEN, code="broken_image") from error
        if file is not None:
            validate_whole_picture(file)
        return file


class WholeImageForm(TranslatedRowForm, BaseImageForm):
    """Wagtail's form, for pictures that are whole, with what is seen in each language of the shop.

    A picture that is uploaded gets its texts once it is there.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if usual := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=usual.label, required=usual.required, widget=usual.widget
            )
        if described := self.fields.get("description"):
            described.label = _("What is seen (%(language)s)") % {
                "language": language_name(self.base_locale())
            }
            described.help_text = _("Read aloud to who does not see the picture.")
        self.order_fields(["title", "file", "description", *self._further_names(), "is_decorative"])

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """As Wagtail's own, in one: nobody reads the new picture with renditions of the old one."""
        return super().save(commit=commit)

    def locales(self) -> list[str]:
        """Languages of the shop; none but the first for a picture that is not there yet."""
        languages = picture_languages()
        is_there = self.instance.pk is not None and "description" in self.fields
        return languages if is_there else languages[:1]

    def _further_names(self) -> list[str]:
        return [f"description_{locale}" for locale in self.further_locales]

    def _text_field(self, name: str, locale: str) -> forms.Field:
        field = super()._text_field(name, locale)
        field.label = _("What is seen (%(language)s)") % {"language": language_name(locale)}
        return field


class WholeDocumentForm(BaseDocumentForm):
    """Wagtail's form, for videos that are videos."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and "file" in self.changed_data:
            validate_video(file)
        return file
