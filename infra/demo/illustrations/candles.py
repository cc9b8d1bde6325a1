"""Candles, all of them burning."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, Finish, Surface
from infra.demo.illustrations.glass import glass_body
from infra.demo.illustrations.lamps import halo
from infra.demo.illustrations.lathe import mouth, turn
from infra.demo.illustrations.solids import bar, pool
from infra.demo.illustrations.svg import Point, Sheet, number, ring, rounded, trace


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
        sheet.fill(
            ring((x, y - h), r, r * 0.24),
            sheet.radial((x, y - h), r, [(0, "#fff3cf"), (0.7, lit(c, 0.4)), (1, lit(c, 0.2))]),
        )
        flame(sheet, (x, y - h), max(0.9, r * 0.3))

    def _taper(self, sheet: Sheet, x: float, y: float, scale: float) -> None:
        stand = self.height * 0.42 * scale
        pool(sheet, (x + 0.8, y), 5, 1.3, strength=0.55)
        foot = [
            (3.6, 0),
            (3.6, 0.5),
            (1.1, 1.6),
            (0.7, stand * 0.6),
            (1.5, stand - 1.0),
            (1.7, stand),
        ]
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
            sheet.fill(
                ring((0, -h + 0.5), r * 0.84, r * 0.18),
                sheet.radial((0, -h), r, [(0, "#fff3cf"), (1, lit(self.wax.colour, 0.1))]),
            )
            flame(sheet, (0, -h + 0.5), r * 0.22)
        label = rounded(-r * 0.46, -h * 0.46, r * 0.92, h * 0.26, 0.3)
        sheet.fill(label, "#f8f2e6", opacity=0.94)
        for row, share in ((0.38, 0.5), (0.31, 0.3)):
            sheet.line(
                f"M{number(-r * share * 0.6)} {number(-h * row)}H{number(r * share * 0.6)}",
                "#5a4a3c",
                sheet.dot * 3,
                opacity=0.7,
            )


def flame(sheet: Sheet, wick: Point, size: float) -> None:
    """Draw a wick with a calm flame and its glow."""
    x, y = wick
    base = y - size * 0.9
    halo(sheet, (x, base - size * 1.6), size * 9, strength=0.6)
    sheet.line(f"M{number(x)} {number(y)}V{number(base)}", "#4a3a2c", size * 0.18)
    path = trace(
        "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
        x,
        base - size * 3.6,
        x + size * 1.15,
        base - size * 1.7,
        x + size * 0.95,
        base + size * 0.1,
        x,
        base + size * 0.2,
        x - size * 0.95,
        base + size * 0.1,
        x - size * 1.15,
        base - size * 1.7,
        x,
        base - size * 3.6,
    )
    stops = [(0, "#ffb648"), (0.5, "#ffd983"), (0.85, "#fffbe9"), (1, "#cfe0ff")]
    sheet.fill(path, sheet.linear((x, base - size * 3.6), (x, base), stops))
    sheet.reach([(x - size * 2, base - size * 4), (x + size * 2, y)])
