"""Pans, pots, boards, jars, mills and dispensers."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, OAK, Finish, Surface
from infra.demo.illustrations.lathe import mouth, turn
from infra.demo.illustrations.solids import bar, pool
from infra.demo.illustrations.svg import Sheet, number, ring, rounded, smooth, trace
from infra.demo.illustrations.tables import disc
from infra.demo.illustrations.tableware import handle
from infra.demo.illustrations.textures import between, grain, rib, veins

IRON = Finish("#3a3836", Surface.PAINT)


@dataclass(frozen=True)
class Pan(Drawing):
    """A frying pan with a long handle."""

    body: Finish = IRON
    grip: Finish = OAK
    width: float = 28
    height: float = 5

    def draw(self, sheet: Sheet) -> None:
        """Draw the handle, the body and the dark inside."""
        r, h, squash = self.width / 2, self.height, 0.36
        pool(sheet, (r * 0.1, 0.2), r * 1.16, r * 0.46, strength=0.55)
        start, end = (r * 0.9, -h * 0.9), (r * 2.25, -h * 2.1)
        bar(sheet, start, (r * 1.35, -h * 1.35), 2.0, self.body)
        bar(sheet, (r * 1.25, -h * 1.26), end, 3.1, self.grip, taper=0.86)
        sheet.fill(ring((end[0] - 1.4, end[1] + 0.3), 0.62, 0.5), shaded(self.grip.colour, 0.6))
        profile = [(r * 0.8, 0), (r * 0.9, h * 0.3), (r, h)]
        turn(sheet, profile, self.body, squash=squash, gloss=0)
        c = self.body.colour
        sheet.fill(ring((0, -h), r, r * squash), lit(c, 0.3))
        wall = ring((0, -h + 0.25), r * 0.965, r * 0.965 * squash)
        sheet.fill(
            wall,
            sheet.linear((-r, 0), (r, 0), [(0, shaded("#2d2b29", 0.4)), (1, lit("#3a3836", 0.2))]),
        )
        floor = r * 0.8
        paint = sheet.radial(
            (-r * 0.25, -h * 0.7), r * 1.1, [(0, "#6a6661"), (0.6, "#3f3c3a"), (1, "#2b2927")]
        )
        sheet.fill(ring((0, -h * 0.52), floor, floor * squash), paint)


@dataclass(frozen=True)
class Pot(Drawing):
    """A casserole with a lid and two ears."""

    body: Finish = Finish("#a4512f", Surface.CERAMIC)
    knob: Finish = BRASS
    width: float = 26
    height: float = 13

    def draw(self, sheet: Sheet) -> None:
        """Draw ears, body, lid and knob."""
        r, h, squash = self.width / 2, self.height, 0.3
        pool(sheet, (r * 0.1, 0.2), r * 1.2, r * 0.4, strength=0.6)
        for side in (-1, 1):
            ear = [
                (side * r * 0.94, -h * 0.86),
                (side * r * 1.2, -h * 0.92),
                (side * r * 1.22, -h * 0.7),
                (side * r * 0.94, -h * 0.66),
            ]
            handle(sheet, ear, 1.7, self.body)
        profile = [(r * 0.9, 0), (r * 0.98, h * 0.08), (r, h * 0.3), (r, h * 0.9), (r, h)]
        turn(sheet, profile, self.body, squash=squash)
        top = [(r * 1.02, 0), (r * 1.02, 1.0), (r * 0.72, 3.2), (r * 0.3, 4.3), (r * 0.1, 4.5)]
        turn(sheet, top, self.body, y=-h + 0.2, squash=squash, gloss=0.3)
        turn(
            sheet,
            [(0.9, 0), (1.0, 1.0), (1.9, 1.9), (1.8, 2.5)],
            self.knob,
            y=-h - 4.2,
            squash=squash,
        )
        sheet.fill(ring((0, -h - 6.7), 1.8, 0.55), lit(self.knob.colour, 0.5))


@dataclass(frozen=True)
class Board(Drawing):
    """A chopping or serving board leaning against the wall. `shape` is paddle, plain or round."""

    wood: Finish = OAK
    shape: str = "paddle"
    width: float = 24
    height: float = 40

    def draw(self, sheet: Sheet) -> None:
        """Draw the wall shadow, the edge, the face and its grain."""
        w, h = self.width / 2, self.height
        path = self._path(w, h)
        c = self.wood.colour
        pool(sheet, (2, -0.2), w * 1.3, 2.2, strength=0.6)
        for shift, alpha in ((2.6, 0.08), (1.5, 0.12)):
            with sheet.moved(shift, -0.2):
                sheet.fill(path, "#4a3826", opacity=alpha)
        with sheet.moved(0.7, 0.1):
            sheet.fill(path, shaded(c, 0.4))
        sheet.fill(
            path,
            sheet.linear((-w, -h), (w, 0), [(0, lit(c, 0.26)), (0.5, c), (1, shaded(c, 0.12))]),
        )
        with sheet.clip(path):
            corners = [(-w, 0.0), (-w, -h), (w, -h), (w, 0.0)]
            if self.wood.surface is Surface.WOOD:
                grain(sheet, between(corners), c, lines=17, key=(self.shape, self.width))
            if self.wood.surface is Surface.STONE:
                veins(sheet, between(corners), c, key=self.shape)
        sheet.line(path, lit(c, 0.6), sheet.dot * 2, opacity=0.5)
        sheet.reach([(-w, -h), (w, 0.6)])

    def _path(self, w: float, h: float) -> str:
        if self.shape == "plain":
            return rounded(-w, -h, 2 * w, h, 2.2) + ring((0, -h + 3), 1.1)
        return (_disc_board(w, h) if self.shape == "round" else _paddle(w, h)) + ring(
            (0, -h + 3.2), 1.15
        )


def _disc_board(w: float, h: float) -> str:
    shoulder = 1 - 2 * w
    grip = trace("M-2.2 {0}Q-2.2 {1} 0 {1}Q2.2 {1} 2.2 {0}", 2 - h, -h)
    return grip + trace("L2.6 {0}A{1} {1} 0 1 1 -2.6 {0}Z", shoulder, w)


def _paddle(w: float, h: float) -> str:
    neck, shoulder, side = 8 - h, 11.4 - h, 14 - h
    right = trace("L2.6 {}Q3 {} {} {}", neck, 11 - h, w - 2, shoulder)
    right += trace("Q{} {} {} {}V-2Q{} 0 {} 0", w, 11.6 - h, w, side, w, w - 2)
    left = trace("H{}Q{} 0 {} -2V{}", 2 - w, -w, -w, side)
    left += trace("Q{} {} {} {}Q-3 {} -2.6 {}Z", -w, 11.6 - h, 2 - w, shoulder, 11 - h, neck)
    return trace("M-2.4 {0}Q-2.4 {1} 0 {1}Q2.4 {1} 2.4 {0}", 2.4 - h, -h) + right + left


@dataclass(frozen=True)
class Jar(Drawing):
    """A storage jar with a wooden lid; `pieces` sets a small family beside one another."""

    body: Finish = Finish("#efe8dc", Surface.CERAMIC)
    lid: Finish = OAK
    width: float = 11
    height: float = 15
    pieces: int = 1
    ribbed: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Draw the jars from the tallest at the back to the smallest."""
        w = self.width
        places = [(0.0, -2.0, 1.0), (w * 1.12, -0.6, 0.78), (-w * 1.02, 0.6, 0.6)]
        for x, y, scale in places[: self.pieces]:
            self._one(sheet, x, y, scale)

    def _one(self, sheet: Sheet, x: float, y: float, scale: float) -> None:
        r, h = self.width / 2 * (0.75 + scale * 0.25), self.height * scale
        pool(sheet, (x + r * 0.25, y), r * 1.5, r * 0.44, strength=0.58)
        profile = [(r * 0.9, 0), (r, h * 0.05), (r, h * 0.5), (r, h * 0.9), (r * 0.92, h)]
        path = turn(sheet, profile, self.body, x=x, y=y)
        if self.ribbed:
            sheet.fill(path, rib(sheet, self.body.colour, size=18))
        turn(sheet, [(r * 0.96, 0), (r * 0.98, 1.7)], self.lid, x=x, y=y - h, sharp=True)
        disc(sheet, (x, y - h - 1.7), r * 0.98, self.lid, squash=0.24)
        turn(sheet, [(0.8, 0), (1.1, 1.4), (0.8, 1.8)], self.lid, x=x, y=y - h - 1.6)


