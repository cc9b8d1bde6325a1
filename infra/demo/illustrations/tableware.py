"""Mugs, bowls, plates, carafes, glasses, teapots, jugs and cutlery."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, NICKEL, OAK, Finish, Surface
from infra.demo.illustrations.lathe import Profile, mouth, outline, turn
from infra.demo.illustrations.solids import pool, round_stops
from infra.demo.illustrations.svg import Point, Sheet, number, ring, smooth
from infra.demo.illustrations.textures import rib

GLAZE = Finish("#a3ae8e", Surface.CERAMIC)
CLEAR = Finish("#c9d6d2", Surface.GLASS)


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
    "straight": [(0.86, 0), (0.98, 0.05), (1.0, 0.12), (1.0, 0.94), (0.99, 1.0)],
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
            grip = [(x + r * 0.9, y - h * 0.8), (x + r * 1.5, y - h * 0.78), (x + r * 1.62, y - h * 0.5), (x + r * 1.36, y - h * 0.26), (x + r * 0.88, y - h * 0.24)]
            handle(sheet, grip, r * 0.26, self.glaze)
        path = turn(sheet, profile, self.glaze, x=x, y=y)
        if self.accent.colour:
            dip(sheet, path, y - h, y, self.accent.colour, 0.5)
        if self.ribbed:
            sheet.fill(path, rib(sheet, self.glaze.colour, size=17))
        inside = lit(self.glaze.colour, 0.5)
        mouth(sheet, (x, y - h), profile[-1][0], self.accent if self.accent.colour else self.glaze, inside=inside, wall=0.09)


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
        mouth(sheet, (0, y - h), r, inside, inside=lit(inside.colour, 0.3), wall=0.045, squash=squash)
        if inside.surface is Surface.CERAMIC:
            glint = smooth([(r * 0.3, y - h + r * 0.2), (r * 0.62, y - h + r * 0.12), (r * 0.82, y - h + r * 0.02)])
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
        sheet.fill(ring((0, y), r, r * squash), sheet.linear(*ends, [(0, lit(c, 0.1)), (0.5, lit(c, 0.36)), (1, lit(c, 0.12))]))
        edge = self.accent.colour or lit(c, 0.6)
        sheet.line(ring((0, y), r * 0.985, r * 0.985 * squash), edge, r * (0.05 if self.accent.colour else 0.02), opacity=0.9)
        well = r * self.rim
        sheet.fill(ring((0, y + r * 0.03), well, well * squash), sheet.linear(*ends, [(0, shaded(c, 0.24)), (0.45, lit(c, 0.12)), (1, lit(c, 0.5))]))
        floor = well * 0.93
        sheet.fill(ring((0, y + r * 0.045), floor, floor * squash), sheet.linear(*ends, [(0, shaded(c, 0.08)), (0.6, lit(c, 0.2)), (1, lit(c, 0.3))]))
        shine = smooth([(-r * 0.84, y + r * 0.04), (-r * 0.62, y - r * 0.2), (-r * 0.2, y - r * 0.33)])
        sheet.line(shine, "#ffffff", r * 0.03, opacity=0.5)
        sheet.reach([(-r, y - r * squash), (r, y + r * squash)])


def glass_body(sheet: Sheet, profile: Profile, tint: str, *, x: float = 0.0, y: float = 0.0, fill: float = 0.0) -> str:
    """Draw a vessel of glass; `fill` is how full of water it stands."""
    widest = max(radius for radius, _ in profile)
    path = outline(profile, x, y)
    high = profile[-1][1]
    dark = shaded(tint, 0.35)
    stops = [(0, dark, 0.62), (0.07, tint, 0.42), (0.3, lit(tint, 0.6), 0.2), (0.7, tint, 0.28), (0.92, tint, 0.5), (1, dark, 0.68)]
    back = profile[-1][0]
    sheet.line(ring((x, y - high), back, back * 0.24), dark, widest * 0.03, opacity=0.5)
    if fill:
        _water(sheet, profile, x, y, fill)
    sheet.fill(path, sheet.linear((x - widest, 0), (x + widest, 0), stops))
    base = [(0.7, dark, 0.0), (1, dark, 0.4)]
    sheet.fill(path, sheet.linear((x, y - high * 0.3), (x, y + profile[0][0] * 0.24), base))
    _gleams(sheet, profile, x, y)
    front = f"M{number(x - back)} {number(y - high)}a{number(back)} {number(back * 0.24)} 0 0 0 {number(2 * back)} 0"
    sheet.line(front, "#ffffff", widest * 0.035, opacity=0.75)
    sheet.line(path, dark, sheet.dot * 1.6, opacity=0.4)
    sheet.reach([(x - widest, y - high - back * 0.24), (x + widest, y + profile[0][0] * 0.24)])
    return path


def _water(sheet: Sheet, profile: Profile, x: float, y: float, fill: float) -> None:
    level = profile[-1][1] * fill
    below = [(radius * 0.93, max(height, 0.4)) for radius, height in profile if height < level]
    radius = below[-1][0]
    body = [*below, (radius, level)]
    sheet.fill(outline(body, x, y), "#cfe0e4", opacity=0.4)
    sheet.fill(ring((x, y - level), radius, radius * 0.24), "#eef7f8", opacity=0.75)


def _gleams(sheet: Sheet, profile: Profile, x: float, y: float) -> None:
    inner = profile[1:-1] if len(profile) > 3 else profile
    for share, width, alpha in ((-0.74, 0.09, 0.62), (0.8, 0.04, 0.4)):
        left = [(x + radius * share, y - height) for radius, height in inner]
        right = [(x + radius * (share + width), y - height) for radius, height in inner][::-1]
        sheet.fill(smooth([*left, *right], closed=True), "#ffffff", opacity=alpha)


CARAFES: dict[str, Profile] = {
    "carafe": [(0.8, 0), (0.96, 0.05), (1.0, 0.25), (0.72, 0.5), (0.42, 0.72), (0.46, 0.9), (0.56, 1.0)],
    "bottle": [(0.86, 0), (0.98, 0.04), (1.0, 0.4), (0.9, 0.58), (0.36, 0.74), (0.34, 0.95), (0.38, 1.0)],
    "tumbler": [(0.78, 0), (0.84, 0.04), (0.92, 0.5), (1.0, 0.98), (1.0, 1.0)],
    "highball": [(0.9, 0), (0.95, 0.03), (0.97, 0.5), (1.0, 0.98), (1.0, 1.0)],
    "bubble": [(0.5, 0), (0.8, 0.1), (1.0, 0.42), (0.94, 0.74), (0.8, 1.0)],
}


@dataclass(frozen=True)
class Carafe(Drawing):
    """A glass carafe with a stopper of cork or wood."""

    glass: Finish = CLEAR
    stopper: Finish = OAK
    shape: str = "carafe"
    width: float = 11
    height: float = 27
    fill: float = 0.46

    def draw(self, sheet: Sheet) -> None:
        """Draw the carafe and its stopper."""
        r, h = self.width / 2, self.height
        profile = [(share * r, level * h) for share, level in CARAFES[self.shape]]
        pool(sheet, (r * 0.3, -0.1), r * 1.5, r * 0.44, strength=0.42)
        glass_body(sheet, profile, self.glass.colour, fill=self.fill)
        if self.stopper.colour:
            top = profile[-1][0]
            turn(sheet, [(top * 0.8, 0), (top * 1.02, 0.8), (top * 1.02, 2.6)], self.stopper, y=-h + 0.5, sharp=True)
            sheet.fill(ring((0, -h - 2.1), top * 1.02, top * 0.25), lit(self.stopper.colour, 0.3))


@dataclass(frozen=True)
class Glasses(Drawing):
    """Drinking glasses, one or several."""

    glass: Finish = CLEAR
    shape: str = "tumbler"
    width: float = 8
    height: float = 9.5
    pieces: int = 4
    fill: float = 0.0
    stem: bool = False
    ribbed: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Draw the glasses from the back to the front."""
        gap = self.width * 1.14
        row = [(-gap * 1.0, -2.6), (gap * 0.05, -3.0), (-gap * 0.5, 0.0), (gap * 0.56, -0.2), (gap * 1.1, -2.8), (gap * 1.6, 0)]
        places = row[: self.pieces] if self.pieces > 1 else [(0.0, 0.0)]
        for x, y in sorted(places, key=lambda place: place[1]):
            self._one(sheet, x, y)

    def _one(self, sheet: Sheet, x: float, y: float) -> None:
        r, h = self.width / 2, self.height
        pool(sheet, (x + r * 0.3, y - 0.1), r * 1.5, r * 0.42, strength=0.36)
        lift = 0.0
        if self.stem:
            lift = h * 0.8
            foot = [(r * 0.82, 0), (r * 0.8, 0.25), (r * 0.12, 0.8), (r * 0.09, lift * 0.6), (r * 0.3, lift + 0.4)]
            glass_body(sheet, foot, self.glass.colour, x=x, y=y)
        profile = [(share * r, level * h) for share, level in CARAFES[self.shape]]
        path = glass_body(sheet, profile, self.glass.colour, x=x, y=y - lift, fill=self.fill)
        if self.ribbed:
            sheet.fill(path, rib(sheet, self.glass.colour, size=15))


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
        spout = f"M{number(-r * 0.7)} {number(-h * 0.42)}C{number(-r * 1.3)} {number(-h * 0.42)} {number(-r * 1.25)} {number(-h * 0.8)} {number(-r * 1.66)} {number(-h * 0.92)}L{number(-r * 1.42)} {number(-h * 0.98)}C{number(-r * 1.1)} {number(-h * 0.9)} {number(-r * 1.0)} {number(-h * 0.75)} {number(-r * 0.6)} {number(-h * 0.74)}Z"
        c = self.glaze.colour
        sheet.fill(spout, sheet.linear((-r * 1.6, -h), (-r * 0.7, -h * 0.4), [(0, lit(c, 0.3)), (0.6, c), (1, shaded(c, 0.3))]))
        arch = [(-r * 0.62, -h * 0.86), (-r * 0.5, -h * 1.42), (0, -h * 1.62), (r * 0.5, -h * 1.42), (r * 0.62, -h * 0.86)]
        handle(sheet, arch, r * 0.1, self.grip)
        profile = [(r * 0.62, 0), (r * 0.86, h * 0.1), (r, h * 0.42), (r * 0.86, h * 0.78), (r * 0.5, h * 0.94), (r * 0.42, h * 0.96)]
        turn(sheet, profile, self.glaze)
        turn(sheet, [(r * 0.44, 0), (r * 0.42, h * 0.05), (r * 0.2, h * 0.1), (r * 0.05, h * 0.11)], self.glaze, y=-h * 0.95, gloss=0)
        knob = (0.0, -h * 1.12)
        sheet.fill(ring(knob, r * 0.11), sheet.radial((-r * 0.03, knob[1] - r * 0.03), r * 0.13, [(0, lit(self.grip.colour, 0.6)), (1, shaded(self.grip.colour, 0.2))]))
        sheet.reach([(-r * 1.66, -h * 1.66), (r, 0)])


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
        grip = [(r * 0.6, -h * 0.9), (r * 1.35, -h * 0.92), (r * 1.5, -h * 0.66), (r * 1.2, -h * 0.4), (r * 0.86, -h * 0.34)]
        handle(sheet, grip, r * 0.22, self.glaze)
        profile = [(r * 0.7, 0), (r * 0.92, h * 0.06), (r, h * 0.3), (r * 0.74, h * 0.66), (r * 0.62, h * 0.84), (r * 0.7, h)]
        path = turn(sheet, profile, self.glaze)
        if self.accent.colour:
            dip(sheet, path, -h, 0, self.accent.colour, 0.55)
        top = self.accent if self.accent.colour else self.glaze
        lip = f"M{number(-r * 0.6)} {number(-h - r * 0.08)}L{number(-r * 1.06)} {number(-h * 1.0)}Q{number(-r * 0.7)} {number(-h * 0.93)} {number(-r * 0.62)} {number(-h * 0.86)}Z"
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
                piece(sheet, self._metal(sheet, self.metal, 1.4), self._metal(sheet, self.grip, 0.8))
        sheet.reach([(-6.4, -11), (6.4, 11)])

    def _metal(self, sheet: Sheet, finish: Finish, reach: float) -> str:
        return sheet.linear((-reach, 0), (reach, 0), round_stops(finish))

    def _stem(self, sheet: Sheet, metal: str, grip: str) -> None:
        neck = "M-.34 -4.6L-.24 -.6Q-.3 .4 -.62 2L-.82 9.6Q-.8 10.6 0 10.6Q.8 10.6 .82 9.6L.62 2Q.3 .4 .24 -.6L.34 -4.6Z"
        sheet.fill(neck, metal)
        sheet.fill("M-.6 1.6L-.82 9.6Q-.8 10.6 0 10.6Q.8 10.6 .82 9.6L.6 1.6Q0 1 -.6 1.6Z", grip)

    def _fork(self, sheet: Sheet, metal: str, grip: str) -> None:
        self._stem(sheet, metal, grip)
        tines = "M-1.3 -10.6V-6.4Q-1.3 -4.4 -.34 -4.2H.34Q1.3 -4.4 1.3 -6.4V-10.6Q1.12 -11 .96 -10.6V-7.2H.66V-10.6Q.5 -11 .3 -10.6V-7.2H-.3V-10.6Q-.5 -11 -.66 -10.6V-7.2H-.96V-10.6Q-1.12 -11 -1.3 -10.6Z"
        sheet.fill(tines, metal)

    def _knife(self, sheet: Sheet, metal: str, grip: str) -> None:
        sheet.fill("M-.5 2L-.82 9.6Q-.8 10.6 0 10.6Q.8 10.6 .82 9.6L.5 2Z", grip)
        sheet.fill("M-.5 2.2V-8.6Q-.4 -10.8 .3 -11Q1.15 -9 1.1 -4Q1.05 0 .5 2.2Z", metal)

    def _spoon(self, sheet: Sheet, metal: str, grip: str) -> None:
        self._stem(sheet, metal, grip)
        sheet.fill("M0 -11C1.5 -11 1.75 -8.9 1.6 -7.4C1.45 -5.7 .8 -4.5 0 -4.2C-.8 -4.5 -1.45 -5.7 -1.6 -7.4C-1.75 -8.9 -1.5 -11 0 -11Z", metal)
        if metal != "#4a3826":
            sheet.fill("M-.2 -10.4C.9 -10.4 1.2 -8.8 1.1 -7.4C1 -6 .5 -5.1 0 -4.9C.2 -6.6 -.2 -9 -.2 -10.4Z", "#20140c", opacity=0.16)

