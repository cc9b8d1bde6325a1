"""What comes to the table: teapots, jugs and cutlery."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, NICKEL, Finish, Surface
from infra.demo.illustrations.lathe import mouth, turn
from infra.demo.illustrations.solids import pool, round_stops
from infra.demo.illustrations.svg import Point, Sheet, ring, trace
from infra.demo.illustrations.tableware import GLAZE, dip, handle


@dataclass(frozen=True)
class Teapot(Drawing):
    """A round pot with spout, handle and lid."""

    glaze: Finish = GLAZE
    grip: Finish = BRASS
    width: float = 17
    height: float = 14

    def draw(self, sheet: Sheet) -> None:
        """Draw spout, handle, body and lid."""
        r, h = self.width / 2, self.height
        pool(sheet, (r * 0.2, -0.1), r * 1.5, r * 0.36, strength=0.6)
        self._spout(sheet, r, h)
        arch = [(-0.62, -0.86), (-0.5, -1.42), (0, -1.62), (0.5, -1.42), (0.62, -0.86)]
        handle(sheet, [(x * r, y * h) for x, y in arch], r * 0.1, self.grip)
        belly = [(0.62, 0), (0.86, 0.1), (1, 0.42), (0.86, 0.78), (0.5, 0.94), (0.42, 0.96)]
        turn(sheet, [(radius * r, level * h) for radius, level in belly], self.glaze)
        cap = [(0.44, 0), (0.42, 0.05), (0.2, 0.1), (0.05, 0.11)]
        lid = [(radius * r, level * h) for radius, level in cap]
        turn(sheet, lid, self.glaze, y=-h * 0.95, gloss=0)
        self._knob(sheet, (0.0, -h * 1.12), r * 0.11)
        sheet.reach([(-r * 1.66, -h * 1.66), (r, 0)])

    def _spout(self, sheet: Sheet, r: float, h: float) -> None:
        c = self.glaze.colour
        path = trace("M{} {}C{} {}", -r * 0.7, -h * 0.42, -r * 1.3, -h * 0.42)
        path += trace(" {} {} {} {}", -r * 1.25, -h * 0.8, -r * 1.66, -h * 0.92)
        path += trace("L{} {}C{} {}", -r * 1.42, -h * 0.98, -r * 1.1, -h * 0.9)
        path += trace(" {} {} {} {}Z", -r, -h * 0.75, -r * 0.6, -h * 0.74)
        stops = [(0, lit(c, 0.3)), (0.6, c), (1, shaded(c, 0.3))]
        sheet.fill(path, sheet.linear((-r * 1.6, -h), (-r * 0.7, -h * 0.4), stops))

    def _knob(self, sheet: Sheet, centre: Point, radius: float) -> None:
        c = self.grip.colour
        shine = (centre[0] - radius * 0.27, centre[1] - radius * 0.27)
        paint = sheet.radial(shine, radius * 1.2, [(0, lit(c, 0.6)), (1, shaded(c, 0.2))])
        sheet.fill(ring(centre, radius), paint)


@dataclass(frozen=True)
class Jug(Drawing):
    """A pouring jug with a lip and a handle."""

    glaze: Finish = GLAZE
    accent: Finish = Finish("", Surface.CERAMIC)
    width: float = 13
    height: float = 19

    def draw(self, sheet: Sheet) -> None:
        """Draw handle, body, lip and opening."""
        r, h = self.width / 2, self.height
        pool(sheet, (r * 0.25, -0.1), r * 1.45, r * 0.42, strength=0.6)
        grip = [
            (r * 0.6, -h * 0.9),
            (r * 1.35, -h * 0.92),
            (r * 1.5, -h * 0.66),
            (r * 1.2, -h * 0.4),
            (r * 0.86, -h * 0.34),
        ]
        handle(sheet, grip, r * 0.22, self.glaze)
        profile = [
            (r * 0.7, 0),
            (r * 0.92, h * 0.06),
            (r, h * 0.3),
            (r * 0.74, h * 0.66),
            (r * 0.62, h * 0.84),
            (r * 0.7, h),
        ]
        path = turn(sheet, profile, self.glaze)
        if self.accent.colour:
            dip(sheet, path, -h, 0, self.accent.colour, 0.55)
        top = self.accent if self.accent.colour else self.glaze
        lip = trace(
            "M{} {}L{} {}Q{} {} {} {}Z",
            -r * 0.6,
            -h - r * 0.08,
            -r * 1.06,
            -h * 1.0,
            -r * 0.7,
            -h * 0.93,
            -r * 0.62,
            -h * 0.86,
        )
        sheet.fill(lip, lit(top.colour, 0.22))
        mouth(sheet, (0, -h), r * 0.7, top, wall=0.1)


@dataclass(frozen=True)
class Cutlery(Drawing):
    """A fork, a knife and a spoon, lying side by side; `grip` is the handle's finish."""

    metal: Finish = NICKEL
    grip: Finish = NICKEL
    width: float = 15
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the three pieces with their shadows."""
        for index, piece in enumerate((self._fork, self._knife, self._spoon)):
            x = (index - 1) * 4.2
            with sheet.moved(x + 0.28, 0.4), sheet.group('opacity="0.22"'):
                piece(sheet, "#4a3826", "#4a3826")
            with sheet.moved(x, 0):
                piece(
                    sheet, self._metal(sheet, self.metal, 1.4), self._metal(sheet, self.grip, 0.8)
                )
        sheet.reach([(-6.4, -11), (6.4, 11)])

    def _metal(self, sheet: Sheet, finish: Finish, reach: float) -> str:
        return sheet.linear((-reach, 0), (reach, 0), round_stops(finish))

    def _stem(self, sheet: Sheet, metal: str, grip: str) -> None:
        neck = (
            "M-.34 -4.6L-.24 -.6Q-.3 .4 -.62 2L-.82 9.6Q-.8 10.6 0 10.6Q.8 10.6 .82 9.6"
            "L.62 2Q.3 .4 .24 -.6L.34 -4.6Z"
        )
        sheet.fill(neck, metal)
        sheet.fill("M-.6 1.6L-.82 9.6Q-.8 10.6 0 10.6Q.8 10.6 .82 9.6L.6 1.6Q0 1 -.6 1.6Z", grip)

    def _fork(self, sheet: Sheet, metal: str, grip: str) -> None:
        self._stem(sheet, metal, grip)
        tines = (
            "M-1.3 -10.6V-6.4Q-1.3 -4.4 -.34 -4.2H.34Q1.3 -4.4 1.3 -6.4V-10.6"
            "Q1.12 -11 .96 -10.6V-7.2H.66V-10.6Q.5 -11 .3 -10.6V-7.2H-.3V-10.6"
            "Q-.5 -11 -.66 -10.6V-7.2H-.96V-10.6Q-1.12 -11 -1.3 -10.6Z"
        )
        sheet.fill(tines, metal)

    def _knife(self, sheet: Sheet, metal: str, grip: str) -> None:
        sheet.fill("M-.5 2L-.82 9.6Q-.8 10.6 0 10.6Q.8 10.6 .82 9.6L.5 2Z", grip)
        sheet.fill("M-.5 2.2V-8.6Q-.4 -10.8 .3 -11Q1.15 -9 1.1 -4Q1.05 0 .5 2.2Z", metal)

    def _spoon(self, sheet: Sheet, metal: str, grip: str) -> None:
        self._stem(sheet, metal, grip)
        sheet.fill(
            "M0 -11C1.5 -11 1.75 -8.9 1.6 -7.4C1.45 -5.7 .8 -4.5 0 -4.2"
            "C-.8 -4.5 -1.45 -5.7 -1.6 -7.4C-1.75 -8.9 -1.5 -11 0 -11Z",
            metal,
        )
        if metal != "#4a3826":
            sheet.fill(
                "M-.2 -10.4C.9 -10.4 1.2 -8.8 1.1 -7.4C1 -6 .5 -5.1 0 -4.9C.2 -6.6 -.2 -9 -.2 -10.4Z",
                "#20140c",
                opacity=0.16,
            )
