"""Colour arithmetic for the illustrations: every tone of a thing comes from one base colour."""

from __future__ import annotations

from functools import lru_cache

WARM_LIGHT = "#fff6e6"
DEEP_SHADE = "#1c130d"


def parse(colour: str) -> tuple[int, int, int]:
    """Split `#rrggbb` into its three channels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=8192)
def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; `share` 0 gives the first, 1 the second."""
    pairs = zip(parse(first), parse(second), strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return f"#{red:02x}{green:02x}{blue:02x}"


def lit(colour: str, amount: float) -> str:
    """Move a colour towards warm light: what the window does to it."""
    return mix(colour, WARM_LIGHT, amount)


def shaded(colour: str, amount: float) -> str:
    """Move a colour towards a warm dark: never plain black, which looks like soot."""
    return mix(colour, DEEP_SHADE, amount)


def luminance(colour: str) -> float:
    """Return perceived brightness between 0 and 1."""
    red, green, blue = parse(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
