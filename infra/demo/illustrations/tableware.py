"""Mugs, bowls, plates, carafes, glasses, teapots, jugs and cutlery."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.lathe import Profile, mouth, turn
from infra.demo.illustrations.solids import pool
from infra.demo.illustrations.svg import Point, Sheet, ring, smooth
from infra.demo.illustrations.textures import rib

GLAZE = Finish("#a3ae8e", Surface.CERAMIC)


def handle(sheet: Sheet, points: list[Point], thickness: float, finish: Finish) -> None:
    """Draw a round handle along a path."""
    path = smooth(points)
    c = finish.colour
    sheet.line(path, shaded(c, 0.42), thickness)
    sheet.line(path, shaded(c, 0.08), thickness * 0.78)
    sheet.line(path, lit(c, 0.45), thickness * 0.26, opacity=0.7)
    sheet.reach(points, margin=thickness / 2)


def dip(sheet: Sheet, path: str, top: float, bottom: float, colour: str, share: float) -> None:
    """Glaze the upper part of a vessel in a second colour, as if dipped."""
    edge = top + (bottom - top) * share
    stops = [(0, colour, 0.95), (0.96, colour, 0.9), (1, colour, 0)]
    sheet.fill(path, sheet.linear((0, top), (0, edge), stops))


MUGS: dict[str, Profile] = {
    "straight": [(0.93, 0), (0.985, 0.025), (1.0, 0.08), (1.0, 0.94), (0.99, 1.0)],
    "belly": [(0.62, 0), (0.86, 0.08), (1.0, 0.36), (0.97, 0.62), (0.88, 0.9), (0.9, 1.0)],
    "cone": [(0.66, 0), (0.74, 0.05), (0.86, 0.5), (0.98, 0.95), (1.0, 1.0)],
    "low": [(0.6, 0), (0.82, 0.1), (0.98, 0.45), (1.0, 0.9), (1.0, 1.0)],
}


@dataclass(frozen=True)
class Mug(Drawing):
    """A cup with or without a handle; `pieces` sets several beside one another."""

    glaze: Finish = GLAZE
    accent: Finish = Finish("", Surface.CERAMIC)
    shape: str = "straight"
    width: float = 8.6
    height: float = 9.4
    handled: bool = True
    ribbed: bool = False
    pieces: int = 1

    def draw(self, sheet: Sheet) -> None:
        """Draw the cups from the back to the front."""
        gap = self.width * 1.16
        places = [(0.0, 0.0), (gap * 0.82, -2.2), (-gap * 0.85, -2.0), (gap * 0.05, -4.4)]
        for x, y in sorted(places[: self.pieces], key=lambda place: place[1]):
            self._one(sheet, x, y)

    def _one(self, sheet: Sheet, x: float, y: float) -> None:
        r, h = self.width / 2, self.height
        profile = [(share * r, level * h) for share, level in MUGS[self.shape]]
        pool(sheet, (x + r * 0.25, y - 0.1), r * 1.6, r * 0.48, strength=0.6)
        if self.handled:
            grip = [
                (x + r * 0.9, y - h * 0.8),
                (x + r * 1.5, y - h * 0.78),
                (x + r * 1.62, y - h * 0.5),
                (x + r * 1.36, y - h * 0.26),
                (x + r * 0.88, y - h * 0.24),
            ]
            handle(sheet, grip, r * 0.26, self.glaze)
        path = turn(sheet, profile, self.glaze, x=x, y=y)
        if self.accent.colour:
            dip(sheet, path, y - h, y, self.accent.colour, 0.5)
        if self.ribbed:
            sheet.fill(path, rib(sheet, self.glaze.colour, size=17))
        inside = lit(self.glaze.colour, 0.5)
        mouth(
            sheet,
            (x, y - h),
            profile[-1][0],
            self.accent if self.accent.colour else self.glaze,
            inside=inside,
            wall=0.09,
        )


@dataclass(frozen=True)
class Bowl(Drawing):
    """A bowl; `pieces` stacks several."""

    glaze: Finish = GLAZE
    accent: Finish = Finish("", Surface.CERAMIC)
    width: float = 18
    height: float = 8
    pieces: int = 1
    foot: float = 0.42

    def draw(self, sheet: Sheet) -> None:
        """Draw the bowls, the lowest first."""
        r = self.width / 2
        pool(sheet, (r * 0.12, -0.1), r * 1.05, r * 0.3, strength=0.6)
        for index in range(self.pieces):
            self._one(sheet, r, -index * self.height * 0.42)

    def _one(self, sheet: Sheet, r: float, y: float) -> None:
        h, squash = self.height, 0.3
        profile = [
            (r * self.foot, 0), (r * self.foot, h * 0.06), (r * 0.72, h * 0.26),
            (r * 0.92, h * 0.6), (r, h * 0.96), (r, h),
        ]  # fmt: skip
        path = turn(sheet, profile, self.glaze, y=y, squash=squash, gloss=0.4)
        if self.accent.colour:
            dip(sheet, path, y - h, y, self.accent.colour, 0.42)
        inside = self.accent if self.accent.colour else self.glaze
        mouth(
            sheet, (0, y - h), r, inside, inside=lit(inside.colour, 0.3), wall=0.045, squash=squash
        )
        if inside.surface is Surface.CERAMIC:
            glint = smooth(
                [
                    (r * 0.3, y - h + r * 0.2),
                    (r * 0.62, y - h + r * 0.12),
                    (r * 0.82, y - h + r * 0.02),
                ]
            )
            sheet.line(glint, "#ffffff", r * 0.035, opacity=0.45)


@dataclass(frozen=True)
class Plates(Drawing):
    """A stack of plates with the uppermost seen well."""

    glaze: Finish = GLAZE
    accent: Finish = Finish("", Surface.CERAMIC)
    width: float = 26
    pieces: int = 1
    rim: float = 0.7

    def draw(self, sheet: Sheet) -> None:
        """Draw the stack."""
        r, squash, rise = self.width / 2, 0.4, 1.3
        pool(sheet, (r * 0.1, 0.4), r * 1.14, r * 0.46, strength=0.55)
        for index in range(self.pieces):
            y = -index * rise
            profile = [(r * 0.74, 0), (r * 0.9, 0.5), (r, 1.5)]
            turn(sheet, profile, self.glaze, y=y, squash=squash, gloss=0)
        self._face(sheet, r, -(self.pieces - 1) * rise - 1.5, squash)

    def _face(self, sheet: Sheet, r: float, y: float, squash: float) -> None:
        c = self.glaze.colour
        ends = ((-r, y - r * squash), (r, y + r * squash))
        sheet.fill(
            ring((0, y), r, r * squash),
            sheet.linear(*ends, [(0, lit(c, 0.1)), (0.5, lit(c, 0.36)), (1, lit(c, 0.12))]),
        )
        edge = self.accent.colour or lit(c, 0.6)
        sheet.line(
            ring((0, y), r * 0.985, r * 0.985 * squash),
            edge,
            r * (0.05 if self.accent.colour else 0.02),
            opacity=0.9,
        )
        well = r * self.rim
        sheet.fill(
            ring((0, y + r * 0.03), well, well * squash),
            sheet.linear(*ends, [(0, shaded(c, 0.24)), (0.45, lit(c, 0.12)), (1, lit(c, 0.5))]),
        )
        floor = well * 0.93
        sheet.fill(
            ring((0, y + r * 0.045), floor, floor * squash),
            sheet.linear(*ends, [(0, shaded(c, 0.08)), (0.6, lit(c, 0.2)), (1, lit(c, 0.3))]),
        )
        shine = smooth(
            [(-r * 0.84, y + r * 0.04), (-r * 0.62, y - r * 0.2), (-r * 0.2, y - r * 0.33)]
        )
        sheet.line(shine, "#ffffff", r * 0.03, opacity=0.5)
        sheet.reach([(-r, y - r * squash), (r, y + r * squash)])
