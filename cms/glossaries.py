"""What words of the shop are called in another language, and whether a translation keeps to them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import Stemmer
from django.utils.translation import gettext as _

_TAG: Final = re.compile(r"<[^>]*>")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Term:
    """A word or a few of them; what stays as it is has itself for translation."""

    text: str
    translation: str

    @property
    def stays(self) -> bool:
        return self.text == self.translation


class _Said(NamedTuple):
    """A translation as it stands there, and its words without endings."""

    plain: str
    stems: list[str]


@dataclass(frozen=True)
class Glossary:
    """The terms from one language into another one, each by its code."""

    source: str
    target: str
    terms: Sequence[Term] = ()

    def terms_in(self, text: str) -> list[Term]:
        """Return the terms that a text has, whatever their endings, in the order of the glossary.

        What stands inside of a longer term is not looked for: “card” is not in “gift card”, if both
        are terms.
        """
        words, taken, found = _stems(text, self.source), set[int](), set[Term]()
        for stems, term in self._longest_first:
            for place in _places(stems, words):
                if taken.isdisjoint(place):
                    taken.update(place)
                    found.add(term)
        return [term for term in self.terms if term in found]

    def broken(self, source: str, translation: str) -> list[Term]:
        """Return the terms of the source that its translation says in other words.

        Endings and compounds count as kept; what stays as it is has to stand there to the letter.
        A translation that is still missing breaks none.
        """
        if not translation:
            return []
        said = _Said(_plain(translation).casefold(), _stems(translation, self.target))
        return [term for term in self.terms_in(source) if not self._is_kept(term, said)]

    def _is_kept(self, term: Term, said: _Said) -> bool:
        plain = _plain(term.translation).casefold()
        if plain in said.plain or term.stays:
            return plain in said.plain
        return all(
            any(stem in word for word in said.stems)
            for stem in _stems(term.translation, self.target)
        )

    @cached_property
    def _longest_first(self) -> list[tuple[list[str], Term]]:
        known = [(_stems(term.text, self.source), term) for term in self.terms]
        return sorted(known, key=lambda each: -len(each[0]))


def say_broken(terms: Iterable[Term]) -> str:
    """Return one sentence for each term that a translation does not keep to; nothing for none."""
    return " ".join(_say(term) for term in terms)


def _say(term: Term) -> str:
    if term.stays:
        return _("The glossary leaves “%(term)s” as it is.") % {"term": term.text}
    told = {"term": term.text, "translation": term.translation}
    return _("The glossary says “%(translation)s” for “%(term)s”.") % told


def _places(stems: Sequence[str], words: Sequence[str]) -> list[range]:
    """Return where those stems stand one behind the other; nowhere for none."""
    size = len(stems)
    starts = range(len(words) - size + 1) if size else ()
    return [range(at, at + size) for at in starts if words[at : at + size] == stems]


def _stems(text: str, locale: str) -> list[str]:
    """Return the words without their endings; whole ones where Snowball does not know the language."""
    words = _WORD.findall(_plain(text).casefold())
    try:
        # A new one each time: it has one buffer, which threads must not share.
        return Stemmer.Stemmer(locale.partition("-")[0], 0).stemWords(words)
    except KeyError:
        return words


def _plain(text: str) -> str:
    """Words alone, without mark-up and without the vowel signs that Arabic may leave out."""
    shown = unicodedata.normalize("NFKC", html.unescape(_TAG.sub(" ", text)))
    return "".join(sign for sign in shown if not unicodedata.combining(sign))
