"""Vases, candles, mirrors, clocks and prints."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, OAK, Finish, Surface
from infra.demo.illustrations.lamps import halo
from infra.demo.illustrations.lathe import Profile, mouth, turn
from infra.demo.illustrations.patterns import Area, paint_pattern
from infra.demo.illustrations.plants import stem_of
from infra.demo.illustrations.solids import bar, pool
from infra.demo.illustrations.svg import Point, Sheet, number, polygon, ring, rounded, smooth
from infra.demo.illustrations.tableware import dip, glass_body
from infra.demo.illustrations.textures import between, grain, rib

CLAY = Finish("#b8694a", Surface.CERAMIC)

VASES: dict[str, Profile] = {
    "amphora": [(0.5, 0), (0.86, 0.16), (1.0, 0.42), (0.78, 0.62), (0.34, 0.78), (0.28, 0.92), (0.4, 1.0)],
    "moon": [(0.42, 0), (0.82, 0.12), (1.0, 0.46), (0.82, 0.8), (0.36, 0.94), (0.34, 1.0)],
    "bottle": [(0.7, 0), (0.94, 0.08), (1.0, 0.32), (0.62, 0.54), (0.22, 0.68), (0.2, 0.94), (0.28, 1.0)],
    "tall": [(0.7, 0), (0.8, 0.04), (0.96, 0.5), (1.0, 0.78), (0.8, 0.94), (0.74, 1.0)],
    "bud": [(0.6, 0), (0.96, 0.14), (1.0, 0.26), (0.5, 0.46), (0.2, 0.62), (0.18, 0.9), (0.3, 1.0)],
    "urn": [(0.5, 0), (0.4, 0.08), (0.8, 0.24), (1.0, 0.56), (0.9, 0.8), (0.62, 0.9), (0.72, 1.0)],
    "cylinder": [(0.94, 0), (1.0, 0.03), (1.0, 0.5), (1.0, 0.97), (0.98, 1.0)],
}


@dataclass(frozen=True)
class Vase(Drawing):
    """A vase, empty or holding a few stems."""

    glaze: Finish = CLAY
    accent: Finish = Finish("", Surface.CERAMIC)
    shape: str = "amphora"
    width: float = 20
    height: float = 30
    ribbed: bool = False
    stems: str = ""

    def draw(self, sheet: Sheet) -> None:
        """Draw the stems behind, the body and the opening."""
        r, h = self.width / 2, self.height
        profile = [(share * r, level * h) for share, level in VASES[self.shape]]
        neck = profile[-1][0]
        pool(sheet, (r * 0.22, -0.1), r * 1.35, r * 0.4, strength=0.6)
        if self.glaze.surface is Surface.GLASS:
            self._stems(sheet, h * 0.2, neck)
            path = glass_body(sheet, profile, self.glaze.colour, fill=0.5)
        else:
            path = turn(sheet, profile, self.glaze)
            mouth(sheet, (0, -h), neck, self.glaze, wall=0.12)
            self._stems(sheet, h * 0.99, neck)
        if self.ribbed:
            sheet.fill(path, rib(sheet, self.glaze.colour, size=20))
        if self.accent.colour:
            dip(sheet, path, -h, 0, self.accent.colour, 0.45)

    def _stems(self, sheet: Sheet, level: float, neck: float) -> None:
        if self.stems:
            stem_of(sheet, self.stems, (0, -level), neck * 0.6, self.height * 0.95 + (self.height - level))


@dataclass(frozen=True)
class Candle(Drawing):
    """A candle. `kind` is pillar, jar or taper (in a holder)."""

    glows = True

    wax: Finish = Finish("#efe4cf", Surface.WAX)
    holder: Finish = BRASS
    kind: str = "pillar"
    width: float = 7
    height: float = 12
    pieces: int = 1

    def draw(self, sheet: Sheet) -> None:
        """Draw the candles, all burning."""
        if self.kind == "jar":
            self._jar(sheet)
            return
        places = [(0.0, 0.0, 1.0), (self.width * 1.3, -1.0, 0.72), (-self.width * 1.25, -0.6, 1.28)]
        for x, y, scale in sorted(places[: self.pieces], key=lambda place: place[1]):
            if self.kind == "taper":
                self._taper(sheet, x * 1.5, y, scale)
            else:
                self._pillar(sheet, x, y, self.width / 2, self.height * scale)

    def _pillar(self, sheet: Sheet, x: float, y: float, r: float, h: float) -> None:
        c = self.wax.colour
        pool(sheet, (x + r * 0.3, y), r * 1.6, r * 0.5, strength=0.5)
        path = turn(sheet, [(r, 0), (r, h)], self.wax, x=x, y=y, sharp=True)
        warm = [(0, "#ffedc0", 0.75), (0.55, "#ffedc0", 0.1), (1, "#ffedc0", 0)]
        sheet.fill(path, sheet.linear((x, y - h), (x, y - h * 0.3), warm))
        sheet.fill(ring((x, y - h), r, r * 0.24), sheet.radial((x, y - h), r, [(0, "#fff3cf"), (0.7, lit(c, 0.4)), (1, lit(c, 0.2))]))
        flame(sheet, (x, y - h), max(0.9, r * 0.3))

    def _taper(self, sheet: Sheet, x: float, y: float, scale: float) -> None:
        stand = self.height * 0.42 * scale
        pool(sheet, (x + 0.8, y), 5, 1.3, strength=0.55)
        foot = [(3.6, 0), (3.6, 0.5), (1.1, 1.6), (0.7, stand * 0.6), (1.5, stand - 1.0), (1.7, stand)]
        turn(sheet, foot, self.holder, x=x, y=y)
        high = self.height
        c = self.wax
        bar(sheet, (x, y - stand - high), (x, y - stand), 1.5, c, taper=1.35)
        flame(sheet, (x, y - stand - high), 0.72)

    def _jar(self, sheet: Sheet) -> None:
        r, h = self.width / 2, self.height
        pool(sheet, (r * 0.3, 0), r * 1.6, r * 0.46, strength=0.5)
        profile = [(r * 0.94, 0), (r, h * 0.04), (r, h * 0.5), (r, h)]
        if self.holder.surface is Surface.GLASS:
            turn(sheet, [(r * 0.92, 0.6), (r * 0.92, h * 0.62)], self.wax, sharp=True)
            sheet.fill(ring((0, -h * 0.62), r * 0.92, r * 0.22), lit(self.wax.colour, 0.5))
            flame(sheet, (0, -h * 0.62), r * 0.24)
            glass_body(sheet, profile, self.holder.colour)
        else:
            turn(sheet, profile, self.holder)
            mouth(sheet, (0, -h), r, self.holder, inside="#e8c88a", wall=0.08)
            sheet.fill(ring((0, -h + 0.5), r * 0.84, r * 0.18), sheet.radial((0, -h), r, [(0, "#fff3cf"), (1, lit(self.wax.colour, 0.1))]))
            flame(sheet, (0, -h + 0.5), r * 0.22)
        label = rounded(-r * 0.46, -h * 0.46, r * 0.92, h * 0.26, 0.3)
        sheet.fill(label, "#f8f2e6", opacity=0.94)
        for row, share in ((0.38, 0.5), (0.31, 0.3)):
            sheet.line(f"M{number(-r * share * 0.6)} {number(-h * row)}H{number(r * share * 0.6)}", "#5a4a3c", sheet.dot * 3, opacity=0.7)


def flame(sheet: Sheet, wick: Point, size: float) -> None:
    """Draw a wick with a calm flame and its glow."""
    x, y = wick
    base = y - size * 0.9
    halo(sheet, (x, base - size * 1.6), size * 9, strength=0.6)
    sheet.line(f"M{number(x)} {number(y)}V{number(base)}", "#4a3a2c", size * 0.18)
    path = (
        f"M{number(x)} {number(base - size * 3.6)}C{number(x + size * 1.15)} {number(base - size * 1.7)} {number(x + size * 0.95)} {number(base + size * 0.1)} {number(x)} {number(base + size * 0.2)}"
        f"C{number(x - size * 0.95)} {number(base + size * 0.1)} {number(x - size * 1.15)} {number(base - size * 1.7)} {number(x)} {number(base - size * 3.6)}Z"
    )
    stops = [(0, "#ffb648"), (0.5, "#ffd983"), (0.85, "#fffbe9"), (1, "#cfe0ff")]
    sheet.fill(path, sheet.linear((x, base - size * 3.6), (x, base), stops))
    sheet.reach([(x - size * 2, base - size * 4), (x + size * 2, y)])


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
            points = [(left + h * 0.5, -h), (left + w * wide + h * 0.5, -h), (left + w * wide - h * 0.5, h), (left - h * 0.5, h)]
            sheet.fill(polygon(points), "#ffffff", opacity=alpha)

    def _path(self, inset: float) -> str:
        w, h = self.width / 2 - inset, self.height / 2 - inset
        if self.shape == "round":
            return ring((0, 0), w, h)
        if self.shape == "arch":
            return f"M{number(-w)} {number(h)}V{number(-h + w)}A{number(w)} {number(w)} 0 0 1 {number(w)} {number(-h + w)}V{number(h)}Z"
        if self.shape == "pebble":
            points = [(-w * 0.62, -h * 0.92), (w * 0.5, -h), (w, -h * 0.1), (w * 0.66, h * 0.86), (-w * 0.4, h), (-w, h * 0.16)]
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
                grain(sheet, between([(-r, -r), (r, -r), (r, r), (-r, r)]), c, lines=16, key="clock")
        d = self.dial.colour
        inner = r * 0.88
        sheet.fill(ring((0, 0), inner), sheet.radial((-r * 0.3, -r * 0.4), r * 1.5, [(0, lit(d, 0.5)), (0.6, d), (1, shaded(d, 0.18))]))
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
                sheet.fill(ring((x * radius * 0.86, y * radius * 0.86), radius * (0.036 if big else 0.02)), self.hands.colour)
                continue
            start, end = (0.76 if big else 0.82) * radius, 0.9 * radius
            sheet.line(f"M{number(x * start)} {number(y * start)}L{number(x * end)} {number(y * end)}", self.hands.colour, radius * (0.03 if big else 0.014))

    def _hand(self, sheet: Sheet, angle: float, length: float, width: float) -> None:
        turn_by = math.radians(angle)
        x, y = math.sin(turn_by) * length, -math.cos(turn_by) * length
        sheet.line(f"M{number(-x * 0.14 + 0.4)} {number(-y * 0.14 + 0.6)}L{number(x + 0.4)} {number(y + 0.6)}", "#4a3826", width, opacity=0.2)
        sheet.line(f"M{number(-x * 0.14)} {number(-y * 0.14)}L{number(x)} {number(y)}", self.hands.colour, width)


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
        sheet.fill(outer, sheet.linear((-w, -h), (w, h), [(0, lit(self.frame.colour, 0.3)), (1, shaded(self.frame.colour, 0.25))]))
        mount = rounded(2 - w, 2 - h, 2 * w - 4, 2 * h - 4, 0.2)
        sheet.fill(mount, "#fbf8f1")
        area = Area(-w * 0.68, -h * 0.74, w * 1.36, h * 1.48)
        picture = rounded(area.left, area.top, area.width, area.height, 0.2)
        sheet.fill(picture, self.paper.colour)
        with sheet.clip(picture):
            self._motif(sheet, area)
        sheet.line(mount, "#4a3826", sheet.dot * 3, opacity=0.3)
        sheet.fill(mount, sheet.linear((-w, -h), (w, h), [(0, "#ffffff", 0.24), (0.3, "#ffffff", 0.02), (0.5, "#ffffff", 0.12), (0.52, "#ffffff", 0), (1, "#ffffff", 0)]))
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
    for u, lean, top in ((0.12, 0.03, 0.3), (0.2, -0.02, 0.42), (0.86, -0.04, 0.36), (0.92, 0.02, 0.5), (0.78, 0.03, 0.56)):
        sheet.line(smooth([at(u, 1.0), at(u + lean * 0.5, (1 + top) / 2), at(u + lean, top)]), soft, w * 0.014)
        sheet.line(polygon([at(u + lean, top), at(u + lean, top + 0.09)])[:-1], soft, w * 0.034)
    body = [at(0.3, 0.6), at(0.42, 0.5), at(0.56, 0.5), at(0.64, 0.56), at(0.5, 0.66), at(0.24, 0.72)]
    sheet.fill(smooth(body, closed=True), ink)
    neck = [at(0.6, 0.56), at(0.66, 0.46), at(0.56, 0.38), at(0.56, 0.28), at(0.62, 0.24)]
    sheet.line(smooth(neck), ink, w * 0.045)
    sheet.fill(smooth([at(0.57, 0.235), at(0.63, 0.215), at(0.69, 0.24), at(0.62, 0.26)], closed=True), ink)
    sheet.fill(polygon([at(0.67, 0.228), at(0.86, 0.262), at(0.66, 0.252)]), ink)
    sheet.line(smooth([at(0.6, 0.225), at(0.53, 0.235), at(0.47, 0.27)]), ink, w * 0.012)
    sheet.line(polygon([at(0.48, 0.65), at(0.47, 0.92)])[:-1], ink, w * 0.016)
    sheet.line(smooth([at(0.44, 0.65), at(0.4, 0.74), at(0.48, 0.77)]), ink, w * 0.016)
    for v, left, right in ((0.93, 0.3, 0.66), (0.96, 0.2, 0.5)):
        sheet.line(polygon([at(left, v), at(right, v)])[:-1], soft, w * 0.012)

