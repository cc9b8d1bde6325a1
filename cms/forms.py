"""Forms of the media library."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Decodes a picture to its last byte: one that was cut off on its way would fail for each reader."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                _decode(file)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise ValidationError(
                _("The picture cannot be read to its end. Export it again, then upload it."),
                code="broken_image",
            ) from error
        return file


class WholeImageForm(BaseImageForm):
    """Wagtail's form, for pictures that are whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if usual := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=usual.label, required=usual.required, widget=usual.widget
            )


def _decode(file: Any) -> None:
    file.seek(0)
    with Image.open(file) as image:
        image.load()
    file.seek(0)