@dataclass(frozen=True)
class Mill(Drawing):
    """A pepper mill, and a smaller one for salt when `pieces` is two."""

    wood: Finish = OAK
    second: Finish = Finish("#7d5539", Surface.WOOD)
    height: float = 22
    width: float = 6.4
    pieces: int = 1

    def draw(self, sheet: Sheet) -> None:
        """Draw the mills."""
        if self.pieces > 1:
            self._one(sheet, self.width * 1.15, -1.4, 0.78, self.second)
        self._one(sheet, 0, 0, 1.0, self.wood)

    def _one(self, sheet: Sheet, x: float, y: float, scale: float, wood: Finish) -> None:
        r, h = self.width / 2, self.height * scale
        pool(sheet, (x + 0.8, y), r * 1.6, r * 0.5, strength=0.6)
        profile = [
            (r, 0), (r, h * 0.06), (r * 0.86, h * 0.16), (r * 0.6, h * 0.42), (r * 0.56, h * 0.54),
            (r * 0.82, h * 0.66), (r * 0.8, h * 0.7),
        ]  # fmt: skip
        path = turn(sheet, profile, wood, x=x, y=y)
        head = [
            (r * 0.78, 0),
            (r * 0.92, h * 0.06),
            (r * 0.88, h * 0.16),
            (r * 0.5, h * 0.24),
            (r * 0.12, h * 0.255),
        ]
        turn(sheet, head, wood, x=x, y=y - h * 0.71)
        lines = [
            (x - r, y - h * 0.02),
            (x - r * 0.7, y - h * 0.64),
            (x + r * 0.7, y - h * 0.64),
            (x + r, y - h * 0.02),
        ]
        with sheet.clip(path):
            grain(sheet, between(lines), wood.colour, lines=8, key=("mill", scale))
        sheet.fill(
            ring((x, y - h * 0.985), r * 0.22),
            sheet.radial(
                (x - 0.2, y - h),
                r * 0.26,
                [(0, lit(BRASS.colour, 0.7)), (1, shaded(BRASS.colour, 0.2))],
            ),
        )
        sheet.reach([(x - r, y - h * 1.02), (x + r, y)])


