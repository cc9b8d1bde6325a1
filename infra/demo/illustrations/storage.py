"""Shelves, sideboards, chests, boxes and hook rails."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.camera import STUDIO
from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import BRASS, OAK, Finish, Surface
from infra.demo.illustrations.lathe import mouth, turn
from infra.demo.illustrations.solids import (
    Box,
    bar,
    block,
    face,
    ground_shadow,
    pool,
    rod,
    soft_block,
)
from infra.demo.illustrations.svg import Sheet, polyline, rounded
from infra.demo.illustrations.tables import fronts
from infra.demo.illustrations.textures import between, chance, grain, weave, wicker

BOOK_COLOURS = (
    "#b8694a",
    "#38503f",
    "#e3d8c5",
    "#6d8296",
    "#c9962f",
    "#8b4a3f",
    "#efe8dc",
    "#54473f",
)


@dataclass(frozen=True)
class Shelf(Drawing):
    """An open bookcase with a few things on its boards."""

    body: Finish = OAK
    width: float = 80
    height: float = 180
    depth: float = 32
    rows: int = 5
    columns: int = 1
    open_back: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Draw back and far side, then board upon board with what stands there, then the near side."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.36)
        if not self.open_back:
            self._back(sheet, half)
        block(sheet, Box(-half, 0, 0, 2.4, self.depth, self.height), self.body)
        self._inner_side(sheet, half)
        each = (self.height - 8) / self.rows
        for row in range(self.rows + 1):
            z = 6 + row * each - (2 if row == self.rows else 0)
            block(
                sheet,
                Box(-half + 2, 0.4, z, self.width - 4, self.depth - 0.8, 2.2),
                self.body,
                lines=3,
            )
            if row < self.rows:
                self._bays(sheet, half, z + 2.2, each - 2.2, row)
        block(sheet, Box(half - 2.4, 0, 0, 2.4, self.depth, self.height), self.body)

    def _back(self, sheet: Sheet, half: float) -> None:
        panel = face(
            Box(-half + 2, self.depth - 1, 6, self.width - 4, 0.5, self.height - 8), "front"
        )
        colour = shaded(self.body.colour, 0.24)
        sheet.solid(
            panel,
            sheet.linear(
                panel[0],
                panel[2],
                [(0, shaded(colour, 0.25)), (0.5, colour), (1, shaded(colour, 0.1))],
            ),
        )

    def _inner_side(self, sheet: Sheet, half: float) -> None:
        inner = face(Box(-half + 1.4, 0.5, 6, 1, self.depth - 1, self.height - 7), "right")
        sheet.solid(inner, shaded(self.body.colour, 0.3))

    def _bays(self, sheet: Sheet, half: float, z: float, room: float, row: int) -> None:
        wide = (self.width - 4) / self.columns
        for column in range(self.columns):
            x = -half + 2 + column * wide
            stand = Box(x + 1, 5, z, wide - 3, self.depth - 10, room)
            put_things(sheet, stand, key=(row, column, self.columns))
            if column:
                block(sheet, Box(x - 1, 0.4, z, 2.0, self.depth - 1, room), self.body, lines=2)


def put_things(sheet: Sheet, room: Box, *, key: object) -> None:
    """Put books or a vessel into a compartment, decently spaced."""
    dice = chance("things", key)
    x = room.x + dice.uniform(0, room.width * 0.12)
    limit = room.x + room.width * dice.uniform(0.4, 0.72)
    lying = dice.random() < 0.3
    if lying:
        _lying_books(sheet, room, x, dice.randrange(2, 4), key)
    while not lying and x < limit:
        thick, tall = dice.uniform(2.2, 4.6), room.height * dice.uniform(0.55, 0.82)
        colour = dice.choice(BOOK_COLOURS)
        book = Box(
            x, room.y + dice.uniform(0, 3), room.z, thick, min(16, room.depth), min(tall, 27)
        )
        block(sheet, book, Finish(colour, Surface.PAINT), edge=0.2)
        x += thick + 0.15
    if room.x + room.width - limit > 11:
        _vessel(sheet, room, key)


def _lying_books(sheet: Sheet, room: Box, x: float, count: int, key: object) -> None:
    dice, z = chance("lying", key), room.z
    for _ in range(count):
        wide = min(room.width * 0.5, dice.uniform(18, 24))
        colour = dice.choice(BOOK_COLOURS)
        block(sheet, Box(x, room.y + 2, z, wide, 15, 3), Finish(colour, Surface.PAINT), edge=0.2)
        z += 3


def _vessel(sheet: Sheet, room: Box, key: object) -> None:
    dice = chance("vessel", key)
    x = room.x + room.width - dice.uniform(7, 9)
    spot = STUDIO.see((x, room.y + room.depth / 2, room.z))
    high, wide = min(room.height * 0.62, dice.uniform(11, 19)), dice.uniform(3.6, 5.4)
    finish = Finish(dice.choice(BOOK_COLOURS), Surface.CERAMIC)
    profile = [(wide * 0.6, 0), (wide, high * 0.35), (wide * 0.8, high * 0.7), (wide * 0.4, high)]
    pool(sheet, (spot[0] + 1, spot[1]), wide * 1.3, wide * 0.4, strength=0.5, on_floor=False)
    turn(sheet, profile, finish, x=spot[0], y=spot[1])
    mouth(sheet, (spot[0], spot[1] - high), wide * 0.4, finish)


@dataclass(frozen=True)
class Sideboard(Drawing):
    """A low cupboard on legs. `front` is one of plain, reeded, cane or drawers."""

    body: Finish = OAK
    front: str = "reeded"
    knob: Finish = BRASS
    legs: Finish = OAK
    width: float = 150
    depth: float = 42
    height: float = 72
    doors: int = 3
    rows: int = 1
    leg: float = 15

    def draw(self, sheet: Sheet) -> None:
        """Draw legs, case and fronts."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.38)
        for y in (self.depth - 6, 6):
            for x in (-half + 8, half - 8):
                rod(sheet, (x, y, self.leg + 1), (x * 1.02, y, 0.5), 4.2, self.legs, taper=0.6)
        case = Box(-half, 0, self.leg, self.width, self.depth, self.height - self.leg)
        block(sheet, case, self.body)
        inset = Box(
            -half + 2, 0, self.leg + 2, self.width - 4, self.depth, self.height - self.leg - 4
        )
        fronts(sheet, inset, self.body, columns=self.doors, rows=self.rows, knob=self.knob)
        if self.front in ("reeded", "cane"):
            self._overlay(sheet, inset)

    def _overlay(self, sheet: Sheet, case: Box) -> None:
        wide = case.width / self.doors
        for door in range(self.doors):
            margin = 1.4 if self.front == "reeded" else 5.0
            panel = Box(
                case.x + door * wide + margin,
                -0.7,
                case.z + margin,
                wide - 2 * margin,
                1,
                case.height - 2 * margin,
            )
            corners = face(panel, "front")
            if self.front == "reeded":
                self._reeds(sheet, panel)
            else:
                sheet.solid(corners, shaded("#d9bc8a", 0.1))
                sheet.solid(corners, wicker(sheet, "#d9bc8a", size=17))
            middle = STUDIO.see((panel.x + panel.width - 3, -1.4, panel.z + panel.height / 2))
            bar(sheet, (middle[0], middle[1] - 3), (middle[0], middle[1] + 3), 1.5, self.knob)

    def _reeds(self, sheet: Sheet, panel: Box) -> None:
        at = between(face(panel, "front"))
        count = max(8, round(panel.width / 2.6))
        for index in range(count):
            u = (index + 0.5) / count
            width = panel.width / count * 0.9
            ends = [at(u, 0.005), at(u, 0.995)]
            sheet.line(polyline(ends), shaded(self.body.colour, 0.34), width * 0.45, opacity=0.75)
            lit_ends = [at(u - 0.32 / count, 0.005), at(u - 0.32 / count, 0.995)]
            sheet.line(polyline(lit_ends), lit(self.body.colour, 0.3), width * 0.24, opacity=0.7)


