"""The studio: how things are framed on the seamless backdrop, and shown close up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.svg import Extent, Sheet, document

FRAME = 1000.0
FLOOR = 872.0
BACKDROP = (
    '<defs><radialGradient id="bd" cx=".34" cy=".26" r=".98"><stop offset="0" stop-color="#fbf9f4"/>'
    '<stop offset=".55" stop-color="#f3eee5"/><stop offset="1" stop-color="#e6ded0"/></radialGradient></defs>'
    '<rect width="1000" height="1000" fill="url(#bd)"/>'
)


@dataclass(frozen=True)
class Shot:
    """An SVG and the part of the frame it covers; what it leaves open shows the backdrop."""

    svg: str
    left: float
    top: float
    width: float
    height: float


def measure(drawing: Drawing) -> Extent:
    """Return how far a drawing reaches."""
    sheet = Sheet()
    drawing.draw(sheet)
    return sheet.extent


def common_scale(drawings: Sequence[Drawing]) -> float:
    """Return one scale at which each of the drawings fits the frame."""
    return min(_fitting(measure(drawing), drawing.anchor) for drawing in drawings)


def _fitting(extent: Extent, anchor: str) -> float:
    wide, tall = (700.0, 700.0) if anchor == "centre" else (730.0, 680.0)
    if anchor == "ceiling":
        wide, tall = 560.0, 640.0
    return min(wide / extent.width, tall / extent.height)


def _place(extent: Extent, anchor: str, scale: float) -> tuple[float, float]:
    x = FRAME / 2 - scale * (extent.left + extent.right) / 2
    if anchor == "ceiling":
        return x, 0.0
    if anchor == "centre":
        return x, FRAME / 2 - scale * (extent.top + extent.bottom) / 2
    slack = max(0.0, 620 - scale * extent.height)
    return x, FLOOR - slack * 0.4 - scale * extent.bottom


def packshot(drawing: Drawing, scale: float) -> Shot:
    """Show a thing alone on the backdrop."""
    extent = measure(drawing)
    x, y = _place(extent, drawing.anchor, scale)
    sheet = Sheet(dot=1 / scale)
    with sheet.moved(x, y, scale):
        drawing.draw(sheet)
    if drawing.glows:
        return _shot(sheet, Extent(0, 0, FRAME, FRAME))
    reach = sheet.extent
    spill = Extent(
        reach.left - reach.width * 0.3 - 24, reach.top - 28,
        reach.right + reach.width * 0.3 + 24, reach.bottom + 74,
    )  # fmt: skip
    return _shot(sheet, spill)


def close_up(drawing: Drawing, scale: float, *, zoom: float = 2.1) -> Shot:
    """Show the weave, the rim, the joint: the upper left part of a thing, near."""
    extent = measure(drawing)
    near = scale * zoom
    sheet = Sheet(dot=1 / near)
    centre_x = extent.left + extent.width * 0.36
    centre_y = extent.top + extent.height * 0.34
    with sheet.moved(FRAME * 0.5 - centre_x * near, FRAME * 0.5 - centre_y * near, near):
        drawing.draw(sheet)
    return _shot(sheet, Extent(0, 0, FRAME, FRAME))


def _shot(sheet: Sheet, reach: Extent) -> Shot:
    left, top = max(0.0, reach.left // 10 * 10), max(0.0, reach.top // 10 * 10)
    right, bottom = min(FRAME, reach.right // 10 * 10 + 10), min(FRAME, reach.bottom // 10 * 10 + 10)
    view = (left, top, right - left, bottom - top)
    size = (round(view[2] * 1.2), round(view[3] * 1.2))
    return Shot(document(sheet.body(), view=view, size=size), *view)
