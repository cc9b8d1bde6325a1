"""Cushions, throws, rugs, curtains, towels, bed linen and table linen."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, Finish, Surface
from infra.demo.illustrations.patterns import Area, paint_pattern
from infra.demo.illustrations.solids import Box, face, ground_shadow, pool, soft_block
from infra.demo.illustrations.svg import (
    Point,
    Sheet,
    number,
    polygon,
    ring,
    rounded,
    smooth,
    trace,
)
from infra.demo.illustrations.textures import chance, cloth, knit, stitches, twill, weave

CLOTH = Finish("#b8694a", Surface.FABRIC)
ACCENT = Finish("#efe6d6", Surface.FABRIC)


def fabric(sheet: Sheet, finish: Finish, texture: str = "weave") -> str:
    """Return the weave of a cloth by name, or what its surface asks for."""
    if finish.surface is not Surface.FABRIC:
        return cloth(sheet, finish) or weave(sheet, finish.colour)
    if texture == "knit":
        return knit(sheet, finish.colour)
    return twill(sheet, finish.colour) if texture == "twill" else weave(sheet, finish.colour)


@dataclass(frozen=True)
class Cushion(Drawing):
    """A scatter cushion, front on. `trim` is one of none, piping, fringe or pompom."""

    cover: Finish = CLOTH
    accent: Finish = ACCENT
    pattern: str = "plain"
    texture: str = "weave"
    trim: str = "none"
    width: float = 50
    height: float = 50

    def draw(self, sheet: Sheet) -> None:
        """Draw the shadow, the pillow, its pattern and its volume."""
        w, h = self.width / 2, self.height
        pool(sheet, (2, -0.6), w * 1.16, h * 0.085, strength=0.6)
        path = smooth(self._edge(w, h), closed=True)
        if self.trim == "fringe":
            self._fringe(sheet, w, h)
        c = self.cover.colour
        sheet.fill(path, c)
        with sheet.clip(path):
            area = Area(-w, -h, 2 * w, h)
            paint_pattern(sheet, self.pattern, area, c, self.accent.colour)
            self._volume(sheet, w, h)
        sheet.fill(path, fabric(sheet, self.cover, self.texture))
        if self.trim == "piping":
            sheet.line(path, shaded(self.accent.colour, 0.3), 1.2, opacity=0.5)
            sheet.line(path, self.accent.colour, 0.9)
        sheet.reach([(-w, -h), (w, 0)])

    def _edge(self, w: float, h: float) -> list[Point]:
        pinch = 0.055
        points: list[Point] = []
        corners = [(-w, -h), (w, -h), (w, 0.0), (-w, 0.0)]
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
            inward = (-(by - ay) * pinch, (bx - ax) * pinch)
            points.append((ax, ay))
            for share, bend in ((0.06, 0.28), (0.25, 0.8), (0.5, 1.0), (0.75, 0.8), (0.94, 0.28)):
                x, y = ax + (bx - ax) * share, ay + (by - ay) * share
                points.append((x + inward[0] * bend, y + inward[1] * bend))
        return points

    def _volume(self, sheet: Sheet, w: float, h: float) -> None:
        box = polygon([(-w, -h), (w, -h), (w, 0), (-w, 0)])
        shine = sheet.radial(
            (-w * 0.28, -h * 0.66),
            w * 1.2,
            [(0, "#fff6e6", 0.34), (0.6, "#fff6e6", 0.05), (1, "#fff6e6", 0)],
        )
        sheet.fill(box, shine)
        gloom = sheet.radial(
            (-w * 0.15, -h * 0.56),
            w * 1.5,
            [(0.42, "#20140c", 0), (0.78, "#20140c", 0.2), (1, "#20140c", 0.46)],
        )
        sheet.fill(box, gloom)
        for sx, sy in ((-1, -1), (1, -1), (1, 0), (-1, 0)):
            corner = (sx * w * 0.97, -h * 0.98 if sy else -h * 0.02)
            inner = (sx * w * 0.62, -h * (0.78 if sy else 0.24))
            sheet.line(
                smooth(
                    [corner, ((corner[0] + inner[0]) / 2 + 1, (corner[1] + inner[1]) / 2), inner]
                ),
                "#20140c",
                1.0,
                opacity=0.07,
            )

    def _fringe(self, sheet: Sheet, w: float, h: float) -> None:
        dice = chance("cushion fringe")
        count = round(self.height / 1.1)
        for side in (-1, 1):
            for index in range(count):
                y = -h + h * (index + 0.5) / count
                reach = w + 3.2 + dice.uniform(-0.6, 0.6)
                inner = w * (0.94 if 0.2 < index / count < 0.8 else 0.97)
                sheet.line(
                    trace(
                        "M{} {}L{} {}",
                        side * inner,
                        y,
                        side * reach,
                        y + dice.uniform(-0.5, 0.9),
                    ),
                    self.accent.colour,
                    0.55,
                )
        sheet.reach([(-w - 3.5, 0), (w + 3.5, 0)])


@dataclass(frozen=True)
class Rug(Drawing):
    """A rug seen from above. `shape` is rect, round or runner."""

    pile: Finish = ACCENT
    accent: Finish = CLOTH
    pattern: str = "border"
    shape: str = "rect"
    fringe: bool = True
    texture: str = "weave"
    width: float = 160
    height: float = 230
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the shadow, the fringe, the pile and its pattern."""
        w, h = self.width / 2, self.height / 2
        dot = sheet.dot
        path = ring((0, 0), w) if self.shape == "round" else rounded(-w, -h, 2 * w, 2 * h, 1.5)
        for shift, alpha in ((9, 0.10), (6, 0.13), (3, 0.2)):
            with sheet.moved(shift * dot, shift * 1.3 * dot):
                sheet.fill(path, "#4a3826", opacity=alpha)
        if self.fringe and self.shape != "round":
            self._fringes(sheet, w, h)
        c = self.pile.colour
        sheet.fill(path, c)
        side = w if self.shape == "round" else h
        with sheet.clip(path):
            area = Area(-w, -side, 2 * w, 2 * side)
            paint_pattern(
                sheet,
                self.pattern if self.shape != "round" or self.pattern != "border" else "plain",
                area,
                c,
                self.accent.colour,
            )
            if self.shape == "round" and self.pattern == "border":
                for share, thick in ((0.9, 0.045), (0.8, 0.018)):
                    sheet.line(ring((0, 0), w * share), self.accent.colour, w * thick, opacity=0.92)
        sheet.fill(path, fabric(sheet, self.pile, self.texture))
        sheen = [(0, "#fff6e6", 0.2), (0.5, "#fff6e6", 0.02), (1, "#20140c", 0.2)]
        sheet.fill(path, sheet.linear((-w, -side), (w, side), sheen))
        sheet.line(path, shaded(c, 0.4), dot * 3, opacity=0.4)
        sheet.reach([(-w, -side), (w, side)])

    def _fringes(self, sheet: Sheet, w: float, h: float) -> None:
        dice = chance("rug fringe")
        long = min(self.width * 0.05, 9)
        count = round(self.width / (sheet.dot * 8))
        for side in (-1, 1):
            for index in range(count):
                x = -w + 2 * w * (index + 0.5) / count
                end = side * (h + long + dice.uniform(-0.2, 0.2) * long)
                sheet.line(
                    trace(
                        "M{} {}L{} {}",
                        x,
                        side * (h - 1),
                        x + dice.uniform(-0.1, 0.1) * long,
                        end,
                    ),
                    lit(self.pile.colour, 0.3),
                    sheet.dot * 3.4,
                )
        sheet.reach([(0, -h - long), (0, h + long)])


