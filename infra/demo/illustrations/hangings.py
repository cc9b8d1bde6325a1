"""Cloth that hangs: throws over a rail and curtains before a window."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BLACK_STEEL, OAK, Finish
from infra.demo.illustrations.patterns import Area, paint_pattern
from infra.demo.illustrations.solids import bar
from infra.demo.illustrations.svg import (
    Sheet,
    Stop,
    number,
    ring,
    rounded,
    smooth,
    trace,
)
from infra.demo.illustrations.textiles import ACCENT, CLOTH, fabric
from infra.demo.illustrations.textures import chance, weave


def folds(sheet: Sheet, left: float, width: float, count: int, *, depth: float, key: object) -> str:
    """Return the light on hanging cloth: `count` uneven folds from left to right."""
    dice = chance("folds", key)
    stops: list[Stop] = []
    for index in range(count):
        start, span = index / count, 1 / count
        crest = start + span * dice.uniform(0.25, 0.42)
        stops += [
            (start, "#2a1a10", depth), (crest, "#fff6e6", depth * 0.62),
            (start + span * 0.62, "#fff6e6", 0.02), (start + span * 0.9, "#2a1a10", depth * 0.8),
        ]  # fmt: skip
    stops.append((1.0, "#2a1a10", depth))
    return sheet.linear((left, 0), (left + width, 0), stops)


@dataclass(frozen=True)
class Throw(Drawing):
    """A blanket hung over a wooden rail, its fringe showing."""

    cover: Finish = CLOTH
    accent: Finish = ACCENT
    rail: Finish = OAK
    pattern: str = "plain"
    texture: str = "twill"
    fringe: bool = True
    width: float = 62
    height: float = 86
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the rail, the hanging cloth, its pattern, its folds and its fringe."""
        w, h = self.width / 2, self.height
        sheet.fill(rounded(-w + 3, 3, self.width, h, 3), "#4a3826", opacity=0.10)
        sheet.fill(rounded(-w + 1.5, 1.5, self.width, h, 3), "#4a3826", opacity=0.12)
        bar(sheet, (-w - 14, 1.4), (w + 14, 1.4), 3.4, self.rail)
        c = self.cover.colour
        hem = h if not self.fringe else h - 6
        if self.fringe:
            self._fringe(sheet, w, hem)
        path = trace(
            "M{} 2Q{} -1.4 {} -1.4H{}Q{} -1.4 {} 2L{} {}Q0 {} {} {}Z",
            -w,
            -w,
            -w + 2,
            w - 2,
            w,
            w,
            w * 0.985,
            hem,
            hem + 1.6,
            -w * 0.985,
            hem,
        )
        sheet.fill(path, c)
        with sheet.clip(path):
            paint_pattern(sheet, self.pattern, Area(-w, -1, self.width, h), c, self.accent.colour)
        sheet.fill(path, fabric(sheet, self.cover, self.texture))
        sheet.fill(path, folds(sheet, -w, self.width, 6, depth=0.2, key="throw"))
        sheet.fill(
            path,
            sheet.linear(
                (0, -2), (0, 8), [(0, "#fff6e6", 0.45), (0.4, "#fff6e6", 0.06), (1, "#20140c", 0)]
            ),
        )
        sheet.reach([(-w - 15, -2), (w + 15, h)])

    def _fringe(self, sheet: Sheet, w: float, hem: float) -> None:
        dice, count = chance("throw fringe"), round(self.width / 1.5)
        for index in range(count):
            x = -w * 0.97 + 2 * w * 0.97 * (index + 0.5) / count
            end = hem + 6.5 + dice.uniform(-0.8, 0.5)
            tone = self.accent.colour if self.pattern != "plain" else lit(self.cover.colour, 0.12)
            sheet.line(
                trace(
                    "M{} {}L{} {}",
                    x,
                    hem - 0.5,
                    x + dice.uniform(-0.4, 0.4),
                    end,
                ),
                tone,
                0.8,
            )


@dataclass(frozen=True)
class Curtain(Drawing):
    """A pair of curtains on a rod with the window's light between them."""

    cover: Finish = ACCENT
    accent: Finish = CLOTH
    rod: Finish = BLACK_STEEL
    pattern: str = "plain"
    sheer: bool = False
    width: float = 150
    height: float = 190
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the daylight, both panels and the rod with its rings."""
        w, h = self.width / 2, self.height
        light = [(0, "#fffaf0", 0.95), (1, "#fff3dc", 0.55)]
        sheet.fill(rounded(-w * 0.9, 8, w * 1.8, h - 12, 2), sheet.linear((0, 0), (0, h), light))
        panel = w * 0.74
        for side in (-1, 1):
            self._panel(sheet, -w if side < 0 else w - panel, panel, h, side)
        bar(sheet, (-w - 10, 2), (w + 10, 2), 3.2, self.rod)
        for x in (-w - 10, w + 10):
            sheet.fill(
                ring((x, 2), 3.4),
                sheet.radial((x - 1, 1), 4, [(0, lit(self.rod.colour, 0.5)), (1, self.rod.colour)]),
            )
        sheet.reach([(-w - 14, -2), (w + 14, h + 3)])

    def _panel(self, sheet: Sheet, x: float, width: float, h: float, side: int) -> None:
        scallop = [(x + width * step / 12, h + (1.6 if step % 2 else -0.8)) for step in range(13)]
        path = (
            f"M{number(x)} 5L{number(x + width)} 5L{number(scallop[-1][0])} {number(h)}"
            + "L"
            + smooth(scallop[::-1])[1:]
            + "Z"
        )
        c = self.cover.colour
        sheet.fill(path, c, opacity=0.72 if self.sheer else 1.0)
        with sheet.clip(path):
            paint_pattern(sheet, self.pattern, Area(x, 5, width, h), c, self.accent.colour)
        sheet.fill(path, weave(sheet, c))
        sheet.fill(path, folds(sheet, x, width, 7, depth=0.16 if self.sheer else 0.27, key=side))
        sheet.fill(
            path,
            sheet.linear(
                (0, 4), (0, h), [(0, "#20140c", 0.16), (0.08, "#20140c", 0), (1, "#20140c", 0.12)]
            ),
        )
        for step in range(7):
            sheet.line(
                ring((x + width * (step + 0.5) / 7, 3), 2.4, 3), shaded(self.rod.colour, 0.1), 0.8
            )
