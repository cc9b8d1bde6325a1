"""The website's words, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from infra.demo.catalogue.loading import LOCALES

FILE = Path(__file__).with_name("texts.toml")


@cache
def read() -> dict[str, Any]:
    """Return the file of texts as it is written, with every language."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


def in_language(value: Any, locale: str) -> Any:
    """Return a part of the texts in one language; what is not a list of four texts stays."""
    if isinstance(value, dict):
        return {name: in_language(part, locale) for name, part in value.items()}
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value[LOCALES.index(locale)]
    if isinstance(value, list):
        return [in_language(part, locale) for part in value]
    return value
