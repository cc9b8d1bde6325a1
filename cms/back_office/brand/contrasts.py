"""Whether the colours of a branding can be read on each other, said in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.core.colours import READABLE, contrast, is_colour

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour and what it stands on; one that must be readable is refused when it is not."""

    colour: str
    ground: str
    label: Label
    must_be_readable: bool = True


PAIRS: Final = [
    Pair("text_colour", "background_colour", gettext_lazy("Text on the background")),
    Pair("text_colour", "surface_colour", gettext_lazy("Text on cards and fields")),
    Pair(
        "primary_colour",
        "background_colour",
        gettext_lazy("Primary colour on the background, and the other way round on buttons"),
        must_be_readable=False,
    ),
    Pair(
        "accent_colour",
        "background_colour",
        gettext_lazy("Accent colour on the background"),
        must_be_readable=False,
    ),
    Pair("dark_text_colour", "dark_background_colour", gettext_lazy("Text in the dark variant")),
]


def list_unreadable(colours: Mapping[str, Any]) -> Iterator[tuple[Pair, str]]:
    """Yield the pairs that cannot be accepted, with a sentence each."""
    for pair in PAIRS:
        ratio = ratio_of(pair, colours)
        if ratio is not None and pair.must_be_readable and ratio < READABLE:
            yield pair, describe(pair, ratio)


def ratio_of(pair: Pair, colours: Mapping[str, Any]) -> float | None:
    """Return the contrast of a pair; None while one of its colours is none."""
    colour, ground = colours.get(pair.colour, ""), colours.get(pair.ground, "")
    return contrast(colour, ground) if is_colour(colour) and is_colour(ground) else None


def describe(pair: Pair, ratio: float) -> str:
    """Return what a ratio means for readers. Cut, not rounded: 4.49 is not 4.5."""
    said = {"label": pair.label, "ratio": number_format(int(ratio * 10) / 10, 1)}
    if ratio >= 7:
        return _("%(label)s: %(ratio)s to 1, very well readable.") % said
    if ratio >= READABLE:
        return _("%(label)s: %(ratio)s to 1, readable.") % said
    if pair.must_be_readable:
        return _("%(label)s: only %(ratio)s to 1. People need 4.5 to 1 to read it.") % said
    return (
        _("%(label)s: only %(ratio)s to 1. The shop shows a stronger shade that has 4.5 to 1.")
        % said
    )
