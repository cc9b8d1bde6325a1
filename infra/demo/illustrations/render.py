"""From SVG to WebP, quickly: one backdrop per process, things rendered only where they are."""

from __future__ import annotations

import io
from functools import lru_cache

import resvg_py
from PIL import Image

from infra.demo.illustrations.studio import BACKDROP, FRAME, Shot
from infra.demo.illustrations.svg import document

SIZE = 1200
QUALITY = 84


def rasterise(svg: str) -> Image.Image:
    """Render an SVG at its own size."""
    return Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))


@lru_cache(maxsize=4)
def backdrop(size: int) -> Image.Image:
    """Return the empty studio."""
    svg = document(BACKDROP, view=(0, 0, FRAME, FRAME), size=(size, size))
    return rasterise(svg).convert("RGB")


def develop(shot: Shot, size: int = SIZE) -> Image.Image:
    """Put a shot onto the backdrop."""
    picture = backdrop(size).copy()
    thing = rasterise(shot.svg)
    scale = size / FRAME
    picture.paste(thing, (round(shot.left * scale), round(shot.top * scale)), thing)
    return picture


def webp(picture: Image.Image, *, quality: int = QUALITY) -> bytes:
    """Encode a picture; the same picture always gives the same bytes."""
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=2)
    return buffer.getvalue()
