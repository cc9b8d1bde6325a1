"""Glass: carafes and drinking glasses, drawn from their edges and gleams."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import OAK, Finish, Surface
from infra.demo.illustrations.lathe import Profile, outline, turn
from infra.demo.illustrations.solids import pool
from infra.demo.illustrations.svg import Sheet, ring, smooth, trace
from infra.demo.illustrations.textures import rib

CLEAR = Finish("#c9d6d2", Surface.GLASS)


def glass_body(
    sheet: Sheet, profile: Profile, tint: str, *, x: float = 0.0, y: float = 0.0, fill: float = 0.0
) -> str:
    """Draw a vessel of glass; `fill` is how full of water it stands."""
    widest = max(radius for radius, _ in profile)
    path = outline(profile, x, y)
    high = profile[-1][1]
    dark = shaded(tint, 0.35)
    stops = [
        (0, dark, 0.62),
        (0.07, tint, 0.42),
        (0.3, lit(tint, 0.6), 0.2),
        (0.7, tint, 0.28),
        (0.92, tint, 0.5),
        (1, dark, 0.68),
    ]
    back = profile[-1][0]
    sheet.line(ring((x, y - high), back, back * 0.24), dark, widest * 0.03, opacity=0.5)
    if fill:
        _water(sheet, profile, x, y, fill)
    sheet.fill(path, sheet.linear((x - widest, 0), (x + widest, 0), stops))
    base = [(0.7, dark, 0.0), (1, dark, 0.4)]
    sheet.fill(path, sheet.linear((x, y - high * 0.3), (x, y + profile[0][0] * 0.24), base))
    _gleams(sheet, profile, x, y)
    front = trace(
        "M{} {}a{} {} 0 0 0 {} 0",
        x - back,
        y - high,
        back,
        back * 0.24,
        2 * back,
    )
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
    "carafe": [
        (0.8, 0),
        (0.96, 0.05),
        (1.0, 0.25),
        (0.72, 0.5),
        (0.42, 0.72),
        (0.46, 0.9),
        (0.56, 1.0),
    ],
    "bottle": [
        (0.86, 0),
        (0.98, 0.04),
        (1.0, 0.4),
        (0.9, 0.58),
        (0.36, 0.74),
        (0.34, 0.95),
        (0.38, 1.0),
    ],
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
            turn(
                sheet,
                [(top * 0.8, 0), (top * 1.02, 0.8), (top * 1.02, 2.6)],
                self.stopper,
                y=-h + 0.5,
                sharp=True,
            )
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
        row = [
            (-gap * 1.0, -2.6),
            (gap * 0.05, -3.0),
            (-gap * 0.5, 0.0),
            (gap * 0.56, -0.2),
            (gap * 1.1, -2.8),
            (gap * 1.6, 0),
        ]
        places = row[: self.pieces] if self.pieces > 1 else [(0.0, 0.0)]
        for x, y in sorted(places, key=lambda place: place[1]):
            self._one(sheet, x, y)

    def _one(self, sheet: Sheet, x: float, y: float) -> None:
        r, h = self.width / 2, self.height
        pool(sheet, (x + r * 0.3, y - 0.1), r * 1.5, r * 0.42, strength=0.36)
        lift = 0.0
        if self.stem:
            lift = h * 0.8
            foot = [
                (r * 0.82, 0),
                (r * 0.8, 0.25),
                (r * 0.12, 0.8),
                (r * 0.09, lift * 0.6),
                (r * 0.3, lift + 0.4),
            ]
            glass_body(sheet, foot, self.glass.colour, x=x, y=y)
        profile = [(share * r, level * h) for share, level in CARAFES[self.shape]]
        path = glass_body(sheet, profile, self.glass.colour, x=x, y=y - lift, fill=self.fill)
        if self.ribbed:
            sheet.fill(path, rib(sheet, self.glass.colour, size=15))
