"""Fonts in the one form that Typst reads: TrueType of one weight. Shops bring WOFF2 of many."""

from __future__ import annotations

import io
import struct
from typing import Any, Final

import brotli
from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib.instancer import instantiateVariableFont

# Names of the family, the style and the font itself, and what leads programs to other ones of them.
_NAMES: Final = (1, 2, 3, 4, 6, 16, 17, 21, 22, 25)
# The size that letters are drawn for, where a font has several drawings of them.
_OPTICAL_SIZE: Final = 72
# What reading a font that is broken within raises, wherever it is broken.
_BROKEN: Final = (
    *(TTLibError, brotli.error, OSError, ValueError, LookupError, ArithmeticError, struct.error),
    *(TypeError, AttributeError, AssertionError, NotImplementedError, RecursionError),
)


class FontUnreadableError(ValueError):
    """A file that is no font, or a broken one."""


def to_truetype(content: bytes, *, family: str, weight: int) -> bytes:
    """Return the font as TrueType, called by that name and of that weight, from 1 to 1000.

    A font with one weight alone keeps its own. Raises FontUnreadableError.
    """
    try:
        font = TTFont(io.BytesIO(content))
        if "fvar" in font:
            instantiateVariableFont(font, _chosen(font, weight), inplace=True)
        _name(font, family)
        font["OS/2"].usWeightClass = weight
        font.flavor = None
        written = io.BytesIO()
        font.save(written)
    except _BROKEN as error:
        raise FontUnreadableError(str(error)) from error
    return written.getvalue()


def _chosen(font: Any, weight: int) -> dict[str, float]:
    wanted = {"wght": weight, "opsz": _OPTICAL_SIZE}
    return {
        axis.axisTag: min(
            max(wanted.get(axis.axisTag, axis.defaultValue), axis.minValue), axis.maxValue
        )
        for axis in font["fvar"].axes
    }


def _name(font: Any, family: str) -> None:
    names = font["name"]
    for number in _NAMES:
        names.removeNames(nameID=number)
    said = {1: family, 2: "Regular", 3: family, 4: family, 6: family.replace(" ", "-")}
    for number, text in said.items():
        names.setName(text, number, 3, 1, 0x409)
