"""What hangs on the wall: mirrors, clocks and prints."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, OAK, Finish, Surface
from infra.demo.illustrations.patterns import Area, paint_pattern
from infra.demo.illustrations.svg import Point, Sheet, number, polygon, ring, rounded, smooth, trace
from infra.demo.illustrations.textures import between, grain


def wall_shadow(sheet: Sheet, path: str, reach: float) -> None:
    """Throw the soft shadow of a hanging thing onto the wall, down to the right."""
    for share, alpha in ((1.0, 0.06), (0.75, 0.07), (0.5, 0.09), (0.25, 0.12)):
        with sheet.moved(reach * share, reach * share * 1.4):
            sheet.fill(path, "#4a3826", opacity=alpha)


@dataclass(frozen=True)
class Mirror(Drawing):
    """A wall mirror. `shape` is round, arch, rect or pebble."""

    frame: Finish = BRASS
    shape: str = "round"
    width: float = 70
    height: float = 70
    border: float = 2.4
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the shadow, the frame, the glass and what it reflects."""
        wall_shadow(sheet, self._path(0), 3.4)
        c = self.frame.colour
        stops = [(0, lit(c, 0.6)), (0.3, c), (0.55, lit(c, 0.35)), (1, shaded(c, 0.36))]
        w, h = self.width / 2, self.height / 2
        sheet.fill(self._path(0), sheet.linear((-w, -h), (w, h), stops))
        inner = self._path(self.border)
        glass = [(0, "#dfe6e4"), (0.42, "#f3f2ec"), (0.7, "#cfd6d2"), (1, "#b3bbb7")]
        sheet.fill(inner, sheet.linear((-w, -h), (w * 0.6, h), glass))
        with sheet.clip(inner):
            self._reflection(sheet, w, h)
        sheet.line(inner, shaded(c, 0.5), sheet.dot * 2.4, opacity=0.55)
        sheet.reach([(-w, -h), (w, h)])

    def _reflection(self, sheet: Sheet, w: float, h: float) -> None:
        for x, wide, alpha in ((-0.75, 0.4, 0.34), (-0.2, 0.12, 0.3), (0.45, 0.3, 0.14)):
            left = w * x
            points = [
                (left + h * 0.5, -h),
                (left + w * wide + h * 0.5, -h),
                (left + w * wide - h * 0.5, h),
                (left - h * 0.5, h),
            ]
            sheet.fill(polygon(points), "#ffffff", opacity=alpha)

    def _path(self, inset: float) -> str:
        w, h = self.width / 2 - inset, self.height / 2 - inset
        if self.shape == "round":
            return ring((0, 0), w, h)
        if self.shape == "arch":
            return trace(
                "M{} {}V{}A{} {} 0 0 1 {} {}V{}Z",
                -w,
                h,
                -h + w,
                w,
                w,
                w,
                -h + w,
                h,
            )
        if self.shape == "pebble":
            points = [
                (-w * 0.62, -h * 0.92),
                (w * 0.5, -h),
                (w, -h * 0.1),
                (w * 0.66, h * 0.86),
                (-w * 0.4, h),
                (-w, h * 0.16),
            ]
            return smooth(points, closed=True)
        return rounded(-w, -h, 2 * w, 2 * h, max(0.5, 3 - inset))


