"""Vases, candles, mirrors, clocks and prints."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.glass import glass_body
from infra.demo.illustrations.lathe import Profile, mouth, turn
from infra.demo.illustrations.plants import stem_of
from infra.demo.illustrations.solids import pool
from infra.demo.illustrations.svg import Sheet
from infra.demo.illustrations.tableware import dip
from infra.demo.illustrations.textures import rib

CLAY = Finish("#b8694a", Surface.CERAMIC)

VASES: dict[str, Profile] = {
    "amphora": [
        (0.5, 0),
        (0.86, 0.16),
        (1.0, 0.42),
        (0.78, 0.62),
        (0.34, 0.78),
        (0.28, 0.92),
        (0.4, 1.0),
    ],
    "moon": [(0.42, 0), (0.82, 0.12), (1.0, 0.46), (0.82, 0.8), (0.36, 0.94), (0.34, 1.0)],
    "bottle": [
        (0.7, 0),
        (0.94, 0.08),
        (1.0, 0.32),
        (0.62, 0.54),
        (0.22, 0.68),
        (0.2, 0.94),
        (0.28, 1.0),
    ],
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
            stem_of(
                sheet,
                self.stems,
                (0, -level),
                neck * 0.6,
                self.height * 0.95 + (self.height - level),
            )
