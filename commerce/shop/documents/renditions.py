"""Where the renditions of a picture are, as absolute addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from .schema import Image, ImageSource

WIDTHS = (480, 960, 1440)
DEFAULT_WIDTH = 960


class Picture(NamedTuple):
    """A picture that was rendered: its own size, and width and file name of each rendition."""

    public_id: str
    width: int
    height: int
    files: Sequence[tuple[int, str]]


def media_url(name: str) -> str:
    """Return the absolute address of a media file."""
    return urljoin(settings.PUBLIC_URL, default_storage.url(name))


def image_json(picture: Picture, *, alt: str = "") -> Image:
    """Return the public form; `url` is the rendition nearest to the usual width from below."""
    sources: list[ImageSource] = [
        {"width": width, "url": media_url(name)} for width, name in picture.files
    ]
    usual = [source for source in sources if source["width"] <= DEFAULT_WIDTH] or sources
    return {
        "id": picture.public_id,
        "alt": alt,
        "width": picture.width,
        "height": picture.height,
        "url": usual[-1]["url"],
        "sources": sources,
    }
