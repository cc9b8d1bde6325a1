"""Chairs, armchairs, sofas, stools, benches and poufs."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import OAK, Finish, Surface
from infra.demo.illustrations.lathe import turn
from infra.demo.illustrations.solids import Box, block, ground_shadow, rod, soft_block
from infra.demo.illustrations.svg import Sheet, ring, smooth
from infra.demo.illustrations.tables import disc
from infra.demo.illustrations.textures import knit

CLOTH = Finish("#6f7b4b", Surface.FABRIC)
NO_PILLOW = Finish("", Surface.FABRIC)


@dataclass(frozen=True)
class Sofa(Drawing):
    """A sofa or armchair of boxes and cushions; all sizes in centimetres."""

    cover: Finish = CLOTH
    frame: Finish = OAK
    pillow: Finish = NO_PILLOW
    second_pillow: Finish = NO_PILLOW
    width: float = 200
    seats: int = 3
    depth: float = 86
    arm: float = 18
    arm_height: float = 60
    back_height: float = 80
    softness: float = 7
    leg: float = 14

    def draw(self, sheet: Sheet) -> None:
        """Draw it: shadow, legs, body, back, then arms and cushions from far to near."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.42)
        self._legs(sheet)
        low = self.leg
        soft_block(sheet, Box(-half, 0, low, self.width, self.depth, 20), self.cover, radius=4)
        back = Box(-half, self.depth - 22, low + 4, self.width, 22, self.back_height - low - 4)
        soft_block(sheet, back, self.cover, radius=self.softness)
        self._arm(sheet, -half)
        self._cushions(sheet)
        self._pillows(sheet)
        self._arm(sheet, half - self.arm)

    def _legs(self, sheet: Sheet) -> None:
        half = self.width / 2 - 9
        for y in (self.depth - 10, 9):
            for x in (-half, half):
                lean = 2.4 if x > 0 else -2.4
                rod(sheet, (x, y, self.leg + 2), (x + lean, y, 0.6), 5.4, self.frame, taper=0.6)

    def _arm(self, sheet: Sheet, x: float) -> None:
        box = Box(x, 0, self.leg + 2, self.arm, self.depth - 4, self.arm_height - self.leg - 2)
        soft_block(sheet, box, self.cover, radius=min(self.softness, self.arm / 2.3))

    def _cushions(self, sheet: Sheet) -> None:
        inner = self.width - 2 * self.arm
        each = inner / self.seats
        top = self.leg + 20
        lefts = [-inner / 2 + seat * each for seat in range(self.seats)]
        for x in lefts:
            high = self.back_height - top - 8
            rest = Box(x + 0.8, self.depth - 42, top + 10, each - 1.6, 20, high)
            soft_block(sheet, rest, self.cover, radius=self.softness * 1.15)
        for x in lefts:
            seat_box = Box(x + 0.4, -1.5, top - 2, each - 0.8, self.depth - 38, 15)
            soft_block(sheet, seat_box, self.cover, radius=self.softness * 0.85, crown=0.22)

    def _pillows(self, sheet: Sheet) -> None:
        inner = self.width / 2 - self.arm
        size = min(42.0, inner * 1.2)
        places = ((self.pillow, 4 - inner), (self.second_pillow, inner - size - 4))
        for finish, x in places:
            if finish.colour:
                box = Box(x, self.depth - 56, self.leg + 32, size, 13, size * 0.84)
                soft_block(sheet, box, finish, radius=6.4)


