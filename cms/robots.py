"""What editors add to robots.txt: checked line by line, so that no typing error hides a shop."""

from __future__ import annotations

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_LINE: Final = re.compile(r"(user-agent|allow|disallow|crawl-delay)\s*:\s*(.*)", re.IGNORECASE)
_AGENT: Final = re.compile(r"[\w*.+/() -]{1,80}")
_DELAY: Final = re.compile(r"\d{1,3}(\.\d)?")
_PATH: Final = re.compile(r"([/*][^\s#]{0,500})?")


def validate_robots(text: str) -> None:
    """Raise ValidationError that names the first line which is none of robots.txt."""
    has_agent = False
    for number, written in enumerate(text.splitlines(), start=1):
        line = written.partition("#")[0].strip()
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise _wrong(
                _("Line %(number)d: “%(line)s” is nothing that robots.txt knows."), number, line
            )
        name, value = found[1].lower(), found[2].strip()
        if name == "user-agent":
            has_agent = True
        elif not has_agent:
            raise _wrong(_("Line %(number)d: name a User-agent first."), number)
        _check(name, value, number)


def _check(name: str, value: str, number: int) -> None:
    if name in ("allow", "disallow"):
        if not _PATH.fullmatch(value):
            message = _(
                "Line %(number)d: “%(value)s” is no path; paths begin with a slash or a star."
            )
            raise ValidationError(message % {"number": number, "value": value})
    elif not (_AGENT if name == "user-agent" else _DELAY).fullmatch(value):
        raise _wrong(
            _("Line %(number)d: “%(line)s” is nothing that robots.txt knows."), number, value
        )


def _wrong(message: str, number: int, line: str = "") -> ValidationError:
    return ValidationError(message % {"number": number, "line": line})
