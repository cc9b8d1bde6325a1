"""Pictures that people bring: whole to the last byte, and in the colours that browsers show."""

from __future__ import annotations

import io
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

logger = structlog.get_logger(__name__)

BROKEN = _("The picture cannot be read to its end. Export it again, then upload it.")

# More is no sign of a shop, and would have to be unpacked to be told apart from a bomb.
MOST_PIXELS_OF_A_SIGN = 16_000_000
_SIGN_FORMATS = {"PNG", "JPEG", "WEBP"}

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_DEEP = {"I", "I;16", "I;16L", "I;16B", "I;16N"}


def validate_whole_picture(file: Any) -> None:
    """Decode all of it: what was cut off on its way would fail for each reader. Raises ValidationError."""
    try:
        file.seek(0)
        with Image.open(file) as image:
            image.load()
        file.seek(0)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(BROKEN, code="broken_image") from error


def validate_sign(file: Any) -> None:
    """Take a logo or another sign: a whole PNG, JPEG or WebP of at most 16 megapixels.

    The size is looked at before anything is decoded. Raises ValidationError.
    """
    try:
        file.seek(0)
        with Image.open(file) as image:
            pixels, kind = image.width * image.height, image.format
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(BROKEN, code="broken_image") from error
    if kind not in _SIGN_FORMATS:
        raise ValidationError(_("Upload a PNG, JPEG or WebP."), code="wrong_format")
    if pixels > MOST_PIXELS_OF_A_SIGN:
        raise ValidationError(
            _("The picture has more than 16 megapixels. Make it smaller, then upload it."),
            code="image_too_large",
        )
    validate_whole_picture(file)


def small_png(file: Any, *, box: tuple[int, int]) -> bytes:
    """Return the picture as PNG, made to fit into the box. It must have been checked before."""
    file.seek(0)
    with Image.open(file) as image:
        plain = in_srgb(image)
    plain.thumbnail(box)
    written = io.BytesIO()
    plain.save(written, "PNG", optimize=True)
    return written.getvalue()


def in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in RGB or RGBA with the colours its own profile means, without a profile.

    A picture without a profile, or with one that cannot be read, is taken as sRGB; one of 16 bits
    a channel is scaled to 8.
    """
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    plain = (_by_profile(image, profile) if profile else None) or _eight_bits(image).convert(mode)
    plain.info.pop("icc_profile", None)
    return plain


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Transform by the profile; None when it does not suit the picture."""
    if image.mode in {"P", "PA", "LA", *_DEEP}:
        image = _eight_bits(image).convert("RGBA" if image.has_transparency_data else "RGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(colours, meant, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        logger.warning("colour_profile_unusable", error=type(error).__name__)
        return None
    if found is not None and alpha is not None:
        found.putalpha(alpha)
    return found


def _eight_bits(image: Image.Image) -> Image.Image:
    """Pillow cuts 16 bits off at 255 when it converts them."""
    return image.point(lambda value: value / 257).convert("L") if image.mode in _DEEP else image
