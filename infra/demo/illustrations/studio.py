"""The studio: how a thing is framed, as a crisp layer over a soft one of shadows and glow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.svg import PIXELS_PER_DOT, Extent, Sheet, document

FRAME = 1000.0
FLOOR = 872.0
SOFT_SIZE = 300
MARGIN = 14.0
GRID = 25.0
"""Cut-outs begin and end on multiples of this many dots: there a dot meets a whole pixel."""
BACKDROP = (
    '<defs><radialGradient id="bd" cx=".34" cy=".26" r=".98"><stop offset="0" stop-color="#fbf9f4"/>'
    '<stop offset=".55" stop-color="#f3eee5"/><stop offset="1" stop-color="#e6ded0"/></radialGradient>'
    '</defs><rect width="1000" height="1000" fill="url(#bd)"/>'
)


@dataclass(frozen=True)
class Shot:
    """A framed thing: the SVG of its crisp part, where that lies, and the SVG of its soft part."""

    crisp: str
    left: float
    top: float
    soft: str


@dataclass(frozen=True)
class Framing:
    """Where a drawing's origin lies in the frame, and at what scale."""

    x: float
    y: float
    scale: float


def measure(drawing: Drawing) -> Extent:
    """Return how far a drawing reaches."""
    sheet = Sheet()
    drawing.draw(sheet)
    return sheet.extent


def common_scale(drawings: Sequence[Drawing]) -> float:
    """Return one scale at which each of the drawings fits the frame."""
    return min(_fitting(measure(drawing), drawing.anchor) for drawing in drawings)


def _fitting(extent: Extent, anchor: str) -> float:
    wide, tall = (720.0, 720.0) if anchor == "centre" else (740.0, 690.0)
    if anchor == "ceiling":
        wide, tall = 590.0, 680.0
    return min(wide / extent.width, tall / extent.height)


def framing(drawing: Drawing, scale: float) -> Framing:
    """Return where a drawing goes: on the floor, in the middle, or under the upper edge."""
    extent = measure(drawing)
    x = FRAME / 2 - scale * (extent.left + extent.right) / 2
    if drawing.anchor == "ceiling":
        return Framing(x, 0.0, scale)
    if drawing.anchor == "centre":
        return Framing(x, FRAME / 2 - scale * (extent.top + extent.bottom) / 2, scale)
    slack = max(0.0, 620 - scale * extent.height)
    return Framing(x, FLOOR - slack * 0.4 - scale * extent.bottom, scale)


def shoot(drawing: Drawing, place: Framing) -> Shot:
    """Draw a thing into the frame."""
    sheet = Sheet(dot=1 / place.scale, is_layered=True)
    with sheet.moved(place.x, place.y, place.scale):
        drawing.draw(sheet)
    reach = sheet.extent
    left, top = (max(0.0, (edge - MARGIN) // GRID * GRID) for edge in (reach.left, reach.top))
    right, bottom = (
        min(FRAME, (edge + MARGIN) // GRID * GRID + GRID) for edge in (reach.right, reach.bottom)
    )
    view = (left, top, right - left, bottom - top)
    size = (round(view[2] * PIXELS_PER_DOT), round(view[3] * PIXELS_PER_DOT))
    soft = document(sheet.soft_body(), view=(0, 0, FRAME, FRAME), size=(SOFT_SIZE, SOFT_SIZE))
    return Shot(document(sheet.body(), view=view, size=size), left, top, soft)