@dataclass(frozen=True)
class Stack(Drawing):
    """Folded textiles in a stack: towels, sheets or duvet covers, perhaps with a ribbon."""

    cover: Finish = CLOTH
    accent: Finish = ACCENT
    pieces: int = 3
    width: float = 40
    depth: float = 28
    thickness: float = 7
    pattern: str = "plain"
    ribbon: bool = False
    texture: str = "weave"

    def draw(self, sheet: Sheet) -> None:
        """Draw piece upon piece."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.46)
        for index in range(self.pieces):
            nudge = (0.0, 0.9, -0.7, 0.4)[index % 4]
            tone = (
                self.accent if self.pattern != "plain" and index == self.pieces - 2 else self.cover
            )
            box = Box(
                -half + nudge,
                0,
                index * self.thickness,
                self.width - abs(nudge),
                self.depth,
                self.thickness,
            )
            self._piece(sheet, box, tone)
        if self.ribbon:
            self._ribbon(sheet)

    def _piece(self, sheet: Sheet, box: Box, finish: Finish) -> None:
        soft_block(sheet, box, finish, radius=self.thickness * 0.42)
        front = face(box, "front")
        mid = [
            ((front[0][0] + front[3][0]) / 2 + 1.2, (front[0][1] + front[3][1]) / 2),
            ((front[1][0] + front[2][0]) / 2, (front[1][1] + front[2][1]) / 2),
        ]
        sheet.line(
            f"M{number(mid[0][0])} {number(mid[0][1])}L{number(mid[1][0])} {number(mid[1][1])}",
            shaded(finish.colour, 0.55),
            self.thickness * 0.1,
            opacity=0.42,
        )
        hem = Box(
            box.x + box.width * 0.12,
            box.y - 0.1,
            box.z + box.height * 0.5,
            box.width * 0.76,
            0.1,
            0.1,
        )
        line = face(hem, "front")
        stitches(sheet, [line[0], line[1]], finish.colour)

    def _ribbon(self, sheet: Sheet) -> None:
        high = self.pieces * self.thickness
        band = Box(-2, -0.4, 0, 4, self.depth + 0.6, high + 0.4)
        for side in ("front", "top"):
            sheet.solid(face(band, side), lit(self.accent.colour, 0.2 if side == "top" else 0.0))


@dataclass(frozen=True)
class Napkins(Drawing):
    """Table linen folded into a fan of squares with a ring."""

    cover: Finish = CLOTH
    accent: Finish = ACCENT
    ring: Finish = BRASS
    pattern: str = "plain"
    pieces: int = 4
    width: float = 30
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the napkins, each turned a little further."""
        for index in range(self.pieces):
            share = index / max(1, self.pieces - 1)
            with sheet.moved(
                (share - 0.5) * self.width * 0.5, (share - 0.5) * 5, turn=-16 + 30 * share
            ):
                self._napkin(sheet, index)

    def _napkin(self, sheet: Sheet, index: int) -> None:
        half = self.width / 2
        sheet.fill(
            rounded(-half + 0.7, -half + 1, 2 * half, 2 * half, 0.6), "#4a3826", opacity=0.22
        )
        path = rounded(-half, -half, 2 * half, 2 * half, 0.6)
        base = (
            self.cover.colour if index % 2 == 0 or self.pattern == "plain" else self.accent.colour
        )
        sheet.fill(path, base)
        with sheet.clip(path):
            other = self.accent.colour if base == self.cover.colour else self.cover.colour
            paint_pattern(sheet, self.pattern, Area(-half, -half, 2 * half, 2 * half), base, other)
        sheet.fill(
            path,
            sheet.linear(
                (-half, -half),
                (half, half),
                [(0, "#fff6e6", 0.3), (0.5, "#fff6e6", 0), (1, "#20140c", 0.18)],
            ),
        )
        fold = polygon([(-half, half), (-half, -half), (half, -half)])
        sheet.fill(fold, "#20140c", opacity=0.05)
        inset = half * 0.92
        stitches(
            sheet,
            [(-inset, -inset), (inset, -inset), (inset, inset), (-inset, inset), (-inset, -inset)],
            base,
        )
        sheet.reach([(-half, -half), (half, half)])