@dataclass(frozen=True)
class Chair(Drawing):
    """A dining chair. `back` is one of spindle, ladder, panel or shell."""

    frame: Finish = OAK
    seat: Finish = OAK
    back: str = "spindle"
    width: float = 47
    depth: float = 47
    height: float = 80
    rake: float = 5

    def draw(self, sheet: Sheet) -> None:
        """Draw it: shadow, legs, back and seat."""
        ground_shadow(sheet, -self.width / 2, 0, self.width, self.depth, strength=0.34)
        half = self.width / 2 - 3.5
        for x in (-half, half):
            rod(
                sheet,
                (x * 0.94, self.depth - 5, 45),
                (x, self.depth + 3, 0.6),
                3.8,
                self.frame,
                taper=0.6,
            )
        self._rails(sheet, half)
        if self.back == "shell":
            self._seat(sheet)
            self._front_legs(sheet, half)
            self._shell(sheet)
            return
        self._front_legs(sheet, half)
        self._back(sheet, half)
        self._seat(sheet)

    def _front_legs(self, sheet: Sheet, half: float) -> None:
        for x in (-half, half):
            rod(sheet, (x * 0.96, 5, 44), (x, 2, 0.6), 4.2, self.frame, taper=0.6)

    def _rails(self, sheet: Sheet, half: float) -> None:
        for x in (-half, half):
            rod(sheet, (x, self.depth - 2, 24), (x, 4, 24), 2.2, self.frame)
        rod(sheet, (-half, self.depth * 0.5, 24), (half, self.depth * 0.5, 24), 2.0, self.frame)

    def _back(self, sheet: Sheet, half: float) -> None:
        top, y = self.height, self.depth - 4
        lean = y + self.rake
        for x in (-half, half):
            rod(sheet, (x, lean, top), (x * 0.96, y, 44), 3.4, self.frame, taper=1.15)
        if self.back == "spindle":
            for step in range(1, 7):
                x = -half + 2 * half * step / 7
                rod(sheet, (x, lean, top - 3), (x * 0.9, y, 45), 1.5, self.frame, taper=1.2)
        elif self.back == "ladder":
            for z in (55.0, 65.0):
                rail = Box(-half, y + (z - 45) * 0.1, z, half * 2, 1.6, 4.4)
                block(sheet, rail, self.frame, edge=0.8)
        else:
            panel = Box(-half - 1, y + 1, 55, half * 2 + 2, 4.5, top - 55)
            soft_block(sheet, panel, self.seat, radius=2.2)
            return
        rail = Box(-half - 1.6, lean - 1.6, top - 7, half * 2 + 3.2, 3, 7.5)
        soft_block(sheet, rail, self.frame, radius=1.5)

    def _seat(self, sheet: Sheet) -> None:
        wooden = self.seat.surface is Surface.WOOD
        box = Box(-self.width / 2, 0, 43, self.width, self.depth - 1, 4 if wooden else 6)
        if wooden:
            block(sheet, box, self.seat, edge=1.5)
            return
        block(
            sheet, Box(-self.width / 2, 0, 42, self.width, self.depth - 1, 2.5), self.frame, edge=1
        )
        soft_block(sheet, box, self.seat, radius=2.6, crown=0.2)

    def _shell(self, sheet: Sheet) -> None:
        half = self.width / 2
        rest = Box(-half, self.depth - 11, 46, self.width, 9, self.height - 46)
        soft_block(sheet, rest, self.seat, radius=4.4, crown=0.1)
        for x in (-half - 2, half - 4):
            if x > 0:
                soft_block(
                    sheet,
                    Box(-half, 0, 43, self.width, self.depth - 6, 8),
                    self.seat,
                    radius=3.6,
                    crown=0.2,
                )
            soft_block(sheet, Box(x, 7, 44, 6, self.depth - 12, 22), self.seat, radius=2.8)