@dataclass(frozen=True)
class Dispenser(Drawing):
    """A soap dispenser with a metal pump."""

    body: Finish = Finish("#a3ae8e", Surface.CERAMIC)
    pump: Finish = BRASS
    width: float = 8
    height: float = 13

    def draw(self, sheet: Sheet) -> None:
        """Draw the bottle and the pump."""
        r, h = self.width / 2, self.height
        pool(sheet, (1, 0), r * 1.6, r * 0.46, strength=0.6)
        profile = [
            (r * 0.86, 0),
            (r, h * 0.05),
            (r, h * 0.4),
            (r * 0.98, h * 0.78),
            (r * 0.6, h * 0.95),
            (r * 0.4, h),
        ]
        turn(sheet, profile, self.body)
        turn(sheet, [(r * 0.44, 0), (r * 0.44, 1.4)], self.pump, y=-h + 0.1, sharp=True)
        bar(sheet, (0, -h - 4.6), (0, -h - 1), 0.9, self.pump)
        nozzle = smooth([(0.6, -h - 4.6), (-1.8, -h - 4.8), (-3.6, -h - 4.5), (-4.1, -h - 3.6)])
        sheet.line(nozzle, shaded(self.pump.colour, 0.35), 1.2)
        sheet.line(nozzle, lit(self.pump.colour, 0.3), 0.5)
        bar(sheet, (-0.9, -h - 5), (0.9, -h - 5), 1.3, self.pump)
        sheet.reach([(-4.4, -h - 6), (r, 0)])


@dataclass(frozen=True)
class Basket(Drawing):
    """A plaited basket with a rim and two handles."""

    body: Finish = Finish("#cba66c", Surface.WICKER)
    accent: Finish = Finish("", Surface.WICKER)
    width: float = 40
    height: float = 34
    taper: float = 0.82
    lid: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Draw the handles, the body, its dyed foot and the opening or lid."""
        r, h, squash = self.width / 2, self.height, 0.26
        pool(sheet, (r * 0.15, 0), r * 1.25, r * 0.36, strength=0.6)
        for side in (-1, 1):
            ear = [
                (side * r * 0.95, -h * 0.9),
                (side * r * 1.2, -h * 0.98),
                (side * r * 1.2, -h * 0.72),
                (side * r * 0.94, -h * 0.72),
            ]
            handle(sheet, ear, r * 0.09, self.body)
        profile = [
            (r * self.taper, 0),
            (r * (self.taper + 0.09), h * 0.2),
            (r, h * 0.6),
            (r * 0.98, h),
        ]
        path = turn(sheet, profile, self.body, squash=squash, gloss=0)
        if self.accent.colour:
            stops = [
                (0, self.accent.colour, 0),
                (0.56, self.accent.colour, 0),
                (0.565, self.accent.colour, 0.8),
                (1, shaded(self.accent.colour, 0.2), 0.84),
            ]
            sheet.fill(path, sheet.linear((0, -h), (0, r * 0.2), stops))
        if self.lid:
            turn(
                sheet,
                [(r * 1.02, 0), (r * 1.02, h * 0.07), (r * 0.6, h * 0.13), (r * 0.1, h * 0.15)],
                self.body,
                y=-h,
                squash=squash,
                gloss=0,
            )
            handle(
                sheet,
                [(-r * 0.14, -h * 1.14), (0, -h * 1.24), (r * 0.14, -h * 1.14)],
                r * 0.07,
                self.body,
            )
            return
        mouth(sheet, (0, -h), r * 0.98, self.body, squash=squash, wall=0.07)
        sheet.line(
            ring((0, -h), r * 0.98, r * 0.98 * squash),
            shaded(self.body.colour, 0.2),
            r * 0.06,
            opacity=0.55,
            dash=f"{number(r * 0.1)} {number(r * 0.07)}",
        )
