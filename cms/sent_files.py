"""Files that strangers send with a form: what they are is looked up in them, not believed."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from commerce.core.pictures import BROKEN, validate_whole_picture
from commerce.core.texts import clean_line

MOST_BYTES: Final = 700_000
MOST_PIXELS: Final = 40_000_000
NAME_LENGTH: Final = 120
FORMATS: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
PDF: Final = "application/pdf"
ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", PDF: ".pdf"}

_TOO_LARGE = _("The file is larger than 700 kB.")
_UNKNOWN = _("Send a picture (JPEG, PNG, WebP) or a PDF.")
_TOO_WIDE = _("The picture has more pixels than any camera's.")
_NO_END = _("The PDF cannot be read to its end. Save it again, then send it.")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came: a name, and content in base64."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that is what it says. Its name ends as its kind does, and names no folder."""

    name: str
    media_type: str
    content: bytes

    def __str__(self) -> str:
        return self.name


class SentFileField(forms.Field):
    """Takes a SentFile, returns a CheckedFile."""

    widget = forms.FileInput

    def clean(self, value: SentFile | None) -> Any:
        if value is None or not value.content:
            return super().clean(None)
        return read_file(value)


def read_file(sent: SentFile) -> CheckedFile:
    """Return the file. Raises ValidationError for what is too large, broken or of another kind."""
    if len(sent.content) > MOST_BYTES * 4 // 3 + 4:
        raise ValidationError(_TOO_LARGE, code="file_too_large")
    try:
        content = base64.b64decode(sent.content, validate=True)
    except binascii.Error as error:
        raise ValidationError(_UNKNOWN, code="file_unknown") from error
    media_type = _media_type(content)
    return CheckedFile(_name(sent.name, media_type), media_type, content)


def _media_type(content: bytes) -> str:
    if not content.startswith(b"%PDF-"):
        return _picture_type(content)
    if b"%%EOF" not in content[-1024:]:
        raise ValidationError(_NO_END, code="broken_file")
    return PDF


def _picture_type(content: bytes) -> str:
    try:
        with Image.open(BytesIO(content), formats=[*FORMATS]) as picture:
            size, kind = picture.width * picture.height, picture.format or ""
    except UnidentifiedImageError as error:
        raise ValidationError(_UNKNOWN, code="file_unknown") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(BROKEN, code="broken_image") from error
    if size > MOST_PIXELS:
        raise ValidationError(_TOO_WIDE, code="file_too_large")
    validate_whole_picture(BytesIO(content))
    return FORMATS[kind]


def _name(name: str, media_type: str) -> str:
    last = clean_line(name.replace("\\", "/").rpartition("/")[2])
    stem = "".join(
        sign for sign in last.rpartition(".")[0] or last if sign.isalnum() or sign in " -_"
    )
    ending = ENDINGS[media_type]
    return (stem.strip()[: NAME_LENGTH - len(ending)] or "file") + ending
