"""The rules and words of a language, read from its folder.

`languages/<code>/` holds `language.toml`, whose keys are the fields of `Language`, and lists of
words: `stop_words.txt`, `irregular.txt` ("stem: form form") and `units.txt` ("cm: centimetre …").
Each may be left out. What stands in `languages/common` holds in every language. A further language is
a further folder, and nothing else. Words that mean the same are in `packs`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "languages"
COMMON: Final = "common"
ALIASES: Final = {"nb": "no", "nn": "no"}  # both ways to write Norwegian

Words = tuple[str, ...]
Replacements = tuple[tuple[str, str], ...]  # regular expressions, and what is put in their place


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What is to be known of a language; of one without a folder, what holds in all of them."""

    code: str
    stemmer: str = ""  # of Snowball; words are their own stems without one
    decimal_comma: bool = False
    head_first: bool = False  # "tapis rouge", not "red rug"
    prepositions: Words = ()  # what follows says more of a thing, but not what it is
    passed_over: Words = ()  # what stands where the head does and is none: "set", "grand"
    negations: Words = ()  # what follows is not wanted
    elisions: Words = ()  # what an apostrophe glues to the front of a word
    clitics: Words = ()  # what is glued to the front of a word where the rest is one: "wa-kursi"
    respellings: Replacements = ()  # of a word without its accents
    before_stemming: Replacements = ()
    keyboards: tuple[Words, ...] = ()
    links: Words = ()  # between the parts of a compound; with them, compounds end with what a thing is
    losses: Words = ()  # what the first part of a compound may lack
    hyphenated: Words = ()  # letters that stand before a hyphen
    pairs: Words = ()  # compounds of two parts that are too short otherwise
    times: Words = ()  # between the numbers of a size
    currencies: Words = ()
    price_words: Words = ()  # what a number of a price is called
    counted: Words = ()  # what a number counts that is no price
    at_most: Words = ()
    at_least: Words = ()
    at_most_priced: Words = ()  # limits only beside a currency
    at_least_priced: Words = ()
    spans: tuple[Words, ...] = ()  # what stands before a span, and what may stand in its middle

    def lines(self, file: str) -> Iterator[str]:
        """Yield the lines of a list that say something, the common ones first."""
        for folder in (COMMON, self.code):
            path = FOLDER / folder / file
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            yield from (line for line in text.splitlines() if line and not line.startswith("#"))

    def table(self, file: str) -> dict[str, str]:
        """Return what stands before the colon, by each of the words behind it."""
        rows = (line.split(":") for line in self.lines(file))
        return {word: name for name, words in rows for word in words.split()}


@lru_cache(maxsize=256)
def get_language(locale: str) -> Language:
    """Return the language of a locale; "de-AT" is German."""
    code = locale.replace("_", "-").partition("-")[0].lower()
    code = ALIASES.get(code, code)
    is_known = code.isalpha() and (FOLDER / code).is_dir()
    return _language(code if is_known else "")


@cache
def _language(code: str) -> Language:
    common, own = _rules(COMMON), _rules(code) if code else {}
    both = {key: common[key] + own[key] for key in common.keys() & own.keys()}
    return Language(code=code, **{**common, **own, **both})


def _rules(folder: str) -> dict[str, Any]:
    path = FOLDER / folder / "language.toml"
    rules = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {key: _frozen(value) for key, value in rules.items()}


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
