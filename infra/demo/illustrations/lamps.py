"""Pendant, table, floor and reading lamps. All of them are on: a dark lamp sells nothing."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BLACK_STEEL, BRASS, LINEN_SHADE, Finish, Surface
from infra.demo.illustrations.lathe import Profile, turn
from infra.demo.illustrations.solids import bar, pool, round_stops
from infra.demo.illustrations.svg import Point, Sheet, number, ring, smooth, trace
from infra.demo.illustrations.textures import cloth, rib

GLOW = "#ffe2a6"
BULB = "#fff8e8"


def halo(sheet: Sheet, centre: Point, radius: float, *, strength: float = 0.5) -> None:
    """Let a lamp shine a little into the room."""
    stops = [(0, GLOW, strength), (0.4, GLOW, strength * 0.4), (1, GLOW, 0.0)]
    paint = sheet.radial(centre, radius, stops)
    sheet.soft(f'<path d="{ring(centre, radius)}" fill="{paint}"/>')


def shade(
    sheet: Sheet, top: Point, upper: float, lower: float, height: float, finish: Finish
) -> None:
    """Draw a fabric or paper shade lit from within, its upper opening showing."""
    x, y = top
    squash = 0.2
    base = y + height
    path = trace(
        "M{} {}A{} {} 0 0 1 {} {}L{} {}A{} {} 0 0 1 {} {}Z",
        x - upper,
        y,
        upper,
        upper * squash,
        x + upper,
        y,
        x + lower,
        base,
        lower,
        lower * squash,
        x - lower,
        base,
    )
    c = finish.colour
    warm = mix(c, GLOW, 0.32)
    stops = [
        (0, shaded(c, 0.12)),
        (0.2, lit(c, 0.3)),
        (0.45, warm),
        (0.78, shaded(c, 0.12)),
        (1, shaded(c, 0.26)),
    ]
    sheet.fill(path, sheet.linear((x - lower, base), (x + lower, base), stops))
    centre = (x, y + height * 0.58)
    inner = [(0, BULB, 0.78), (0.5, GLOW, 0.34), (1, GLOW, 0.0)]
    sheet.fill(path, sheet.radial(centre, max(lower, height) * 0.95, inner))
    overlay = cloth(
        sheet, Finish(c, Surface.FABRIC if finish.surface is Surface.PAPER else finish.surface)
    )
    if overlay:
        sheet.fill(path, overlay)
    opening = ring((x, y), upper, upper * squash)
    sheet.fill(
        opening, sheet.radial((x, y), upper, [(0, BULB), (0.6, GLOW), (1, shaded(warm, 0.2))])
    )
    trim = shaded(c, 0.22)
    sheet.line(opening, trim, sheet.dot * 3, opacity=0.7)
    hem = trace(
        "M{} {}A{} {} 0 0 0 {} {}",
        x - lower,
        base,
        lower,
        lower * squash,
        x + lower,
        base,
    )
    sheet.line(hem, trim, sheet.dot * 4, opacity=0.6)
    sheet.reach([(x - lower, y - upper * squash), (x + lower, base + lower * squash)])


BASES: dict[str, Profile] = {
    "gourd": [
        (0.5, 0),
        (0.62, 0.05),
        (0.95, 0.28),
        (0.9, 0.5),
        (0.42, 0.72),
        (0.5, 0.84),
        (0.2, 0.97),
        (0.12, 1.0),
    ],
    "column": [(0.8, 0), (0.8, 0.06), (0.3, 0.1), (0.26, 0.5), (0.26, 0.94), (0.14, 1.0)],
    "ball": [
        (0.45, 0),
        (0.5, 0.04),
        (0.98, 0.4),
        (0.9, 0.66),
        (0.4, 0.9),
        (0.14, 0.95),
        (0.12, 1.0),
    ],
    "bottle": [(0.66, 0), (0.74, 0.05), (0.78, 0.4), (0.6, 0.62), (0.2, 0.8), (0.14, 1.0)],
    "ribbed": [
        (0.6, 0),
        (0.7, 0.04),
        (0.86, 0.3),
        (0.8, 0.62),
        (0.5, 0.86),
        (0.14, 0.94),
        (0.12, 1.0),
    ],
    "cone": [(0.9, 0), (0.88, 0.05), (0.5, 0.5), (0.16, 0.95), (0.12, 1.0)],
}


@dataclass(frozen=True)
class TableLamp(Drawing):
    """A table lamp: a turned base and a shade."""

    glows = True

    body: Finish = Finish("#b8694a", Surface.CERAMIC)
    shade: Finish = LINEN_SHADE
    stem: Finish = BRASS
    base: str = "gourd"
    width: float = 32
    height: float = 48
    body_width: float = 17
    taper: float = 0.74

    def draw(self, sheet: Sheet) -> None:
        """Draw the glow, the base, the stem and the shade."""
        high = self.height * 0.56
        half = self.body_width / 2
        profile = [(radius * half, level * high) for radius, level in BASES[self.base]]
        shade_high = self.height * 0.42
        halo(sheet, (0, -self.height + shade_high * 0.6), self.width * 1.5)
        pool(sheet, (half * 0.3, -0.3), half * 2.0, half * 0.52, strength=0.55)
        path = turn(sheet, profile, self.body, sharp=self.base == "column")
        if self.base == "ribbed":
            sheet.fill(path, rib(sheet, self.body.colour, size=22))
        bar(sheet, (0, -self.height + shade_high * 0.5), (0, -high + 0.5), 1.5, self.stem)
        top = (0.0, -self.height)
        shade(sheet, top, self.width / 2 * self.taper, self.width / 2, shade_high, self.shade)


@dataclass(frozen=True)
class FloorLamp(Drawing):
    """A standing lamp. `stand` is one of straight, tripod or arc."""

    glows = True

    shade: Finish = LINEN_SHADE
    stand: Finish = BRASS
    kind: str = "straight"
    width: float = 42
    height: float = 155

    def draw(self, sheet: Sheet) -> None:
        """Draw the glow, the stand and the shade."""
        if self.kind == "arc":
            self._arc(sheet)
            return
        shade_high = self.width * 0.72
        top = -self.height
        halo(sheet, (0, top + shade_high * 0.6), self.width * 1.6)
        if self.kind == "tripod":
            pool(sheet, (4, -1), 34, 6)
            for x, y in ((2, -8), (-26, 0), (24, 2)):
                bar(sheet, (0, top + shade_high), (x, y), 3.4, self.stand, taper=0.7)
            bar(sheet, (0, top + shade_high * 0.5), (0, top + shade_high + 5), 4.2, BRASS)
        else:
            self._foot(sheet, 0)
            bar(sheet, (0, top + shade_high * 0.5), (0, -3), 2.4, self.stand)
        shade(sheet, (0, top), self.width / 2 * 0.76, self.width / 2, shade_high, self.shade)

    def _foot(self, sheet: Sheet, x: float) -> None:
        pool(sheet, (x + 3, 0), 24, 6, strength=0.5)
        turn(sheet, [(14, 0), (14, 1.2), (9, 2.6), (2, 3.6)], self.stand, x=x, squash=0.26)

    def _arc(self, sheet: Sheet) -> None:
        foot, reach, top = -44.0, 46.0, -self.height
        self._foot(sheet, foot)
        path = trace("M{0} -3L{0} {1}", foot, top * 0.55)
        path += trace("C{} {} {} {} {} {}", foot, top * 1.12, reach, top * 1.1, reach, top * 0.72)
        sheet.line(path, shaded(self.stand.colour, 0.4), 2.6)
        sheet.line(path, self.stand.colour, 1.7)
        sheet.line(path, lit(self.stand.colour, 0.6), 0.6, opacity=0.8)
        dome(sheet, (reach, top * 0.75), self.width / 2, self.width * 0.42, self.shade)
        sheet.reach([(foot - 15, top * 1.0), (reach + self.width / 2, 4)])


def dome(
    sheet: Sheet, top: Point, radius: float, height: float, finish: Finish, *, kind: str = "dome"
) -> None:
    """Draw a hanging shade, seen from slightly below so that its lit inside shows."""
    x, y = top
    base = y + height
    halo(sheet, (x, base + radius * 0.3), radius * 2.1, strength=0.42)
    left = [(x - radius * share, y + height * level) for share, level in PENDANTS[kind]]
    right = [(x + radius * share, y + height * level) for share, level in PENDANTS[kind]][::-1]
    edge = smooth(left) + "L" + smooth(right)[1:]
    low = radius * PENDANTS[kind][-1][0]
    path = f"{edge}Z"
    sheet.fill(path, sheet.linear((x - radius, y), (x + radius, y), round_stops(finish)))
    overlay = cloth(sheet, finish)
    if overlay:
        sheet.fill(path, overlay)
    if kind == "pleat":
        sheet.fill(path, rib(sheet, finish.colour, size=16))
    if finish.surface in (Surface.PAPER, Surface.WICKER, Surface.FABRIC):
        inner = [(0, BULB, 0.7), (0.6, GLOW, 0.3), (1, GLOW, 0.0)]
        sheet.fill(path, sheet.radial((x, y + height * 0.7), radius, inner))
    _inside(sheet, (x, base), low, finish)
    bar(sheet, (x, y - radius * 0.16), (x, y + 1), radius * 0.16, BRASS)
    sheet.reach([(x - radius, y - radius * 0.16), (x + radius, base + low * 0.24)])


def _inside(sheet: Sheet, centre: Point, radius: float, finish: Finish) -> None:
    x, y = centre
    opening = ring(centre, radius, radius * 0.2)
    glow = [(0, BULB), (0.4, GLOW), (1, mix(finish.colour, GLOW, 0.45))]
    sheet.fill(opening, sheet.radial(centre, radius, glow))
    sheet.line(opening, lit(finish.colour, 0.3), sheet.dot * 3, opacity=0.9)
    sheet.fill(ring((x, y), radius * 0.24, radius * 0.16), BULB)


PENDANTS: dict[str, Profile] = {
    "dome": [(0.1, 0), (0.5, 0.13), (0.84, 0.45), (0.97, 0.8), (1.0, 1.0)],
    "cone": [(0.12, 0), (0.16, 0.1), (0.55, 0.55), (0.85, 0.88), (1.0, 1.0)],
    "bell": [(0.12, 0), (0.34, 0.1), (0.44, 0.45), (0.62, 0.75), (1.0, 1.0)],
    "drum": [(0.9, 0), (0.93, 0.2), (0.96, 0.5), (0.98, 0.8), (1.0, 1.0)],
    "pleat": [(0.35, 0), (0.5, 0.25), (0.7, 0.55), (0.88, 0.82), (1.0, 1.0)],
    "globe": [(0.2, 0), (0.72, 0.14), (1.0, 0.5), (0.86, 0.82), (0.5, 1.0)],
    "basket": [(0.2, 0), (0.66, 0.12), (1.0, 0.5), (0.95, 0.8), (0.8, 1.0)],
}


@dataclass(frozen=True)
class Pendant(Drawing):
    """A pendant lamp on its cord."""

    glows = True

    shade: Finish = Finish("#38503f", Surface.PAINT)
    cord: Finish = BLACK_STEEL
    kind: str = "dome"
    width: float = 40
    height: float = 24
    anchor = "ceiling"

    def draw(self, sheet: Sheet) -> None:
        """Draw the cord and the shade."""
        drop = self.width * 0.62 + 14
        sheet.line(f"M0 {number(-400)}V{number(drop)}", self.cord.colour, sheet.dot * 5)
        dome(sheet, (0, drop), self.width / 2, self.height, self.shade, kind=self.kind)
        sheet.reach([(0, 0), (0, drop + self.height * 1.5)])


@dataclass(frozen=True)
class ReadingLamp(Drawing):
    """A jointed lamp with two arms and a small shade; `floor` makes it stand tall."""

    glows = True

    body: Finish = Finish("#6f7b4b", Surface.PAINT)
    joint: Finish = BRASS
    floor: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Draw foot, arms and head like a bird about to pick something up."""
        stem = 92.0 if self.floor else 2.0
        pool(sheet, (3, 0), 17, 4.6, strength=0.5)
        turn(sheet, [(10.5, 0), (10.5, 1.4), (8, 2.6), (1.6, 3.4)], self.body, squash=0.26)
        if self.floor:
            bar(sheet, (0, -stem), (0, -3), 2.0, self.joint)
        hip, elbow, head = (0.0, -stem - 2), (-13.0, -stem - 24), (9.0, -stem - 43)
        bar(sheet, hip, elbow, 1.7, self.joint)
        bar(sheet, elbow, head, 1.7, self.joint)
        for x, y in (hip, elbow, head):
            c = self.body.colour
            sheet.fill(
                ring((x, y), 1.9),
                sheet.radial(
                    (x - 0.6, y - 0.6), 2.4, [(0, lit(c, 0.5)), (0.6, c), (1, shaded(c, 0.4))]
                ),
            )
        with sheet.moved(head[0], head[1], turn=-38):
            dome(sheet, (0, 1), 9.6, 13, self.body, kind="bell")