@dataclass(frozen=True)
class Clock(Drawing):
    """A wall clock at ten past ten, as clocks in shops always are."""

    case: Finish = OAK
    dial: Finish = Finish("#f6f0e4", Surface.PAPER)
    hands: Finish = Finish("#34322f", Surface.METAL)
    marks: str = "lines"
    width: float = 30
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw case, dial, marks and hands."""
        r = self.width / 2
        c = self.case.colour
        wall_shadow(sheet, ring((0, 0), r), r * 0.11)
        stops = [(0, lit(c, 0.45)), (0.5, c), (1, shaded(c, 0.35))]
        sheet.fill(ring((0, 0), r), sheet.linear((-r, -r), (r, r), stops))
        if self.case.surface is Surface.WOOD:
            with sheet.clip(ring((0, 0), r)):
                grain(
                    sheet, between([(-r, -r), (r, -r), (r, r), (-r, r)]), c, lines=16, key="clock"
                )
        d = self.dial.colour
        inner = r * 0.88
        sheet.fill(
            ring((0, 0), inner),
            sheet.radial(
                (-r * 0.3, -r * 0.4), r * 1.5, [(0, lit(d, 0.5)), (0.6, d), (1, shaded(d, 0.18))]
            ),
        )
        sheet.line(ring((0, 0), inner), shaded(c, 0.5), r * 0.018, opacity=0.6)
        self._marks(sheet, inner)
        for angle, length, width in ((305, 0.5, 0.075), (60, 0.76, 0.05)):
            self._hand(sheet, angle, inner * length, r * width)
        sheet.fill(ring((0, 0), r * 0.055), BRASS.colour)
        sheet.reach([(-r, -r), (r, r)])

    def _marks(self, sheet: Sheet, radius: float) -> None:
        for hour in range(12):
            turn_by = math.radians(hour * 30)
            x, y = math.sin(turn_by), -math.cos(turn_by)
            big = hour % 3 == 0
            if self.marks == "dots":
                sheet.fill(
                    ring((x * radius * 0.86, y * radius * 0.86), radius * (0.036 if big else 0.02)),
                    self.hands.colour,
                )
                continue
            start, end = (0.76 if big else 0.82) * radius, 0.9 * radius
            sheet.line(
                f"M{number(x * start)} {number(y * start)}L{number(x * end)} {number(y * end)}",
                self.hands.colour,
                radius * (0.03 if big else 0.014),
            )

    def _hand(self, sheet: Sheet, angle: float, length: float, width: float) -> None:
        turn_by = math.radians(angle)
        x, y = math.sin(turn_by) * length, -math.cos(turn_by) * length
        sheet.line(
            trace(
                "M{} {}L{} {}",
                -x * 0.14 + 0.4,
                -y * 0.14 + 0.6,
                x + 0.4,
                y + 0.6,
            ),
            "#4a3826",
            width,
            opacity=0.2,
        )
        sheet.line(
            f"M{number(-x * 0.14)} {number(-y * 0.14)}L{number(x)} {number(y)}",
            self.hands.colour,
            width,
        )


@dataclass(frozen=True)
class Print(Drawing):
    """A framed print with a passe-partout; the motif is one of the cloth patterns or `bird`."""

    frame: Finish = OAK
    paper: Finish = Finish("#f3ebdc", Surface.PAPER)
    ink: Finish = Finish("#b8694a", Surface.PAPER)
    motif: str = "bird"
    width: float = 50
    height: float = 70
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw shadow, frame, mount, motif and the glass."""
        w, h = self.width / 2, self.height / 2
        outer = rounded(-w, -h, 2 * w, 2 * h, 0.6)
        wall_shadow(sheet, outer, 3)
        sheet.fill(
            outer,
            sheet.linear(
                (-w, -h),
                (w, h),
                [(0, lit(self.frame.colour, 0.3)), (1, shaded(self.frame.colour, 0.25))],
            ),
        )
        mount = rounded(2 - w, 2 - h, 2 * w - 4, 2 * h - 4, 0.2)
        sheet.fill(mount, "#fbf8f1")
        area = Area(-w * 0.68, -h * 0.74, w * 1.36, h * 1.48)
        picture = rounded(area.left, area.top, area.width, area.height, 0.2)
        sheet.fill(picture, self.paper.colour)
        with sheet.clip(picture):
            self._motif(sheet, area)
        sheet.line(mount, "#4a3826", sheet.dot * 3, opacity=0.3)
        sheet.fill(
            mount,
            sheet.linear(
                (-w, -h),
                (w, h),
                [
                    (0, "#ffffff", 0.24),
                    (0.3, "#ffffff", 0.02),
                    (0.5, "#ffffff", 0.12),
                    (0.52, "#ffffff", 0),
                    (1, "#ffffff", 0),
                ],
            ),
        )
        sheet.reach([(-w, -h), (w, h)])

    def _motif(self, sheet: Sheet, area: Area) -> None:
        if self.motif != "bird":
            paint_pattern(sheet, self.motif, area, self.paper.colour, self.ink.colour)
            return
        heron(sheet, area, self.ink.colour, mix(self.paper.colour, self.ink.colour, 0.35))


def heron(sheet: Sheet, area: Area, ink: str, soft: str) -> None:
    """Draw a heron among reeds: the shop's bird, standing on one leg."""
    x, y, w, h = area.left, area.top, area.width, area.height

    def at(u: float, v: float) -> Point:
        return x + u * w, y + v * h

    sheet.fill(ring(at(0.66, 0.26), w * 0.2), lit(soft, 0.25))
    for u, lean, top in (
        (0.12, 0.03, 0.3),
        (0.2, -0.02, 0.42),
        (0.86, -0.04, 0.36),
        (0.92, 0.02, 0.5),
        (0.78, 0.03, 0.56),
    ):
        sheet.line(
            smooth([at(u, 1.0), at(u + lean * 0.5, (1 + top) / 2), at(u + lean, top)]),
            soft,
            w * 0.014,
        )
        sheet.line(polygon([at(u + lean, top), at(u + lean, top + 0.09)])[:-1], soft, w * 0.034)
    body = [
        at(0.3, 0.6),
        at(0.42, 0.5),
        at(0.56, 0.5),
        at(0.64, 0.56),
        at(0.5, 0.66),
        at(0.24, 0.72),
    ]
    sheet.fill(smooth(body, closed=True), ink)
    neck = [at(0.6, 0.56), at(0.66, 0.46), at(0.56, 0.38), at(0.56, 0.28), at(0.62, 0.24)]
    sheet.line(smooth(neck), ink, w * 0.045)
    sheet.fill(
        smooth([at(0.57, 0.235), at(0.63, 0.215), at(0.69, 0.24), at(0.62, 0.26)], closed=True), ink
    )
    sheet.fill(polygon([at(0.67, 0.228), at(0.86, 0.262), at(0.66, 0.252)]), ink)
    sheet.line(smooth([at(0.6, 0.225), at(0.53, 0.235), at(0.47, 0.27)]), ink, w * 0.012)
    sheet.line(polygon([at(0.48, 0.65), at(0.47, 0.92)])[:-1], ink, w * 0.016)
    sheet.line(smooth([at(0.44, 0.65), at(0.4, 0.74), at(0.48, 0.77)]), ink, w * 0.016)
    for v, left, right in ((0.93, 0.3, 0.66), (0.96, 0.2, 0.5)):
        sheet.line(polygon([at(left, v), at(right, v)])[:-1], soft, w * 0.012)
