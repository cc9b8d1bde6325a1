"""Repeating fills and strokes that make a surface look woven, plaited, grained or veined."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from infra.demo.illustrations.colour import lit, luminance, shaded
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.svg import Point, Sheet, number, polyline, smooth

Grid = Callable[[float, float], Point]


def chance(*key: object) -> random.Random:
    """Return a source of chance that always gives the same numbers for the same key."""
    return random.Random("/".join(map(str, key)))  # noqa: S311 - drawing, not secrets


def between(corners: Sequence[Point]) -> Grid:
    """Return a map from the unit square onto a quadrilateral."""
    a, b, c, d = corners

    def at(u: float, v: float) -> Point:
        return (
            (a[0] * (1 - u) + b[0] * u) * (1 - v) + (d[0] * (1 - u) + c[0] * u) * v,
            (a[1] * (1 - u) + b[1] * u) * (1 - v) + (d[1] * (1 - u) + c[1] * u) * v,
        )

    return at


def grain(sheet: Sheet, at: Grid, colour: str, *, lines: int = 9, key: object = "") -> None:
    """Draw the grain of wood along the first direction of the grid."""
    dice = chance("grain", key, lines)
    for index in range(lines):
        level = (index + dice.uniform(0.15, 0.85)) / lines
        start, end = sorted((dice.uniform(0.0, 0.5), dice.uniform(0.55, 1.0)))
        points = _wave(at, level, start, end, dice)
        tone = shaded(colour, 0.5) if index % 3 else lit(colour, 0.4)
        sheet.line(
            smooth(points),
            tone,
            sheet.dot * dice.uniform(0.8, 2.2),
            opacity=dice.uniform(0.14, 0.34),
        )


def _wave(at: Grid, level: float, start: float, end: float, dice: random.Random) -> list[Point]:
    steps = [start + (end - start) * step / 4 for step in range(5)]
    bend = dice.uniform(-0.035, 0.035)
    return [at(u, min(0.97, max(0.03, level + bend * (i % 3 - 1)))) for i, u in enumerate(steps)]


def weave(sheet: Sheet, colour: str, *, size: float = 6.0) -> str:
    """Return a plain linen weave."""
    unit = sheet.whole(size)
    half = unit / 2
    dark, light = shaded(colour, 0.55), lit(colour, 0.75)
    threads = (
        (
            f"M0 {number(half / 2)}H{number(half)}M{number(half)} {number(half * 1.5)}H{number(unit)}",
            light,
            0.20,
        ),
        (
            f"M{number(half * 1.5)} 0V{number(half)}M{number(half / 2)} {number(half)}V{number(unit)}",
            dark,
            0.17,
        ),
    )
    marks = "".join(_thread(path, tone, unit * 0.26, alpha) for path, tone, alpha in threads)
    return sheet.pattern(unit, unit, marks)


def twill(sheet: Sheet, colour: str, *, size: float = 7.0) -> str:
    """Return a diagonal weave."""
    unit = sheet.whole(size)
    dark, light = shaded(colour, 0.5), lit(colour, 0.6)
    marks = ""
    for shift in (-unit, 0.0, unit):
        start, end = number(shift), number(shift + unit)
        marks += _thread(f"M{start} {number(unit)}L{end} 0", dark, unit * 0.24, 0.2)
        middle = number(shift + unit / 2), number(shift + unit * 1.5)
        marks += _thread(f"M{middle[0]} {number(unit)}L{middle[1]} 0", light, unit * 0.22, 0.22)
    return sheet.pattern(unit, unit, marks)


def boucle(sheet: Sheet, colour: str, *, size: float = 84.0) -> str:
    """Return the curls of a looped wool."""
    unit, dice = sheet.whole(size), chance("boucle")
    dark, light = shaded(colour, 0.45), lit(colour, 0.7)
    marks = []
    for index in range(96):
        x, y = dice.uniform(0, unit), dice.uniform(0, unit)
        radius = unit * dice.uniform(0.028, 0.05)
        tone = light if index % 2 else dark
        marks.append(
            f'<path d="M{number(x)} {number(y)}a{number(radius)} {number(radius)} 0 1 1 '
            f'{number(radius * 1.2)} {number(radius * 0.7)}" fill="none" stroke="{tone}" '
            f'stroke-opacity="{0.2 if index % 2 else 0.15}" stroke-width="{number(unit * 0.016)}"/>'
        )
    return sheet.pattern(unit, unit, "".join(marks))


def knit(sheet: Sheet, colour: str, *, size: float = 15.0) -> str:
    """Return columns of knitted stitches."""
    unit, tall = sheet.whole(size), sheet.whole(size * 0.8)
    dark, light = shaded(colour, 0.5), lit(colour, 0.6)
    half = unit / 2
    left = f"M{number(half * 0.12)} 0L{number(half * 0.94)} {number(tall * 0.72)}"
    right = f"M{number(unit - half * 0.12)} 0L{number(half * 1.06)} {number(tall * 0.72)}"
    marks = _thread(left, light, unit * 0.2, 0.32) + _thread(right, dark, unit * 0.2, 0.24)
    return sheet.pattern(unit, tall, marks)


def wicker(sheet: Sheet, colour: str, *, size: float = 26.0) -> str:
    """Return plaited strands going over and under each other."""
    unit = sheet.whole(size)
    half = unit / 2
    dark, light = shaded(colour, 0.6), lit(colour, 0.45)
    marks = (
        f'<rect width="{number(unit)}" height="{number(unit)}" fill="{dark}" fill-opacity=".42"/>'
    )
    for x, y in ((0.0, 0.0), (half, half)):
        for offset in (-unit, 0.0):
            marks += _strand(x + offset, y, half, colour, light)
    return sheet.pattern(unit, unit, marks)


def _strand(x: float, y: float, half: float, colour: str, light: str) -> str:
    wide, tall = half * 1.75, half * 0.8
    place = f'x="{number(x + half * 0.12)}" y="{number(y + half * 0.1)}"'
    body = (
        f'<rect {place} width="{number(wide)}" height="{number(tall)}" rx="{number(tall * 0.5)}" '
        f'fill="{colour}"/>'
    )
    top = y + half * 0.32
    return body + _thread(
        f"M{number(x + half * 0.5)} {number(top)}H{number(x + half * 1.5)}", light, half * 0.18, 0.8
    )


def rib(sheet: Sheet, colour: str, *, size: float = 12.0) -> str:
    """Return fine parallel ribs, as on corduroy or fluted glass."""
    unit = sheet.whole(size)
    marks = _thread(f"M{number(unit * 0.3)} 0V{number(unit)}", lit(colour, 0.6), unit * 0.3, 0.25)
    marks += _thread(
        f"M{number(unit * 0.85)} 0V{number(unit)}", shaded(colour, 0.6), unit * 0.28, 0.25
    )
    return sheet.pattern(unit, unit, marks)


def speckle(sheet: Sheet, colour: str, *, size: float = 150.0) -> str:
    """Return the iron specks of a stoneware glaze."""
    unit, dice = sheet.whole(size), chance("speckle")
    marks = []
    for _ in range(46):
        x, y, radius = (
            dice.uniform(0, unit),
            dice.uniform(0, unit),
            unit * dice.uniform(0.003, 0.010),
        )
        marks.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" '
            f'fill="{shaded(colour, 0.6)}" fill-opacity="{dice.uniform(0.2, 0.6):.2f}"/>'
        )
    return sheet.pattern(unit, unit, "".join(marks))


def veins(sheet: Sheet, at: Grid, colour: str, *, key: object = "") -> None:
    """Draw the veins of marble across the grid."""
    dice = chance("veins", key)
    for index in range(7):
        u, v = dice.uniform(-0.1, 0.8), dice.uniform(0.05, 0.9)
        points = [(u, v)]
        for _ in range(4):
            u, v = u + dice.uniform(0.05, 0.16), v + dice.uniform(-0.14, 0.2)
            points.append((min(max(u, 0.02), 0.98), min(max(v, 0.03), 0.97)))
        width = sheet.dot * (3.4 if index % 3 == 0 else 1.4)
        sheet.line(smooth([at(*p) for p in points]), shaded(colour, 0.45), width, opacity=0.2)


def stitches(sheet: Sheet, points: Sequence[Point], colour: str) -> None:
    """Draw a seam: a shadow line with a row of stitches."""
    dot = sheet.dot
    sheet.line(polyline(points), shaded(colour, 0.5), dot * 1.6, opacity=0.35)
    dash = f"{number(dot * 5)} {number(dot * 5)}"
    sheet.line(polyline(points), lit(colour, 0.55), dot * 1.3, opacity=0.5, dash=dash)


def cloth(sheet: Sheet, finish: Finish) -> str | None:
    """Return the fill that lies over a surface to show what it is made of, if any."""
    match finish.surface:
        case Surface.FABRIC:
            return weave(sheet, finish.colour)
        case Surface.BOUCLE:
            return boucle(sheet, finish.colour)
        case Surface.WICKER:
            return wicker(sheet, finish.colour)
        case Surface.CERAMIC if luminance(finish.colour) > 0.55:
            return speckle(sheet, finish.colour)
        case _:
            return None


def _thread(path: str, colour: str, width: float, alpha: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.3f}" '
        f'stroke-opacity="{alpha}" stroke-linecap="round"/>'
    )