@dataclass(frozen=True)
class GlobeLamp(Drawing):
    """A frosted glass globe on a small base."""

    glows = True

    body: Finish = BRASS
    glass: Finish = Finish("#fbf3e2", Surface.PAPER)
    width: float = 22

    def draw(self, sheet: Sheet) -> None:
        """Draw the base and the shining globe."""
        radius = self.width / 2
        pool(sheet, (1.4, -0.2), radius * 1.1, radius * 0.3, strength=0.55)
        turn(
            sheet,
            [(radius * 0.62, 0), (radius * 0.62, 1.4), (radius * 0.4, 3), (radius * 0.4, 5)],
            self.body,
            sharp=True,
        )
        centre = (0.0, -5 - radius * 0.92)
        halo(sheet, centre, radius * 2.5)
        c = self.glass.colour
        stops = [
            (0, BULB),
            (0.55, mix(c, GLOW, 0.25)),
            (0.88, mix(c, GLOW, 0.45)),
            (1, shaded(mix(c, GLOW, 0.4), 0.16)),
        ]
        sheet.fill(
            ring(centre, radius),
            sheet.radial((-radius * 0.12, centre[1] - radius * 0.1), radius * 1.05, stops),
        )
        sheet.reach([(-radius, centre[1] - radius), (radius, centre[1] + radius)])
