"""Rooms: walls, floors and window light, for scenes and for pictures of things at home."""

from __future__ import annotations

from dataclasses import dataclass

from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.svg import Point, Sheet, polygon
from infra.demo.illustrations.textures import between, chance, grain

PLANKS = "#c6a57c"


@dataclass(frozen=True)
class Placed:
    """A thing at a place of the picture, in picture units, with its scale per centimetre."""

    drawing: Drawing
    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class Room:
    """An empty room seen straight on: a wall, a floor and the light of a window on the left."""

    width: float
    height: float
    horizon: float
    wall: str
    floor: str = PLANKS
    has_window_light: bool = True
    has_skirting: bool = True

    def draw(self, sheet: Sheet) -> None:
        """Paint wall, floor, skirting board and light."""
        w, h, low = self.width, self.height, self.horizon
        wall = [(0, lit(self.wall, 0.3)), (0.5, self.wall), (1, shaded(self.wall, 0.2))]
        sheet.fill(_box(0, 0, w, low), sheet.linear((0, 0), (w, low), wall))
        if self.has_window_light:
            self._light(sheet)
        self._floor(sheet)
        if self.has_skirting:
            board = h * 0.022
            sheet.fill(_box(0, low - board, w, board), mix(lit(self.wall, 0.5), "#fffaf2", 0.4))
            sheet.fill(_box(0, low - board, w, board * 0.12), "#ffffff", opacity=0.6)
        gloom = [(0, "#2a1a10", 0.26), (1, "#2a1a10", 0.0)]
        sheet.fill(_box(0, low, w, h * 0.05), sheet.linear((0, low), (0, low + h * 0.05), gloom))

    def _light(self, sheet: Sheet) -> None:
        u = self.horizon / 10
        for row in range(2):
            for column in range(2):
                x = self.width * 0.16 + column * u * 2.5
                y = u * (1.5 + row * 3.1)
                pane = [
                    (x, y),
                    (x + u * 2.2, y + u * 0.9),
                    (x + u * 2.2, y + u * 3.7),
                    (x, y + u * 2.8),
                ]
                fade = [(0, "#fff3d6", 0.5), (1, "#fff3d6", 0.16)]
                sheet.fill(polygon(pane), sheet.linear(pane[0], pane[2], fade))

    def _floor(self, sheet: Sheet) -> None:
        w, h, low = self.width, self.height, self.horizon
        tones = [(0, shaded(self.floor, 0.14)), (0.35, self.floor), (1, lit(self.floor, 0.22))]
        sheet.fill(_box(0, low, w, h - low), sheet.linear((0, low), (0, h), tones))
        vanish = (w * 0.45, low - (h - low) * 1.6)
        count = 15
        for index in range(count + 1):
            foot = (w * (index / count * 2.2 - 0.6), h)
            edge = _toward(foot, vanish, low)
            sheet.line(
                polygon([edge, foot])[:-1], shaded(self.floor, 0.5), h * 0.0016, opacity=0.34
            )
            if index % 3 == 1:
                following = (w * ((index + 1) / count * 2.2 - 0.6), h)
                corners = [edge, foot, following, _toward(following, vanish, low)]
                sheet.fill(polygon(corners), shaded(self.floor, 0.6), opacity=0.05)


@dataclass(frozen=True)
class Counter:
    """A table-top close by, before a wall out of reach."""

    width: float
    height: float
    horizon: float
    wall: str
    wood: str = "#b98d5e"

    def draw(self, sheet: Sheet) -> None:
        """Paint the wall and the table-top."""
        room = Room(self.width, self.height, self.horizon, self.wall, has_skirting=False)
        room.draw(sheet)
        w, h, low = self.width, self.height, self.horizon
        tones = [(0, shaded(self.wood, 0.1)), (0.3, lit(self.wood, 0.1)), (1, lit(self.wood, 0.3))]
        sheet.fill(_box(0, low, w, h - low), sheet.linear((0, low), (w * 0.2, h), tones))
        sheet.fill(_box(0, low, w, h * 0.004), lit(self.wood, 0.6), opacity=0.7)
        dice = chance("counter")
        for board in range(3):
            top = low + (h - low) * board / 3
            corners = [(0.0, top), (w, top), (w, top + (h - low) / 3), (0.0, top + (h - low) / 3)]
            grain(sheet, between(corners), self.wood, lines=7, key=("board", board, dice.random()))
            sheet.line(polygon(corners[:2])[:-1], shaded(self.wood, 0.5), h * 0.0016, opacity=0.4)


def furnish(sheet: Sheet, things: list[Placed]) -> None:
    """Put things into a room, the farthest first."""
    for thing in things:
        sheet.dot, outer = 1 / thing.scale, sheet.dot
        with sheet.moved(thing.x, thing.y, thing.scale):
            thing.drawing.draw(sheet)
        sheet.dot = outer


def painted(colour: str, surface: Surface = Surface.FABRIC) -> Finish:
    """Return a finish of a plain colour."""
    return Finish(colour, surface)


def _box(x: float, y: float, width: float, height: float) -> str:
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def _toward(foot: Point, vanish: Point, level: float) -> Point:
    share = (foot[1] - level) / (foot[1] - vanish[1])
    return foot[0] + (vanish[0] - foot[0]) * share, level
