"""Solid bodies seen by the studio camera: blocks, upholstered blocks, rods, legs and shadows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from infra.demo.illustrations.camera import STUDIO, Camera, Place
from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.svg import Point, Sheet, number, polygon, ring
from infra.demo.illustrations.textures import between, cloth, grain, veins

SHADOW = "#4a3826"
SOFTNESS = ((0.98, 0.2), (0.8, 0.28), (0.58, 0.38), (0.34, 0.5), (0.1, 0.7))
"""How far, and how strongly, each layer of a soft side reaches over its edge."""


@dataclass(frozen=True)
class Box:
    """A block standing in the world: its nearest lower left corner and its size."""

    x: float
    y: float
    z: float
    width: float
    depth: float
    height: float

    def shrunk(self, by: float) -> Box:
        """Return the block that lies `by` inside this one on every side."""
        slim = [min(by, side / 2.02) for side in (self.width, self.depth, self.height)]
        return Box(
            self.x + slim[0], self.y + slim[1], self.z + slim[2],
            self.width - 2 * slim[0], self.depth - 2 * slim[1], self.height - 2 * slim[2],
        )  # fmt: skip

    def corner(self, right: int, back: int, top: int) -> Place:
        """Return a corner, chosen by three zeros or ones."""
        return (
            self.x + right * self.width,
            self.y + back * self.depth,
            self.z + top * self.height,
        )


FACES = {
    "right": ((1, 0, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0)),
    "front": ((0, 0, 1), (1, 0, 1), (1, 0, 0), (0, 0, 0)),
    "top": ((0, 1, 1), (1, 1, 1), (1, 0, 1), (0, 0, 1)),
}


def face(box: Box, side: str, camera: Camera = STUDIO) -> list[Point]:
    """Return the four corners of a visible side, clockwise from its upper left."""
    return [camera.see(box.corner(*corner)) for corner in FACES[side]]


def tone(sheet: Sheet, corners: Sequence[Point], side: str, colour: str) -> str:
    """Return the light on one side of a block: the window is on the upper left."""
    a, b, c, d = corners
    middle_top = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    if side == "top":
        return sheet.linear(a, c, [(0, lit(colour, 0.34)), (1, lit(colour, 0.14))])
    if side == "front":
        middle_low = ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2)
        stops = [(0.0, lit(colour, 0.08)), (0.45, colour), (1.0, shaded(colour, 0.13))]
        return sheet.linear(a, ((middle_low[0] + c[0]) / 2, c[1]), stops)
    return sheet.linear(middle_top, c, [(0, shaded(colour, 0.24)), (1, shaded(colour, 0.38))])


def block(sheet: Sheet, box: Box, finish: Finish, *, lines: int = 0, edge: float = 0.35) -> None:
    """Draw a crisp block, as a joiner makes it, with its grain along the longest side."""
    for side in ("right", "front", "top"):
        corners = face(box, side)
        sheet.solid(corners, tone(sheet, corners, side, finish.colour), round_by=edge)
        _texture(sheet, corners, finish, lines, key=(side, box.width, box.height))
    top, front = face(box, "top"), face(box, "front")
    light = lit(finish.colour, 0.55)
    sheet.line(polygon([front[0], front[1]])[:-1], light, sheet.dot * 1.8, opacity=0.6)
    sheet.line(polygon([top[1], top[2]])[:-1], light, sheet.dot * 1.2, opacity=0.3)


def _texture(
    sheet: Sheet, corners: Sequence[Point], finish: Finish, lines: int, *, key: object
) -> None:
    a, b, _, d = corners
    along, across = math.dist(a, b), math.dist(a, d)
    turned = list(corners) if along >= across else [corners[3], corners[0], corners[1], corners[2]]
    if finish.surface is Surface.WOOD:
        count = lines or max(2, min(12, round(min(along, across) / (sheet.dot * 9))))
        grain(sheet, between(turned), finish.colour, lines=count, key=key)
    if finish.surface is Surface.STONE:
        veins(sheet, between(turned), finish.colour, key=key)


def soft_block(
    sheet: Sheet, box: Box, finish: Finish, *, radius: float = 6.0, crown: float = 0.0
) -> None:
    """Draw an upholstered block: round on every edge, its sides melting into one another."""
    radius = min(radius, box.width / 2.1, box.depth / 2.1, box.height / 2.1)
    core = box.shrunk(radius)
    outline = hull(
        [STUDIO.see(core.corner(i, j, k)) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    )
    front = face(box, "front")
    sheet.solid(
        outline, shaded(finish.colour, 0.6), round_by=radius + sheet.dot * 2.2, opacity=0.26
    )
    sheet.solid(outline, tone(sheet, front, "front", finish.colour), round_by=radius)
    for side in ("right", "front", "top"):
        _melt(sheet, face(core, side), tone(sheet, face(box, side), side, finish.colour), radius)
    if crown:
        _crown(sheet, face(core, "top"), finish.colour, crown)
    overlay = cloth(sheet, finish)
    if overlay:
        sheet.solid(outline, overlay, round_by=radius)


def _melt(sheet: Sheet, corners: Sequence[Point], paint: str, radius: float) -> None:
    for growth, alpha in SOFTNESS:
        sheet.solid(corners, paint, round_by=radius * growth, opacity=alpha)


def _crown(sheet: Sheet, corners: Sequence[Point], colour: str, strength: float) -> None:
    at = between(corners)
    centre = at(0.42, 0.45)
    reach = math.dist(corners[0], corners[1]) * 0.5
    paint = sheet.radial(centre, reach, [(0, lit(colour, 0.8), strength), (1, lit(colour, 0.8), 0)])
    sheet.fill(polygon(corners), paint)


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the convex outline of a set of points."""
    ordered = sorted(set(points))

    def chain(sequence: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in sequence:
            while len(kept) > 1 and _turns_right(kept[-2], kept[-1], point):
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return chain(ordered) + chain(ordered[::-1])


def _turns_right(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0


def rod(
    sheet: Sheet, start: Place, end: Place, thickness: float, finish: Finish, *, taper: float = 1.0
) -> None:
    """Draw a round rod or leg between two places; `taper` is its thickness at the end."""
    bar(sheet, STUDIO.see(start), STUDIO.see(end), thickness, finish, taper=taper)


def bar(
    sheet: Sheet, a: Point, b: Point, thickness: float, finish: Finish, *, taper: float = 1.0
) -> None:
    """Draw a round rod between two points of the drawing."""
    length = math.dist(a, b) or 1.0
    across = ((b[1] - a[1]) / length, -(b[0] - a[0]) / length)
    if across[0] > 0 or (across[0] == 0 and across[1] > 0):
        across = (-across[0], -across[1])
    near, far = thickness / 2, thickness * taper / 2
    corners = [
        (a[0] + across[0] * near, a[1] + across[1] * near),
        (a[0] - across[0] * near, a[1] - across[1] * near),
        (b[0] - across[0] * far, b[1] - across[1] * far),
        (b[0] + across[0] * far, b[1] + across[1] * far),
    ]
    sheet.solid(
        corners,
        sheet.linear(corners[0], corners[1], round_stops(finish)),
        round_by=thickness * 0.08,
    )


def round_stops(finish: Finish) -> list[tuple[float, str]]:
    """Return the light across a round body, from its lit left to its shaded right."""
    c = finish.colour
    if finish.surface is Surface.METAL:
        return [
            (0.0, shaded(c, 0.35)), (0.14, c), (0.27, lit(c, 0.78)), (0.42, lit(c, 0.12)),
            (0.7, shaded(c, 0.42)), (0.88, shaded(c, 0.2)), (1.0, shaded(c, 0.5)),
        ]  # fmt: skip
    if finish.surface in (Surface.CERAMIC, Surface.PAINT):
        return [
            (0.0, shaded(c, 0.12)), (0.2, lit(c, 0.32)), (0.42, lit(c, 0.06)),
            (0.74, shaded(c, 0.22)), (0.93, shaded(c, 0.36)), (1.0, shaded(c, 0.26)),
        ]  # fmt: skip
    return [
        (0.0, shaded(c, 0.1)), (0.24, lit(c, 0.24)), (0.5, mix(c, lit(c, 0.05), 0.5)),
        (0.8, shaded(c, 0.24)), (1.0, shaded(c, 0.3)),
    ]  # fmt: skip


def ground_shadow(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    depth: float,
    *,
    strength: float = 0.34,
    spread: float = 1.32,
    camera: Camera = STUDIO,
) -> None:
    """Lay a soft shadow under a footprint; it leans away from the window."""
    centre = camera.see((x + width / 2 + width * 0.05, y + depth / 2, 0))
    right = _arm(camera, width / 2 * spread, 0)
    back = _arm(camera, 0, depth / 2 * spread + width * 0.02)
    paint = sheet.glow(
        [
            (0, SHADOW, strength),
            (0.55, SHADOW, strength * 0.62),
            (0.8, SHADOW, strength * 0.2),
            (1, SHADOW, 0),
        ]
    )
    matrix = " ".join(number(value) for value in (*right, *back, *centre))
    sheet.soft(f'<path transform="matrix({matrix})" d="{ring((0, 0), 1.25)}" fill="{paint}"/>')


def _arm(camera: Camera, across: float, depth: float) -> Point:
    return camera.see((across, depth, 0))


def pool(
    sheet: Sheet,
    centre: Point,
    rx: float,
    ry: float,
    *,
    strength: float = 0.4,
    on_floor: bool = True,
) -> None:
    """Lay a soft round shadow directly on the drawing; `on_floor` when nothing lies under it."""
    stops = [(0, SHADOW, strength), (0.5, SHADOW, strength * 0.55), (0.8, SHADOW, strength * 0.14)]
    paint = sheet.glow([*stops, (1, SHADOW, 0.0)])
    if on_floor:
        sheet.soft(f'<path d="{ring(centre, rx, ry)}" fill="{paint}"/>')
    else:
        sheet.fill(ring(centre, rx, ry), paint)
