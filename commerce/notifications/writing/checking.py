"""What is wrong with a template: told when it is saved, never when it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from commerce.notifications.enums import Medium, PartType

from .filling import fill_short, names_in, rest_of
from .samples import example_values
from .sms import MOST_SEGMENTS, length_of

if TYPE_CHECKING:
    from commerce.notifications.registry import Draft, Kind, Part

_BROKEN: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_LISTS: Final = (PartType.LINES, PartType.PRODUCTS)


def problems_of(draft: Draft, kind: Kind, medium: Medium) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, each with the place: subject, body, text or url."""
    for problem in _of_words(str(draft.subject), kind):
        yield "subject", problem
    for number, part in enumerate(draft.parts, 1):
        for problem in (*_of_words(str(part.text), kind), *_of_part(part, kind)):
            yield (
                "body",
                _("Block %(number)d: %(problem)s")
                % {
                    "number": number,
                    "problem": problem,
                },
            )
    for problem in _of_words(str(draft.short), kind):
        yield "text", problem
    if draft.url and kind.variable(draft.url) is None:
        yield "url", _unknown(draft.url, kind)
    if medium == Medium.SMS:
        for problem in _of_length(draft, kind):
            yield "text", problem


def _of_words(words: str, kind: Kind) -> Iterator[str]:
    for name in names_in(words):
        variable = kind.variable(name)
        if variable is None:
            yield _unknown(name, kind)
        elif isinstance(variable.example, list):
            yield _("“%(name)s” is a list and needs a block of its own.") % {"name": name}
    if found := _BROKEN.search(rest := rest_of(words)):
        around = rest[max(found.start() - 15, 0) : found.end() + 15].strip()
        yield _("A tag is broken near “%(text)s”. Variables look like {{ shop }}.") % {
            "text": around
        }


def _of_part(part: Part, kind: Kind) -> Iterator[str]:
    type_, name, url = part.type, part.variable, part.url
    variable = kind.variable(name) if name else None
    if name and variable is None:
        yield _unknown(name, kind)
    elif type_ in _LISTS and not (variable and isinstance(variable.example, list)):
        yield _("“%(name)s” is no list.") % {"name": name}
    elif type_ == PartType.BUTTON and not name and not url.startswith("https://"):
        yield _("The address begins with https://, or is a variable.")


def _of_length(draft: Draft, kind: Kind) -> Iterator[str]:
    filled = fill_short(draft, kind, example_values(kind)).content
    length = length_of(f"{filled['text']} {filled['url']}".strip())
    if length.is_too_long:
        yield _("This is sent in %(number)d parts; at most %(most)d are.") % {
            "number": length.segments,
            "most": MOST_SEGMENTS,
        }


def _unknown(name: str, kind: Kind) -> str:
    known = ", ".join(each.name for each in kind.all_variables)
    return _("There is no variable “%(name)s”. There are: %(known)s.") % {
        "name": name[:40],
        "known": known,
    }
