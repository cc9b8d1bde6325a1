"""Patterns woven or printed on flat cloth: stripes, checks, borders, leaves and shapes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.svg import Sheet, number, polygon, polyline, ring, smooth
from infra.demo.illustrations.textures import chance


@dataclass(frozen=True)
class Area:
    """The upright rectangle that a pattern has to cover."""

    left: float
    top: float
    width: float
    height: float


def paint_pattern(sheet: Sheet, name: str, area: Area, base: str, accent: str) -> None:
    """Paint a named pattern; `plain` paints nothing."""
    if name != "plain":
        PATTERNS[name](sheet, area, base, accent)


def _band(sheet: Sheet, area: Area, top: float, height: float, colour: str, alpha: float) -> None:
    corners = [
        (area.left, top), (area.left + area.width, top),
        (area.left + area.width, top + height), (area.left, top + height),
    ]  # fmt: skip
    sheet.fill(polygon(corners), colour, opacity=alpha)


def _column(sheet: Sheet, area: Area, left: float, width: float, colour: str, alpha: float) -> None:
    corners = [
        (left, area.top), (left + width, area.top),
        (left + width, area.top + area.height), (left, area.top + area.height),
    ]  # fmt: skip
    sheet.fill(polygon(corners), colour, opacity=alpha)


def stripes(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint even vertical stripes."""
    step = area.width / 9
    for index in range(9):
        _column(sheet, area, area.left + (index + 0.28) * step, step * 0.44, accent, 0.92)


