"""Pictures that customers send with a return, drawn anew before anything is kept of them."""

from __future__ import annotations

import base64
import binascii
import struct
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from commerce.returns.errors import PhotoInvalidError, PhotoTooLargeError

# As sent; what is kept is smaller.
MOST_BYTES: Final = 700_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 1600
QUALITY: Final = 82
FORMATS: Final = ("JPEG", "PNG", "WEBP")
POINTER: Final = "/photo"
# What readers of pictures raise for what is none, or for one that was cut off.
BROKEN: Final = (
    *(binascii.Error, UnidentifiedImageError, OSError, EOFError),
    *(SyntaxError, ValueError, struct.error),
)


def read_photo(text: str) -> bytes:
    """Return a picture that was sent as base64 as a JPEG without anything that the camera noted.

    Raises PhotoInvalidError and PhotoTooLargeError; whatever claims to be larger than any camera's
    picture is refused before it is unpacked.
    """
    if len(text) > MOST_BYTES * 4 // 3 + 4:
        raise PhotoTooLargeError(pointer=POINTER)
    try:
        return _redrawn(base64.b64decode(text, validate=True))
    except Image.DecompressionBombError:
        raise PhotoTooLargeError(pointer=POINTER) from None
    except BROKEN:
        raise PhotoInvalidError(pointer=POINTER) from None


def _redrawn(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise PhotoTooLargeError(pointer=POINTER)
        upright = ImageOps.exif_transpose(sent).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
