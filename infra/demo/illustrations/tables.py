"""Tables, desks, side tables and trays."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import OAK, Finish, Surface
from infra.demo.illustrations.lathe import turn
from infra.demo.illustrations.solids import Box, block, ground_shadow, rod
from infra.demo.illustrations.svg import Point, Sheet, ring
from infra.demo.illustrations.textures import Grid, cloth, grain, veins


def disc(
    sheet: Sheet, centre: Point, radius: float, finish: Finish, *, squash: float = 0.26
) -> None:
    """Draw a round top seen from slightly above."""
    x, y = centre
    path = ring(centre, radius, radius * squash)
    ends = ((x - radius, y - radius * squash), (x + radius, y + radius * squash))
    stops = [
        (0, lit(finish.colour, 0.38)),
        (0.55, lit(finish.colour, 0.18)),
        (1, lit(finish.colour, 0.04)),
    ]
    sheet.fill(path, sheet.linear(*ends, stops))
    at = _on_disc(centre, radius, squash)
    if finish.surface is Surface.WOOD:
        grain(sheet, at, finish.colour, lines=9, key=radius)
    elif finish.surface is Surface.STONE:
        veins(sheet, at, finish.colour, key=radius)
    overlay = cloth(sheet, finish)
    if overlay:
        sheet.fill(path, overlay)
    sheet.line(path, lit(finish.colour, 0.6), sheet.dot * 1.6, opacity=0.5)
    sheet.reach([(x - radius, y - radius * squash), (x + radius, y + radius * squash)])


def _on_disc(centre: Point, radius: float, squash: float) -> Grid:
    def at(u: float, v: float) -> Point:
        level = v * 1.84 - 0.92
        half = (1 - level * level) ** 0.5
        return centre[0] + radius * half * (u * 2 - 1), centre[1] + radius * squash * level

    return at


@dataclass(frozen=True)
class Table(Drawing):
    """A rectangular table or desk. `legs` is one of round, square, trestle or sled."""

    top: Finish = OAK
    frame: Finish = OAK
    width: float = 180
    depth: float = 90
    height: float = 75
    thickness: float = 3.2
    legs: str = "round"
    drawers: int = 0
    shelf: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Draw the far legs, the frame, the near legs and last the top."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.3)
        inset = min(9.0, self.width * 0.07)
        self._pair(sheet, half - inset, self.depth - inset)
        if self.shelf:
            low = Box(
                -half + inset,
                inset,
                self.height * 0.28,
                self.width - 2 * inset,
                self.depth - 2 * inset,
                1.8,
            )
            block(sheet, low, self.top)
        self._apron(sheet, half, inset)
        self._pair(sheet, half - inset, inset)
        plate = Box(-half, 0, self.height - self.thickness, self.width, self.depth, self.thickness)
        block(sheet, plate, self.top, edge=0.5)

    def _pair(self, sheet: Sheet, x: float, y: float) -> None:
        top = self.height - self.thickness
        for side in (-x, x):
            if self.legs == "square":
                block(sheet, Box(side - 3, y - 3, 0, 6, 6, top), self.frame, edge=0.3)
            elif self.legs == "trestle":
                inward = side * 0.9
                rod(sheet, (inward, y, top), (side * 1.04, y, 0.6), 4.6, self.frame, taper=0.8)
                rod(
                    sheet,
                    (side * 0.98, y, top * 0.4),
                    (side * 0.98, self.depth - y, top * 0.4),
                    2.6,
                    self.frame,
                )
            elif self.legs == "sled":
                rod(sheet, (side, y, top), (side, y, 1.2), 2.6, self.frame)
                rod(sheet, (side, y, 1.2), (side, self.depth / 2, 1.2), 2.6, self.frame)
            else:
                splay = 1.05
                rod(
                    sheet,
                    (side * 0.98, y, top),
                    (side * splay, y, 0.6),
                    6.2,
                    self.frame,
                    taper=0.55,
                )

    def _apron(self, sheet: Sheet, half: float, inset: float) -> None:
        high = 7.0 if not self.drawers else 12.0
        box = Box(
            -half + inset, inset, self.height - self.thickness - high,
            self.width - 2 * inset, self.depth - 2 * inset, high,
        )  # fmt: skip
        block(sheet, box, self.frame if self.legs != "sled" else self.top)
        if self.drawers:
            fronts(sheet, box, self.top, columns=self.drawers, rows=1)


def fronts(
    sheet: Sheet, box: Box, finish: Finish, *, columns: int, rows: int, knob: Finish | None = None
) -> None:
    """Draw drawer fronts with a shadow gap and a knob on the front of a box."""
    gap = min(1.2, box.height * 0.08)
    wide = (box.width - gap) / columns
    tall = (box.height - gap) / rows
    for column in range(columns):
        for row in range(rows):
            x = box.x + gap + column * wide
            z = box.z + gap + row * tall
            front = Box(x, box.y - 0.6, z, wide - gap, 1.2, tall - gap)
            gap_box = Box(x - gap / 2, box.y - 0.1, z - gap / 2, wide, 0.2, tall)
            block(sheet, gap_box, Finish(shaded(finish.colour, 0.6), Surface.PAINT), edge=0)
            block(sheet, front, finish, edge=0.2)
            middle = (x + (wide - gap) / 2, box.y - 1.2, z + (tall - gap) / 2)
            rod(sheet, middle, (middle[0], middle[1] - 1.6, middle[2]), 2.2, knob or BRASS_KNOB)


BRASS_KNOB = Finish("#b98f45", Surface.METAL)


@dataclass(frozen=True)
class RoundTable(Drawing):
    """A round table. `base` is one of pedestal, tripod, drum or four."""

    top: Finish = OAK
    frame: Finish = OAK
    width: float = 110
    height: float = 74
    base: str = "pedestal"
    thickness: float = 3

    def draw(self, sheet: Sheet) -> None:
        """Draw the base and the round top."""
        radius = self.width / 2
        reach = radius * (1.0 if self.base in ("four", "drum") else 0.7)
        ground_shadow(sheet, -reach, -reach, 2 * reach, 2 * reach, strength=0.36)
        level = -self.height * 0.966
        if self.base == "pedestal":
            self._pedestal(sheet, radius, -level)
        elif self.base == "drum":
            wall = [(radius * 0.9, 0), (radius * 0.9, -level - self.thickness)]
            turn(sheet, wall, self.frame, sharp=True, squash=0.26)
        else:
            self._legs(sheet, radius, 3 if self.base == "tripod" else 4)
        edge = [(radius, 0.0), (radius, self.thickness)]
        turn(sheet, edge, self.top, y=level + self.thickness, sharp=True, squash=0.26, gloss=0)
        disc(sheet, (0, level), radius, self.top)

    def _pedestal(self, sheet: Sheet, radius: float, top: float) -> None:
        foot = radius * 0.56
        profile = [
            (foot, 0), (foot, 1.6), (foot * 0.5, 4), (radius * 0.13, top * 0.2),
            (radius * 0.1, top * 0.6), (radius * 0.2, top - 1.5),
        ]  # fmt: skip
        turn(sheet, profile, self.frame, squash=0.26)

    def _legs(self, sheet: Sheet, radius: float, count: int) -> None:
        spots = [(-0.62, 0.55), (0.66, 0.5), (-0.66, -0.5), (0.62, -0.55)]
        if count == 3:
            spots = [(-0.1, 0.8), (-0.76, -0.1), (0.5, -0.66)]
        for x, y in spots:
            foot = (x * radius * 1.1, y * radius * 1.1, 0.6)
            thick = max(2.0, self.width * 0.055)
            rod(
                sheet,
                (x * radius * 0.8, y * radius * 0.8, self.height - 3),
                foot,
                thick,
                self.frame,
                taper=0.6,
            )


@dataclass(frozen=True)
class Tray(Drawing):
    """A low round tray with a rim and two handles."""

    body: Finish = OAK
    width: float = 40

    def draw(self, sheet: Sheet) -> None:
        """Draw rim, floor and handles, seen from well above."""
        radius, squash = self.width / 2, 0.42
        ground_shadow(sheet, -radius, -radius, self.width, self.width, strength=0.4)
        turn(
            sheet,
            [(radius * 0.97, 0), (radius, 4.4)],
            self.body,
            sharp=True,
            squash=squash,
            gloss=0,
        )
        disc(sheet, (0, -4.4), radius, self.body, squash=squash)
        floor = radius * 0.94
        hollow = ring((0, -3.6), floor, floor * squash)
        ends = ((-floor, -4.0), (floor, 4.0))
        stops = [
            (0, shaded(self.body.colour, 0.34)),
            (0.5, shaded(self.body.colour, 0.06)),
            (1, lit(self.body.colour, 0.14)),
        ]
        sheet.fill(hollow, sheet.linear(*ends, stops))
        if self.body.surface is Surface.WOOD:
            grain(
                sheet,
                _on_disc((0, -3.2), floor * 0.96, squash),
                self.body.colour,
                lines=11,
                key="tray",
            )
        for side in (-1, 1):
            path = f"M{side * radius * 0.99} -7.4a3 4.6 0 0 {1 if side > 0 else 0} 0 7"
            sheet.line(path, shaded(self.body.colour, 0.35), 1.7)
            sheet.line(path, lit(self.body.colour, 0.25), 0.7)
        sheet.reach([(-radius - 3, -10), (radius + 3, 4)])
