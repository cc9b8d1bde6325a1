"""Which files are videos that browsers play, by their names and by how they begin."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEDIA_TYPES: Final = {"mp4": "video/mp4", "webm": "video/webm"}
_EBML: Final = b"\x1a\x45\xdf\xa3"
_BEGINNING: Final = 12


def media_type(name: str) -> str | None:
    """Return the media type of a video, None for other files."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower())


def validate_video(file: Any) -> None:
    """Raise ValidationError for a file that is named like a video and does not begin like one."""
    wanted = media_type(file.name)
    if wanted is None:
        return
    file.seek(0)
    beginning = file.read(_BEGINNING)
    file.seek(0)
    is_video = beginning[4:8] == b"ftyp" if wanted == "video/mp4" else beginning[:4] == _EBML
    if not is_video:
        raise ValidationError(_("This file is no video, whatever its name says."), code="no_video")
