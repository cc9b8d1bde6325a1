"""Rendering pictures in the widths that pages ask for."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from PIL import Image, ImageOps, UnidentifiedImageError

from commerce.catalogue.documents.renditions import WIDTHS, Picture
from commerce.core.pictures import in_srgb
from commerce.oscar.catalogue.models import ProductImage

logger = structlog.get_logger(__name__)

FOLDER = "renditions"
QUALITY = 82
WORKERS = min(4, os.cpu_count() or 1)


def render_product_images(*, product_ids: Iterable[int]) -> int:
    """Render the pictures of these products and their variants that have no renditions yet.

    Returns how many were rendered. A file that is missing or is no picture is logged and left
    without renditions, so documents leave it out.
    """
    ids = list(product_ids)
    images = ProductImage.objects.filter(Q(product__in=ids) | Q(product__parent__in=ids))
    due = [image for image in images if image.renditions.get("source") != image.original.name]
    if not due:
        return 0
    with ThreadPoolExecutor(WORKERS) as pool:
        pictures = list(pool.map(_picture_of, due))
    rendered = [image for image, picture in zip(due, pictures, strict=True) if picture]
    ProductImage.objects.bulk_update(rendered, ["width", "height", "renditions"], batch_size=500)
    return len(rendered)


def render_picture(name: str, *, public_id: str) -> Picture | None:
    """Return the picture with its renditions, made unless they are there; None when unreadable."""
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            width, height = ImageOps.exif_transpose(image).size
            files = [(at, _ensure_rendition(image, name, at)) for at in widths_for(width)]
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        logger.warning("picture_unreadable", name=name, error=type(error).__name__)
        return None
    return Picture(public_id, width, height, files)


def widths_for(width: int) -> list[int]:
    """Return the widths a picture is rendered in; it is never enlarged."""
    return [at for at in WIDTHS if at <= width] or [width]


def _picture_of(image: ProductImage) -> Picture | None:
    name = image.original.name or ""
    picture = render_picture(name, public_id=image.public_id)
    if picture is not None:
        image.renditions = {"source": name, "files": picture.files}
        # The fields behind `original`, which read the file again when they are empty.
        image.width, image.height = picture.width, picture.height
    return picture


def _ensure_rendition(image: Image.Image, name: str, width: int) -> str:
    path = PurePosixPath(name)
    target = str(PurePosixPath(FOLDER) / path.parent / f"{path.stem}-{width}.webp")
    if not default_storage.exists(target):
        target = default_storage.save(target, ContentFile(_render(image, width)))
    return target


def _render(image: Image.Image, width: int) -> bytes:
    upright = in_srgb(ImageOps.exif_transpose(image))
    scaled = ImageOps.contain(upright, (width, width * 4), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    scaled.save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()
