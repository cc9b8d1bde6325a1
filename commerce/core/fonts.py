"""Fonts that people bring: WOFF2 that opens as a font, of a size that a page can carry."""

from __future__ import annotations

import io
import struct
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ImageFont

MOST_BYTES: Final = 400_000
# Whoever unpacks it holds all of it: a small file may say that it is a very large font.
MOST_UNPACKED: Final = 8_000_000
# Of the header: signature, flavour, length, tables, reserved, unpacked size.
_HEADER: Final = struct.Struct(">4sIIHHI")
_FLAVOURS: Final = {0x00010000, 0x4F54544F}

NO_FONT = _("This is no WOFF2 font. Convert the font to WOFF2, then upload it.")
TOO_LARGE = _(
    "The font has more than 400 KB. Leave out the characters that the shop does not write."
)


def validate_font(file: Any) -> None:
    """Open the font as a browser would. Raises ValidationError for anything else, whatever its name."""
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE, code="font_too_large")
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not _is_woff2(content) or not _has_letters(content):
        raise ValidationError(NO_FONT, code="no_font")


def _is_woff2(content: bytes) -> bool:
    if len(content) < _HEADER.size:
        return False
    signature, flavour, length, tables, _reserved, unpacked = _HEADER.unpack_from(content)
    is_whole = length == len(content) and tables > 0 and unpacked <= MOST_UNPACKED
    return signature == b"wOF2" and flavour in _FLAVOURS and is_whole


def _has_letters(content: bytes) -> bool:
    try:
        font = ImageFont.truetype(io.BytesIO(content), 20, layout_engine=ImageFont.Layout.BASIC)
        return font.getlength("Aa") > 0
    except (OSError, ValueError):
        return False
