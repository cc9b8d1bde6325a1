"""Public form of pictures of the media library: WebP in three widths, never larger than the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urljoin

import structlog
from django.conf import settings
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.models import HeronImage, HeronRendition
from cms.references import ShownImage
from commerce.tenancy.selectors import own_channels

logger = structlog.get_logger(__name__)

WIDTHS = (480, 960, 1440)
USUAL_WIDTH = 960


def picture_languages() -> list[str]:
    """Return the languages in which the tenant's pictures are described; they are entered in the first."""
    channels = sorted(own_channels(), key=lambda one: (not one.is_default, one.code))
    languages = [code for one in channels for code in (one.default_locale, *one.locales)]
    return list(dict.fromkeys(languages)) or [settings.LANGUAGE_CODE]


def find_images(keys: Collection[int], *, locale: str = "") -> Mapping[int, ShownImage]:
    """Return the pictures that can be shown, by key. One query once all have been rendered.

    What is read aloud is in that language where somebody wrote it, else as entered.

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
    found = {
        key: _image_json(image, rendered[key], locale) for key, image in sorted(images.items())
    }
    return {key: value for key, value in found.items() if value is not None}


def _image_json(
    image: HeronImage, rendered: list[HeronRendition], locale: str
) -> ShownImage | None:
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
    shown = ShownImage(
        id=image.public_id,
        alt=image.alternative_text(locale),
        width=image.width,
        height=image.height,
        url=usual[-1]["url"],
        sources=sources,
    )
    shown.offered, shown.is_decorative = image.default_alt_text, image.is_decorative
    return shown


def _render(image: HeronImage, widths: Sequence[int]) -> list[HeronRendition]:
    try:
        return list(image.get_renditions(*map(_spec, widths)).values())
    except (SourceImageIOError, InvalidFilterSpecError, OSError) as error:
        logger.warning("picture_cannot_be_rendered", image=image.public_id, reason=str(error))
        return []


def _spec(width: int) -> str:
    return f"width-{width}|srgb|format-webp"
