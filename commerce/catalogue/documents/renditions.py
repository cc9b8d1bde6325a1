"""Where the renditions of a picture are, as stored documents name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from commerce.catalogue.shapes import Image, ImageSource
from commerce.core.media import stored_media_url

WIDTHS = (480, 960, 1440)
DEFAULT_WIDTH = 960


class Picture(NamedTuple):
    """A picture that was rendered: its own size, and width and file name of each rendition."""

    public_id: str
    width: int
    height: int
    files: Sequence[tuple[int, str]]


def image_json(picture: Picture, *, alt: str = "") -> Image:
    """Return the stored form; `url` is the rendition nearest to the usual width from below."""
    sources: list[ImageSource] = [
        {"width": width, "url": stored_media_url(name)} for width, name in picture.files
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