@dataclass(frozen=True)
class LoungeChair(Drawing):
    """An easy chair: an open wooden frame with two loose cushions."""

    frame: Finish = OAK
    cover: Finish = CLOTH
    width: float = 72
    depth: float = 76
    height: float = 78

    def draw(self, sheet: Sheet) -> None:
        """Draw the far frame, the cushions, then the near frame."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.38)
        self._side(sheet, -half)
        inner = self.width - 10
        soft_block(
            sheet,
            Box(-inner / 2, self.depth - 26, 40, inner, 17, self.height - 38),
            self.cover,
            radius=6,
        )
        rail = Box(-half, 3, 26, self.width, 5, 6)
        soft_block(
            sheet,
            Box(-inner / 2, 2, 31, inner, self.depth - 22, 15),
            self.cover,
            radius=5.5,
            crown=0.22,
        )
        block(sheet, rail, self.frame, edge=0.8)
        self._side(sheet, half)

    def _side(self, sheet: Sheet, x: float) -> None:
        far, near = self.depth - 6, 5.0
        rod(sheet, (x, far - 8, 57), (x, far + 3, 0.8), 5, self.frame, taper=0.7)
        rod(sheet, (x, far, 28), (x, near, 30), 4, self.frame)
        rod(sheet, (x, near + 3, 57), (x, near, 0.8), 5, self.frame, taper=0.7)
        arm = Box(x - 3.4, near - 3, 56, 6.8, far - 2, 3.4)
        soft_block(sheet, arm, self.frame, radius=1.6)


@dataclass(frozen=True)
class Stool(Drawing):
    """A round stool or bar stool on four splayed legs."""

    frame: Finish = OAK
    seat: Finish = OAK
    height: float = 46
    width: float = 36

    def draw(self, sheet: Sheet) -> None:
        """Draw the legs with their ring, then the seat."""
        radius, top = self.width / 2, self.height
        ground_shadow(sheet, -radius, -radius, self.width, self.width, strength=0.34)
        spread = radius * 0.94
        feet = [(-spread, spread), (spread, spread), (-spread, -spread), (spread, -spread)]
        for x, y in feet[:2]:
            rod(sheet, (x * 0.55, y * 0.5, top - 2), (x, y, 0.6), 3.8, self.frame, taper=0.7)
        ring_z = top * 0.36
        for start, end in ((0, 1), (0, 2), (1, 3), (2, 3)):
            (ax, ay), (bx, by) = feet[start], feet[end]
            share = 0.83
            rod(
                sheet,
                (ax * share, ay * share, ring_z),
                (bx * share, by * share, ring_z),
                2.0,
                self.frame,
            )
        for x, y in feet[2:]:
            rod(sheet, (x * 0.55, y * 0.5, top - 2), (x, y, 0.6), 3.8, self.frame, taper=0.7)
        self._seat(sheet, radius, top)

    def _seat(self, sheet: Sheet, radius: float, top: float) -> None:
        from_top = -top * 0.966
        thick = 3.4 if self.seat.surface is Surface.WOOD else 6.0
        profile = [
            (radius * 0.95, 0),
            (radius, thick * 0.3),
            (radius, thick * 0.75),
            (radius * 0.94, thick),
        ]
        turn(sheet, profile, self.seat, y=from_top + 1.5, squash=0.26, gloss=0)
        disc(sheet, (0, from_top + 1.5 - thick), radius * 0.94, self.seat)


@dataclass(frozen=True)
class Pouf(Drawing):
    """A round floor cushion, knitted or upholstered in segments."""

    cover: Finish = CLOTH
    width: float = 52
    height: float = 36

    def draw(self, sheet: Sheet) -> None:
        """Draw the bulging body, its segments and the button on top."""
        radius, high = self.width / 2, self.height
        ground_shadow(sheet, -radius, -radius, self.width, self.width, strength=0.42)
        profile = [
            (radius * 0.72, 0), (radius * 0.95, high * 0.14), (radius, high * 0.45),
            (radius * 0.9, high * 0.78), (radius * 0.62, high * 0.96), (radius * 0.3, high),
        ]  # fmt: skip
        path = turn(sheet, profile, self.cover, squash=0.26, gloss=0)
        sheet.fill(path, knit(sheet, self.cover.colour))
        top = -high * 0.99
        sheet.fill(ring((0, top), radius * 0.3, radius * 0.08), lit(self.cover.colour, 0.16))
        for share in (-0.86, -0.5, -0.12, 0.28, 0.64, 0.93):
            points = [
                (radius * 0.16 * share, top),
                (radius * share * 0.86, -high * 0.7),
                (radius * share, -high * 0.4),
                (radius * share * 0.76, 0.5),
            ]
            sheet.line(smooth(points), shaded(self.cover.colour, 0.5), sheet.dot * 3, opacity=0.4)
        sheet.fill(ring((0, top), radius * 0.09, radius * 0.035), shaded(self.cover.colour, 0.3))


@dataclass(frozen=True)
class Bench(Drawing):
    """A long bench: a plank or a cushion on a wooden frame."""

    frame: Finish = OAK
    seat: Finish = OAK
    width: float = 120
    depth: float = 36
    height: float = 45

    def draw(self, sheet: Sheet) -> None:
        """Draw legs, rail and seat."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.34)
        for y in (self.depth - 5, 5):
            for x in (-half + 8, half - 8):
                rod(
                    sheet,
                    (x * 0.97, y, self.height - 3),
                    (x * 1.03, y, 0.6),
                    4.6,
                    self.frame,
                    taper=0.65,
                )
            rod(sheet, (-half + 9, y, 16), (half - 9, y, 16), 2.2, self.frame)
        block(
            sheet,
            Box(-half, 0, self.height - 3.5, self.width, self.depth, 3.5),
            self.frame,
            edge=0.6,
        )
        if self.seat.surface is not Surface.WOOD:
            pad = Box(-half + 1, 0.5, self.height, self.width - 2, self.depth - 1, 6)
            soft_block(sheet, pad, self.seat, radius=2.8, crown=0.2)
