"""From SVG to pictures, quickly.

Three things make it quick: a thing is rendered only where it is; its shadow is rendered small; and
of a thing that comes in many colours only a black and a white one are rendered. Every tone of it is
a blend of its base colour with a fixed one, so any colour lies on the line between those two.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import lru_cache

import resvg_py
from PIL import Image

from infra.demo.illustrations.colour import parse
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import Finish
from infra.demo.illustrations.studio import BACKDROP, FRAME, SOFT_SIZE, Framing, Shot, shoot
from infra.demo.illustrations.svg import PIXELS_PER_DOT, document

SIZE = round(FRAME * PIXELS_PER_DOT)
QUALITY = 84


@dataclass(frozen=True)
class Cutout:
    """A rendered thing without background: its crisp part and where that lies, its soft part."""

    thing: Image.Image
    left: int
    top: int
    soft: Image.Image


def rasterise(svg: str) -> Image.Image:
    """Render an SVG at its own size."""
    data = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    return Image.open(io.BytesIO(data)).convert("RGBA")


@lru_cache(maxsize=1)
def backdrop() -> Image.Image:
    """Return the empty studio, small; it is smooth and may be enlarged."""
    return rasterise(document(BACKDROP, view=(0, 0, FRAME, FRAME), size=(SOFT_SIZE, SOFT_SIZE)))


def cut_out(shot: Shot) -> Cutout:
    """Render both layers of a shot."""
    left, top = (round(edge * PIXELS_PER_DOT) for edge in (shot.left, shot.top))
    return Cutout(rasterise(shot.crisp), left, top, rasterise(shot.soft))


@dataclass(frozen=True)
class Dye:
    """A thing rendered in black and in white, to be had in any colour."""

    black: Cutout
    white: Cutout

    def dyed(self, colour: str) -> Cutout:
        """Return the thing in a colour."""
        channels = [
            Image.blend(dark, light, share / 255)
            for dark, light, share in zip(
                self.black.thing.split()[:3],
                self.white.thing.split()[:3],
                parse(colour),
                strict=True,
            )
        ]
        thing = Image.merge("RGBA", [*channels, self.white.thing.getchannel("A")])
        return replace(self.white, thing=thing)


def dye(drawing: Drawing, tinted: tuple[str, ...], place: Framing) -> Dye:
    """Render a thing so that the finishes named in `tinted` can take any colour."""

    def painted(colour: str) -> Drawing:
        finishes = {name: Finish(colour, getattr(drawing, name).surface) for name in tinted}
        return replace(drawing, **finishes)  # type: ignore[type-var]

    return Dye(*(cut_out(shoot(painted(colour), place)) for colour in ("#000000", "#ffffff")))


def packshot(cutout: Cutout) -> Image.Image:
    """Put a thing before the studio's backdrop."""
    small = Image.alpha_composite(backdrop(), cutout.soft).convert("RGB")
    picture = small.resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    picture.paste(cutout.thing, (cutout.left, cutout.top), cutout.thing)
    return picture


def webp(picture: Image.Image, *, quality: int = QUALITY) -> bytes:
    """Encode a picture; the same picture always gives the same bytes."""
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=2)
    return buffer.getvalue()
