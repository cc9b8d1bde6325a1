"""Finishes: what a surface is made of, and therefore how it takes the light."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Surface(StrEnum):
    """Kinds of surface; each has its own light and its own texture."""

    WOOD = "wood"
    FABRIC = "fabric"
    BOUCLE = "boucle"
    LEATHER = "leather"
    METAL = "metal"
    PAINT = "paint"
    CERAMIC = "ceramic"
    GLASS = "glass"
    STONE = "stone"
    WICKER = "wicker"
    PAPER = "paper"
    WAX = "wax"


@dataclass(frozen=True)
class Finish:
    """A colour on a surface."""

    colour: str
    surface: Surface


OAK = Finish("#c99f6b", Surface.WOOD)
WALNUT = Finish("#7d5539", Surface.WOOD)
ASH = Finish("#dcc39c", Surface.WOOD)
BLACK_ASH = Finish("#37322e", Surface.WOOD)
BRASS = Finish("#c49a4a", Surface.METAL)
BLACK_STEEL = Finish("#34322f", Surface.METAL)
NICKEL = Finish("#b4b2ac", Surface.METAL)
MARBLE = Finish("#ece7df", Surface.STONE)
LINEN_SHADE = Finish("#efe4cf", Surface.PAPER)
