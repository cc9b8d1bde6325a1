"""Colours as people read them: contrast as WCAG 2.2 measures it."""

from __future__ import annotations

import re
from typing import Final

# WCAG 2.2: 1.4.3 for text that is neither large nor bold, 1.4.11 for edges and signs.
READABLE: Final = 4.5
SEEN: Final = 3.0


COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: object) -> bool:
    """Tell whether it is a colour such as `#6b7a4b`."""
    return isinstance(text, str) and COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours' brightness, from 1 to 21; colours look like `#6b7a4b`."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 for black to 1 for white."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(background: str) -> str:
    """Return black or white, whichever is read better on that colour."""
    return max("#ffffff", "#000000", key=lambda colour: contrast(colour, background))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
