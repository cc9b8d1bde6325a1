"""House plants in pots and stems for vases: every leaf has a lit and a shaded half."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from itertools import pairwise

from infra.demo.illustrations.colour import lit, mix, shaded
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.lathe import turn
from infra.demo.illustrations.solids import pool
from infra.demo.illustrations.svg import Point, Sheet, ring, smooth
from infra.demo.illustrations.textures import chance

GREEN = "#5f7d4c"
DEEP = "#3d5c3f"
OLIVE = "#8a9568"


def leaf(
    sheet: Sheet,
    root: Point,
    length: float,
    width: float,
    angle: float,
    colour: str,
    *,
    bend: float = 0.12,
) -> None:
    """Draw a leaf that grows from `root` at an angle (0 is up, 90 to the right)."""
    turn_by = math.radians(angle)

    def at(along: float, aside: float) -> Point:
        curve = bend * length * along * along * (1 if angle >= 0 else -1)
        x, y = aside * width, along * length
        return (
            root[0] + x * math.cos(turn_by) + y * math.sin(turn_by) + curve * 0.4,
            root[1] + x * math.sin(turn_by) - y * math.cos(turn_by) + curve,
        )

    spine = [at(share, 0) for share in (0, 0.35, 0.7, 1.0)]
    left = [at(0.25, -0.36), at(0.55, -0.5), at(0.85, -0.2)]
    right = [at(0.85, 0.2), at(0.55, 0.5), at(0.25, 0.36)]
    sheet.fill(smooth([spine[0], *left, spine[3], *right], closed=True), shaded(colour, 0.16))
    bright = left if angle < 40 else right[::-1]
    sheet.fill(
        smooth([spine[0], *bright, spine[3], spine[2], spine[1]], closed=True), lit(colour, 0.14)
    )
    sheet.line(smooth(spine), lit(colour, 0.45), max(sheet.dot, width * 0.035), opacity=0.6)
    sheet.reach([*left, *right, spine[3]])


def _monstera(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    for angle in (-62, 58, -34, 36, -8, 14, -80, 78):
        reach = size * dice.uniform(0.5, 0.8)
        turn_by = math.radians(angle)
        tip = (top[0] + reach * math.sin(turn_by), top[1] - reach * math.cos(turn_by))
        knee = (top[0] + reach * 0.3 * math.sin(turn_by), top[1] - reach * 0.55)
        sheet.line(smooth([top, knee, tip]), DEEP, size * 0.014)
        _split_leaf(
            sheet,
            tip,
            size * dice.uniform(0.26, 0.34),
            angle * 1.25,
            mix(DEEP, GREEN, dice.uniform(0.1, 0.9)),
        )


def _split_leaf(sheet: Sheet, root: Point, size: float, angle: float, colour: str) -> None:
    turn_by = math.radians(angle)

    def at(along: float, aside: float) -> Point:
        return (
            root[0] + size * (aside * math.cos(turn_by) + along * math.sin(turn_by)),
            root[1] + size * (aside * math.sin(turn_by) - along * math.cos(turn_by)),
        )

    edge = (
        (-0.12, 0.3),
        (0.1, 0.52),
        (0.3, 0.55),
        (0.32, 0.28),
        (0.5, 0.5),
        (0.62, 0.44),
        (0.6, 0.2),
        (0.82, 0.3),
        (1.0, 0.0),
    )
    right = [at(*pair) for pair in edge]
    left = [at(along, -aside) for along, aside in edge[:-1]]
    sheet.fill(smooth([root, *right, *left[::-1]], closed=True), shaded(colour, 0.14))
    sheet.fill(smooth([root, *left, right[-1], at(0.5, 0)], closed=True), lit(colour, 0.12))
    sheet.line(smooth([root, at(0.5, 0.01), at(1, 0)]), lit(colour, 0.5), size * 0.02, opacity=0.6)
    sheet.reach([*left, *right])


def _snake(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    for index, angle in enumerate((-20, 18, -11, 11, -4, 5, 0)):
        x = top[0] + (index - 3) * size * 0.025
        long = size * dice.uniform(0.68, 1.0) * (1 - abs(angle) * 0.012)
        colour = mix(DEEP, GREEN, dice.uniform(0.2, 0.8))
        leaf(sheet, (x, top[1]), long, size * 0.1, angle, "#c2bd77", bend=0.01)
        leaf(sheet, (x, top[1]), long * 0.97, size * 0.07, angle, colour, bend=0.01)


def _olive(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    crown = (top[0], top[1] - size * 0.68)
    sheet.line(
        smooth(
            [
                top,
                (top[0] + size * 0.03, top[1] - size * 0.25),
                (top[0] - size * 0.01, top[1] - size * 0.5),
                crown,
            ]
        ),
        "#8b7157",
        size * 0.028,
    )
    for _ in range(12):
        angle = dice.uniform(0, math.tau)
        end = (crown[0] + size * 0.26 * math.cos(angle), crown[1] + size * 0.22 * math.sin(angle))
        sheet.line(smooth([(crown[0], crown[1] + size * 0.1), end]), "#8b7157", size * 0.008)
    for index in range(150):
        angle, far = dice.uniform(0, math.tau), dice.random() ** 0.6
        root = (
            crown[0] + size * 0.3 * far * math.cos(angle),
            crown[1] + size * 0.25 * far * math.sin(angle),
        )
        tone = mix(
            shaded(OLIVE, 0.35),
            lit(OLIVE, 0.3),
            0.25 + 0.6 * index / 150 - 0.25 * far * math.sin(angle),
        )
        leaf(sheet, root, size * 0.105, size * 0.036, dice.uniform(-120, 120), tone, bend=0.05)


def _fern(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    for angle in (-86, 84, -66, 62, -46, 44, -26, 26, -8, 10):
        reach = size * dice.uniform(0.68, 0.92)
        turn_by = math.radians(angle)
        colour = mix(GREEN, "#86a05e", dice.random())
        spine = [
            (
                top[0] + reach * share * math.sin(turn_by),
                top[1]
                - reach * share * math.cos(turn_by) * 0.92
                + size * 0.3 * share**2.2 * abs(math.sin(turn_by)),
            )
            for share in (0, 0.2, 0.4, 0.6, 0.8, 1.0)
        ]
        sheet.line(smooth(spine), shaded(colour, 0.3), size * 0.008)
        _fronds(sheet, spine, size, angle, colour)


def _fronds(sheet: Sheet, spine: list[Point], size: float, angle: float, colour: str) -> None:
    for step in range(1, 20):
        share = step / 20 * 5
        index, part = int(share), share - int(share)
        a, b = spine[index], spine[min(index + 1, 5)]
        root = (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
        long = size * 0.1 * (1 - step / 24)
        lean = math.degrees(math.atan2(b[0] - a[0], -(b[1] - a[1])))
        for side in (-58, 58):
            leaf(sheet, root, long, long * 0.34, lean + side, colour, bend=0.0)


def _rubber(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    tip = (top[0] + size * 0.02, top[1] - size * 0.82)
    sheet.line(
        smooth([top, (top[0] - size * 0.02, top[1] - size * 0.4), tip]), "#6b5a45", size * 0.02
    )
    for index in range(11):
        level = 0.12 + index * 0.075
        root = (top[0], top[1] - size * level)
        side = -1 if index % 2 else 1
        angle = side * (68 - index * 4.6)
        tone = mix("#2f4a38", GREEN, dice.uniform(0.1, 0.6))
        leaf(sheet, root, size * (0.36 - index * 0.012), size * 0.17, angle, tone, bend=0.14)


def _trailing(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    for index in range(13):
        share = index / 12 * 2 - 1
        end = (
            top[0] + share * size * 0.44,
            top[1] + size * dice.uniform(0.25, 0.62) * (1 - abs(share) * 0.3),
        )
        peak = (top[0] + share * size * 0.34, top[1] - size * dice.uniform(0.1, 0.24))
        points = [
            top,
            peak,
            ((peak[0] + end[0]) / 2 + share * size * 0.08, (peak[1] + end[1]) / 2),
            end,
        ]
        sheet.line(smooth(points), DEEP, size * 0.007)
        for a, b in pairwise(points[1:]):
            for part in (0.0, 0.35, 0.7, 1.0):
                root = (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
                leaf(
                    sheet,
                    root,
                    size * 0.1,
                    size * 0.075,
                    dice.uniform(90, 270) - 0,
                    mix(GREEN, "#9fb576", dice.random()),
                    bend=0.02,
                )


def _cactus(sheet: Sheet, top: Point, size: float, dice: random.Random) -> None:
    for x, base, wide, high in (
        (-0.15, 0.34, 0.11, 0.3),
        (0.16, 0.46, 0.1, 0.26),
        (0.0, 0.0, 0.19, 0.86),
    ):
        left = top[0] + size * (x - wide / 2)
        foot = top[1] - size * base
        points = [
            (left, foot),
            (left, foot - size * high * 0.8),
            (left + size * wide / 2, foot - size * high),
            (left + size * wide, foot - size * high * 0.8),
            (left + size * wide, foot),
        ]
        stops = [
            (0, shaded(GREEN, 0.1)),
            (0.25, lit(GREEN, 0.3)),
            (0.6, GREEN),
            (1, shaded(GREEN, 0.4)),
        ]
        if base:
            arm = [
                (left + size * wide / 2, foot - size * 0.02),
                (left + size * wide / 2 * (1.1 if x < 0 else 0.9), foot + size * 0.06),
                (top[0], foot + size * 0.07),
            ]
            sheet.line(smooth(arm), shaded(GREEN, 0.22), size * wide * 0.8)
        sheet.fill(smooth(points) + "Z", sheet.linear((left, 0), (left + size * wide, 0), stops))
        for share in (0.25, 0.5, 0.75):
            stroke = f"M{left + size * wide * share:.2f} {foot:.2f}V{foot - size * high * 0.88:.2f}"
            sheet.line(stroke, shaded(GREEN, 0.5), size * 0.006, opacity=0.5)
            sheet.line(stroke, "#f6f0dc", size * 0.01, opacity=0.7, dash=f"0.01 {size * 0.04:.2f}")
        sheet.reach(points)
    sheet.fill(ring((top[0] - size * 0.02, top[1] - size * 0.86), size * 0.035), "#d98f86")


SPECIES = {
    "monstera": _monstera, "snake": _snake, "olive": _olive, "fern": _fern,
    "rubber": _rubber, "trailing": _trailing, "cactus": _cactus,
}  # fmt: skip

POTS = {
    "tapered": [(0.72, 0), (0.78, 0.08), (0.94, 0.8), (1.0, 0.86), (1.0, 1.0)],
    "round": [(0.6, 0), (0.86, 0.12), (1.0, 0.5), (0.92, 0.9), (0.9, 1.0)],
    "cylinder": [(0.92, 0), (0.96, 0.04), (0.98, 0.5), (1.0, 1.0)],
    "footed": [(0.62, 0), (0.56, 0.1), (0.86, 0.26), (1.0, 0.62), (1.0, 1.0)],
}


@dataclass(frozen=True)
class Plant(Drawing):
    """A plant in a pot; an empty species leaves the pot alone."""

    pot: Finish = Finish("#b8694a", Surface.CERAMIC)
    species: str = "monstera"
    shape: str = "tapered"
    pot_width: float = 26
    pot_height: float = 23
    size: float = 58

    def draw(self, sheet: Sheet) -> None:
        """Draw the pot, the soil and the plant."""
        r, h = self.pot_width / 2, self.pot_height
        pool(sheet, (r * 0.3, 0), r * 1.6, r * 0.45, strength=0.6)
        profile = [(share * r, level * h) for share, level in POTS[self.shape]]
        if self.species != "trailing":
            turn(sheet, profile, self.pot)
        self._soil(sheet, r * POTS[self.shape][-1][0], h)
        if self.species:
            top = (0.0, -h + r * 0.03)
            SPECIES[self.species](sheet, top, self.size, chance("plant", self.species))
        if self.species == "trailing":
            self._front(sheet, profile, r, h)

    def _front(self, sheet: Sheet, profile: list[Point], r: float, h: float) -> None:
        turn(sheet, profile, self.pot)
        self._soil(sheet, r * POTS[self.shape][-1][0], h)
        _trailing(sheet, (0.0, -h), self.size * 0.6, chance("trailing front"))

    def _soil(self, sheet: Sheet, r: float, h: float) -> None:
        c = self.pot.colour
        sheet.fill(ring((0, -h), r, r * 0.24), lit(c, 0.34))
        inner = r * 0.9
        stops = [(0, "#2f241b"), (0.6, "#4a3828"), (1, "#6b523b")]
        sheet.fill(
            ring((0, -h + r * 0.02), inner, inner * 0.23), sheet.linear((-r, 0), (r, 0), stops)
        )
        if not self.species:
            sheet.reach([(-r, -h - r * 0.24), (r, 0)])


def stem_of(sheet: Sheet, kind: str, root: Point, spread: float, height: float) -> None:
    """Put stems into a vase: eucalyptus, branch, pampas or tulip."""
    dice = chance("stems", kind)
    leans = {
        "eucalyptus": (-24, -6, 14, 30),
        "branch": (-20, 18),
        "pampas": (-14, 2, 16),
        "tulip": (-20, -2, 18),
    }
    for lean in leans[kind]:
        long = height * dice.uniform(0.82, 1.05)
        turn_by = math.radians(lean)
        start = (root[0] + spread * lean / 40, root[1])
        path = [
            (
                start[0] + long * share * math.sin(turn_by) * (0.5 + share * 0.5),
                start[1] - long * share * math.cos(turn_by),
            )
            for share in (0, 0.25, 0.5, 0.75, 1.0)
        ]
        _stem(sheet, kind, path, long, lean, dice)


def _stem(
    sheet: Sheet, kind: str, path: list[Point], long: float, lean: float, dice: random.Random
) -> None:
    tone = {"eucalyptus": "#7b8f7d", "branch": "#6b5340", "pampas": "#c9b48e", "tulip": "#6f8a52"}[
        kind
    ]
    sheet.line(smooth(path), tone, long * 0.013)
    if kind == "pampas":
        for index in range(60):
            share = 0.6 + index / 60 * 0.42
            root = (
                path[2][0] + (path[4][0] - path[2][0]) * (share - 0.5) * 2,
                path[2][1] + (path[4][1] - path[2][1]) * (share - 0.5) * 2,
            )
            leaf(
                sheet,
                root,
                long * 0.1,
                long * 0.022,
                lean + dice.uniform(-34, 34),
                mix("#e6d6b6", "#c4a97c", dice.random()),
                bend=0.1,
            )
    elif kind == "tulip":
        for offset, colour in ((-0.03, "#c9705c"), (0.03, "#b85d4c"), (0.0, "#d98a72")):
            leaf(
                sheet,
                (path[4][0] + offset * long * 0.5, path[4][1] + long * 0.05),
                long * 0.17,
                long * 0.09,
                lean + offset * 300,
                colour,
                bend=0,
            )
        leaf(sheet, path[1], long * 0.5, long * 0.07, lean + (26 if lean > 0 else -26), GREEN)
    else:
        for point in path[1:]:
            for side in (-1, 1):
                size = long * (0.13 if kind == "eucalyptus" else 0.1)
                colour = "#8fa595" if kind == "eucalyptus" else "#8d9a5b"
                leaf(
                    sheet,
                    point,
                    size,
                    size * (0.72 if kind == "eucalyptus" else 0.4),
                    lean + side * dice.uniform(48, 84),
                    mix(colour, lit(colour, 0.3), dice.random()),
                    bend=0.02,
                )
        leaf(
            sheet,
            path[4],
            long * 0.1,
            long * 0.06,
            lean,
            "#9db3a2" if kind == "eucalyptus" else "#9aa765",
            bend=0,
        )
