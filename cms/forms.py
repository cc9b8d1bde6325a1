"""Forms of the media library."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.videos import validate_video
from commerce.core.pictures import BROKEN, validate_whole_picture


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


class WholeImageForm(BaseImageForm):
    """Wagtail's form, for pictures that are whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if usual := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=usual.label, required=usual.required, widget=usual.widget
            )


class WholeDocumentForm(BaseDocumentForm):
    """Wagtail's form, for videos that are videos."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and "file" in self.changed_data:
            validate_video(file)
        return file
