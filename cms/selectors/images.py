"""Public form of pictures of the media library: WebP in three widths, never larger than the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import structlog
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigAutoField
from django.db.models.functions import Cast
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from cms.models import HeronImage, HeronRendition
from cms.references import ShownImage
from commerce.tenancy.selectors import own_channels

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = structlog.get_logger(__name__)

WIDTHS = (480, 960, 1440)
USUAL_WIDTH = 960


def picture_languages() -> list[str]:
    """Return the languages in which the tenant's pictures are described; they are entered in the first."""
    channels = sorted(own_channels(), key=lambda one: (not one.is_default, one.code))
    languages = [code for one in channels for code in (one.default_locale, *one.locales)]
    return list(dict.fromkeys(languages)) or [settings.LANGUAGE_CODE]


def list_limited_images(*, user: Any) -> QuerySet[HeronImage]:
    """Return the pictures that the person may change and whose rights end, the first one first."""
    policy = policy_registry.get_by_type(HeronImage)
    mine: QuerySet[HeronImage] = policy.instances_user_has_permission_for(user, "change")
    return mine.filter(usable_until__isnull=False).order_by("usable_until", "pk")


def list_used_without_rights(*, user: Any, by: date, most: int) -> list[HeronImage]:
    """Return the first of these pictures whose rights have ended by that day, and that are still shown."""
    ended = list_limited_images(user=user).filter(usable_until__lt=by)
    return list(ended.filter(pk__in=_shown_keys())[:most])


def _shown_keys() -> QuerySet[Any, Any]:
    """Keys of all pictures that something refers to."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(HeronImage)
    )
    return rows.annotate(key=Cast("to_object_id", BigAutoField())).values("key")


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
