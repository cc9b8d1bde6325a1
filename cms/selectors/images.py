"""Public form of pictures of the media library: WebP in three widths, never larger than the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

import structlog
from django.conf import settings
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.models import HeronImage, HeronRendition

logger = structlog.get_logger(__name__)

WIDTHS = (480, 960, 1440)
USUAL_WIDTH = 960


def find_images(keys: Collection[int]) -> Mapping[int, dict[str, Any]]:
    """Return the pictures that can be shown, by key. One query once all have been rendered.

    A picture whose file is gone or broken is missing from the answer, and logged.
    """
    if not keys:
        return {}
    rendered: defaultdict[int, list[HeronRendition]] = defaultdict(list)
    specs = [_spec(width) for width in WIDTHS]
    rows = HeronRendition.objects.filter(image_id__in=keys, filter_spec__in=specs)
    images: dict[int, HeronImage] = {}
    for rendition in rows.select_related("image"):
        rendered[rendition.image_id].append(rendition)
        images[rendition.image_id] = rendition.image
    if missing := {*keys} - images.keys():
        images |= {image.pk: image for image in HeronImage.objects.filter(pk__in=missing)}
    found = {key: _image_json(image, rendered[key]) for key, image in sorted(images.items())}
    return {key: value for key, value in found.items() if value is not None}


def _image_json(image: HeronImage, rendered: list[HeronRendition]) -> dict[str, Any] | None:
    wanted = [width for width in WIDTHS if width <= image.width] or WIDTHS[:1]
    if len(rendered) < len(wanted):
        rendered = _render(image, wanted)
    if not rendered:
        return None
    sources = [
        {"width": one.width, "url": urljoin(settings.WAGTAILADMIN_BASE_URL, one.url)}
        for one in sorted(rendered, key=lambda one: one.width)
    ]
    usual = [source for source in sources if source["width"] <= USUAL_WIDTH] or sources
    return {
        "id": image.public_id,
        "alt": image.description,
        "width": image.width,
        "height": image.height,
        "url": usual[-1]["url"],
        "sources": sources,
    }


def _render(image: HeronImage, widths: Sequence[int]) -> list[HeronRendition]:
    try:
        return list(image.get_renditions(*map(_spec, widths)).values())
    except (SourceImageIOError, InvalidFilterSpecError, OSError) as error:
        logger.warning("picture_cannot_be_rendered", image=image.public_id, reason=str(error))
        return []


def _spec(width: int) -> str:
    return f"width-{width}|srgb|format-webp"