@dataclass(frozen=True)
class StorageBox(Drawing):
    """A lidded box of fabric, paper or wood with a label holder."""

    body: Finish = Finish("#a3ae8e", Surface.FABRIC)
    trim: Finish = BRASS
    width: float = 34
    depth: float = 26
    height: float = 20
    lid: bool = True

    def draw(self, sheet: Sheet) -> None:
        """Draw the body, the lid and the label."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.44)
        body = Box(-half, 0, 0, self.width, self.depth, self.height)
        block(sheet, body, self.body, edge=0.4)
        if self.lid:
            rim = Box(-half - 0.5, -0.5, self.height - 4, self.width + 1, self.depth + 1, 4.6)
            shadow = face(Box(-half, -0.1, self.height - 6, self.width, 1, 2.4), "front")
            sheet.solid(shadow, shaded(self.body.colour, 0.6), opacity=0.3)
            block(sheet, rim, self.body, edge=0.5)
        if self.body.surface is Surface.FABRIC:
            for side in ("front", "right"):
                sheet.solid(face(body, side), weave(sheet, self.body.colour))
        self._label(sheet)

    def _label(self, sheet: Sheet) -> None:
        plate = face(Box(-4.6, -0.4, self.height * 0.3, 9.2, 0.3, 4.4), "front")
        card = face(Box(-3.9, -0.6, self.height * 0.3 + 0.8, 7.8, 0.3, 2.9), "front")
        sheet.solid(plate, self.trim.colour, round_by=0.25)
        sheet.solid(card, "#f6f0e4")
        sheet.line(
            polyline([card[0], card[1]]),
            shaded(self.trim.colour, 0.4),
            sheet.dot * 1.5,
            opacity=0.5,
        )


@dataclass(frozen=True)
class Crate(Drawing):
    """An open wooden crate of slats."""

    body: Finish = OAK
    width: float = 42
    depth: float = 30
    height: float = 24

    def draw(self, sheet: Sheet) -> None:
        """Draw far slats, the dark inside and the near slats."""
        half = self.width / 2
        ground_shadow(sheet, -half, 0, self.width, self.depth, strength=0.42)
        dark = Finish(shaded(self.body.colour, 0.42), Surface.WOOD)
        block(sheet, Box(-half, self.depth - 1.2, 0, self.width, 1.2, self.height), dark)
        inner = face(Box(-half, 0, 0, 1.2, self.depth, self.height), "right")
        sheet.solid(inner, shaded(self.body.colour, 0.34))
        inside = face(Box(-half + 1, 1, 1, self.width - 2, self.depth - 2, 4), "top")
        sheet.solid(inside, shaded(self.body.colour, 0.5))
        slat = (self.height - 2.4) / 3
        for row in range(3):
            z = row * (slat + 1.2)
            block(sheet, Box(half - 1.3, 0, z, 1.3, self.depth, slat), self.body, lines=3)
            block(sheet, Box(-half, 0, z, self.width, 1.3, slat), self.body, lines=4)
        for x in (-half, half - 2.4):
            block(sheet, Box(x, -0.8, 0, 2.4, 0.9, self.height), self.body, lines=2)


@dataclass(frozen=True)
class HookRail(Drawing):
    """A wall rail with pegs; something hangs from it."""

    body: Finish = OAK
    peg: Finish = OAK
    pegs: int = 5
    width: float = 80
    anchor = "centre"

    def draw(self, sheet: Sheet) -> None:
        """Draw the wall shadow, the rail and the pegs."""
        half, high = self.width / 2, 9.0
        c = self.body.colour
        sheet.fill(rounded(-half + 1.5, 2.4, self.width, high, 3), "#4a3826", opacity=0.16)
        sheet.fill(rounded(-half + 0.8, 1.2, self.width, high, 3), "#4a3826", opacity=0.16)
        paint = sheet.linear((0, 0), (0, high), [(0, lit(c, 0.25)), (0.3, c), (1, shaded(c, 0.2))])
        sheet.fill(rounded(-half, 0, self.width, high, 2.4), paint)
        from_left = [
            (-half + 1, 1.2),
            (half - 1, 1.2),
            (half - 1, high - 1.2),
            (-half + 1, high - 1.2),
        ]
        if self.body.surface is Surface.WOOD:
            grain(sheet, between(from_left), c, lines=7, key="rail")
        for index in range(self.pegs):
            x = -half + self.width * (index + 0.5) / self.pegs
            self._peg(sheet, x, high / 2)
        sheet.reach([(-half, -half * 0.35), (half, high + half * 0.35)])

    def _peg(self, sheet: Sheet, x: float, y: float) -> None:
        pool(sheet, (x + 2.4, y + 3.4), 4.4, 3.6, strength=0.5, on_floor=False)
        c = self.peg.colour
        paint = sheet.radial(
            (x - 1, y - 1.2), 4.2, [(0, lit(c, 0.6)), (0.5, c), (1, shaded(c, 0.4))]
        )
        bar(sheet, (x, y), (x, y + 2.6), 2.6, Finish(mix(c, "#000000", 0.25), self.peg.surface))
        sheet.fill(rounded(x - 2.9, y - 1.2, 5.8, 5.8, 2.9), paint)


@dataclass(frozen=True)
class Bed(Drawing):
    """A double or single bed with pillows and a duvet."""

    frame: Finish = OAK
    head: Finish = OAK
    duvet: Finish = Finish("#ece4d6", Surface.FABRIC)
    pillow: Finish = Finish("#f6f1e8", Surface.FABRIC)
    throw: Finish = Finish("", Surface.FABRIC)
    width: float = 160
    depth: float = 205
    head_height: float = 98

    def draw(self, sheet: Sheet) -> None:
        """Draw head, frame, mattress, pillows and covers."""
        half, far = self.width / 2, self.depth
        ground_shadow(sheet, -half, 0, self.width, far, strength=0.4, spread=1.2)
        for x in (-half + 8, half - 8):
            rod(sheet, (x, 8, 20), (x, 8, 0.5), 6, self.frame, taper=0.65)
        rod(sheet, (half - 8, far - 8, 20), (half - 8, far - 8, 0.5), 6, self.frame, taper=0.65)
        self._head(sheet, half, far)
        block(sheet, Box(-half, 0, 17, self.width, far, 12), self.frame)
        soft_block(sheet, Box(-half + 3, 2, 27, self.width - 6, far - 4, 18), self.pillow, radius=5)
        self._pillows(sheet, half, far)
        cover = Box(-half + 0.5, 0.2, 25, self.width - 1, far - 62, 25)
        soft_block(sheet, cover, self.duvet, radius=7, crown=0.14)
        fold = Box(-half + 0.5, far - 76, 44, self.width - 1, 22, 8)
        soft_block(sheet, fold, self.pillow, radius=3.6, crown=0.2)
        if self.throw.colour:
            soft_block(
                sheet, Box(-half - 0.4, 14, 23, self.width + 0.8, 46, 28.6), self.throw, radius=6.6
            )

    def _head(self, sheet: Sheet, half: float, far: float) -> None:
        board = Box(-half - 1, far - 4, 14, self.width + 2, 6, self.head_height - 14)
        if self.head.surface is Surface.WOOD:
            block(sheet, board, self.head, edge=1.2)
            return
        wide = (self.width + 2) / 4
        for index in range(4):
            part = Box(board.x + index * wide, board.y - 2, 16, wide, 9, self.head_height - 16)
            soft_block(sheet, part, self.head, radius=3.8)

    def _pillows(self, sheet: Sheet, half: float, far: float) -> None:
        count = 2 if self.width > 120 else 1
        each = (self.width - 12) / count
        for index in range(count):
            x = -half + 6 + index * each
            soft_block(sheet, Box(x + 2, far - 34, 44, each - 4, 22, 34), self.pillow, radius=9)
            soft_block(sheet, Box(x + 4, far - 48, 44, each - 8, 20, 27), self.duvet, radius=8)