def pinstripes(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint fine vertical lines."""
    step = area.width / 22
    for index in range(22):
        _column(sheet, area, area.left + (index + 0.42) * step, step * 0.16, accent, 0.9)


def bands(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint a group of bands near both ends."""
    unit = area.height / 40
    for start in (2.2, 31.6):
        for offset, thick in ((0.0, 1.0), (1.9, 2.4), (5.2, 1.0)):
            _band(sheet, area, area.top + (start + offset) * unit, thick * unit, accent, 0.92)


def check(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint a large woven check."""
    step = area.width / 5
    for index in range(5):
        _column(sheet, area, area.left + index * step + step * 0.22, step * 0.5, accent, 0.42)
    for index in range(math.ceil(area.height / step)):
        _band(sheet, area, area.top + index * step + step * 0.22, step * 0.5, accent, 0.42)


def windowpane(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint a thin wide grid."""
    step = area.width / 5
    for index in range(5):
        _column(sheet, area, area.left + (index + 0.47) * step, step * 0.06, accent, 0.9)
    for index in range(math.ceil(area.height / step)):
        _band(sheet, area, area.top + (index + 0.47) * step, step * 0.06, accent, 0.9)


def border(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint a double frame."""
    for share, width in ((0.07, 0.028), (0.125, 0.010)):
        inset = area.width * share
        corners = [
            (area.left + inset, area.top + inset), (area.left + area.width - inset, area.top + inset),
            (area.left + area.width - inset, area.top + area.height - inset),
            (area.left + inset, area.top + area.height - inset),
        ]  # fmt: skip
        sheet.line(polygon(corners), accent, area.width * width, opacity=0.92)


def diamonds(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint a lattice of thin diamonds, as on a Berber rug."""
    columns = 4
    wide = area.width / columns
    tall = wide * 1.35
    dice = chance("diamonds")
    for row in range(-1, math.ceil(area.height / tall) + 1):
        for column in range(columns):
            x, y = area.left + (column + 0.5) * wide, area.top + (row + 0.5) * tall
            wobble = [dice.uniform(-0.03, 0.03) * wide for _ in range(4)]
            corners = [
                (x + wobble[0], y - tall / 2), (x + wide / 2, y + wobble[1]),
                (x + wobble[2], y + tall / 2), (x - wide / 2, y + wobble[3]),
            ]  # fmt: skip
            sheet.line(polygon(corners), accent, wide * 0.045, opacity=0.9)


def zigzag(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint rows of zigzag."""
    rows, teeth = 9, 8
    for row in range(rows):
        y = area.top + area.height * (row + 0.5) / rows
        swing = area.height / rows * 0.3
        points = [
            (area.left + area.width * step / (teeth * 2), y + (swing if step % 2 else -swing))
            for step in range(teeth * 2 + 1)
        ]
        sheet.line(polyline(points), accent, area.height / rows * 0.16, opacity=0.85)


def arches(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint nested arches in three tones."""
    columns = 3
    wide = area.width / columns
    rows = math.ceil(area.height / (wide * 0.8))
    for row in range(rows + 1):
        for column in range(-1, columns + 1):
            x = area.left + (column + 0.5 + (row % 2) * 0.5) * wide
            y = area.top + (row + 0.4) * wide * 0.8
            _arch(sheet, (x, y), wide, base, accent)


def _arch(sheet: Sheet, centre: tuple[float, float], wide: float, base: str, accent: str) -> None:
    for share, colour in ((0.48, accent), (0.36, base), (0.24, shaded(accent, 0.2)), (0.12, base)):
        r = wide * share
        path = (
            f"M{number(centre[0] - r)} {number(centre[1])}a{number(r)} {number(r)} 0 0 1 {number(2 * r)} 0"
            f"v{number(wide * 0.2)}h{number(-2 * r)}Z"
        )
        sheet.fill(path, colour)


def leaves(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint scattered sprigs."""
    dice = chance("leaves")
    step = area.width / 5
    for row in range(math.ceil(area.height / step) + 1):
        for column in range(6):
            x = area.left + (column + (row % 2) * 0.5) * step
            y = area.top + row * step
            _sprig(sheet, (x, y), step * 0.42, dice.uniform(-50, 50), accent)


def _sprig(sheet: Sheet, at: tuple[float, float], size: float, turn: float, colour: str) -> None:
    angle = math.radians(turn)

    def place(along: float, aside: float) -> tuple[float, float]:
        return (
            at[0] + size * (along * math.sin(angle) + aside * math.cos(angle)),
            at[1] - size * (along * math.cos(angle) - aside * math.sin(angle)),
        )

    sheet.line(polyline([place(-0.9, 0), place(0.8, 0)]), colour, size * 0.07)
    for along in (-0.4, 0.1, 0.6):
        for side in (-1, 1):
            leaf = [
                place(along, 0),
                place(along + 0.3, side * 0.18),
                place(along + 0.42, side * 0.5),
                place(along + 0.1, side * 0.34),
            ]
            sheet.fill(smooth(leaf, closed=True), colour)


def spots(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint soft, slightly uneven dots."""
    dice = chance("spots")
    step = area.width / 8
    for row in range(math.ceil(area.height / step) + 1):
        for column in range(9):
            x = area.left + (column + (row % 2) * 0.5) * step + dice.uniform(-0.05, 0.05) * step
            y = area.top + row * step + dice.uniform(-0.05, 0.05) * step
            sheet.fill(ring((x, y), step * dice.uniform(0.15, 0.19)), accent)


def terrain(sheet: Sheet, area: Area, base: str, accent: str) -> None:
    """Paint large calm shapes, like fields seen from the air."""
    x, y, w, h = area.left, area.top, area.width, area.height
    fields = (
        (
            accent,
            0.95,
            [
                (x - w * 0.1, y - h * 0.1),
                (x + w * 0.55, y - h * 0.1),
                (x + w * 0.42, y + h * 0.25),
                (x - w * 0.1, y + h * 0.36),
            ],
        ),
        (
            lit(accent, 0.4),
            0.95,
            [
                (x + w * 0.5, y + h * 0.42),
                (x + w * 1.1, y + h * 0.3),
                (x + w * 1.1, y + h * 0.75),
                (x + w * 0.62, y + h * 0.66),
            ],
        ),
        (
            shaded(base, 0.22),
            0.9,
            [
                (x - w * 0.1, y + h * 0.66),
                (x + w * 0.4, y + h * 0.6),
                (x + w * 0.58, y + h * 1.1),
                (x - w * 0.1, y + h * 1.1),
            ],
        ),
    )
    for colour, alpha, points in fields:
        sheet.fill(smooth(points, closed=True), colour, opacity=alpha)


PATTERNS = {
    "stripes": stripes, "pinstripes": pinstripes, "bands": bands, "check": check,
    "windowpane": windowpane, "border": border, "diamonds": diamonds, "zigzag": zigzag,
    "arches": arches, "leaves": leaves, "spots": spots, "terrain": terrain,
}  # fmt: skip
