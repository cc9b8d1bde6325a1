"""Pictures as models look at them."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import structlog
from PIL import Image, UnidentifiedImageError

from commerce.integrations.shapes import Picture

logger = structlog.get_logger(__name__)
WIDTH: Final = 768


def look(file: Any) -> Picture | None:
    """Return a stored picture as a JPEG of at most 768 pixels, without what cameras note in it.

    None where the file is gone, broken, or no picture that is made of pixels.
    """
    try:
        with file.open("rb") as content, Image.open(content) as opened:
            opened.thumbnail((WIDTH, WIDTH))
            written = BytesIO()
            opened.convert("RGB").save(written, "JPEG", quality=80)
    except (OSError, UnidentifiedImageError, ValueError) as error:
        logger.warning("picture_cannot_be_read", name=file.name, reason=str(error))
        return None
    return Picture(written.getvalue(), "image/jpeg")
