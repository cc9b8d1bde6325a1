"""Stripe's way of writing members of members in a form: metadata[session]=…, expand[0]=…."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

_PART = re.compile(r"\[([^\]]*)\]")


def read_form(text: str) -> dict[str, Any]:
    """Return the members; what is numbered or has no name is a list."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, *rest = [name.partition("[")[0], *_PART.findall(name)]
        _put(found, [first, *rest], value)
    return {name: _as_list(value) for name, value in found.items()}


def _put(place: dict[str, Any], names: list[str], value: str) -> None:
    for name in names[:-1]:
        place = place.setdefault(name or str(len(place)), {})
    place[names[-1] or str(len(place))] = value


def _as_list(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdigit() for name in value):
        return [_as_list(each) for each in value.values()]
    return {name: _as_list(each) for name, each in value.items()}


def is_yes(value: Any) -> bool:
    return str(value).lower() == "true"
