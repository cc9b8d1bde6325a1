"""Strings of the website's pages and snippets, to be translated as wagtail-localize cuts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import translation
from django.utils.translation import gettext as _

from chatbot.enums import Writing
from chatbot.errors import NothingToWriteError
from cms.selectors import find_glossary

from .marks import Marked
from .readings import Fact, Field, Offer, Reading
from .subjects import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cms.registry import Passage

MOST: Final = 8_000


class WebsiteText(Source):
    """Some strings of one page, each a text by the name of `t1`, `t2` and so on."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self.channel = passage.channel
        self._marked = {
            f"t{number}": (text, marked)
            for number, text in enumerate(passage.texts, 1)
            if len(text) <= MOST and (marked := Marked(text)).is_clear
        }

    @property
    def pk(self) -> int:
        return self._passage.key

    @property
    def name(self) -> str:
        return self._passage.name

    def offers(self) -> list[Offer]:
        return [Offer(Writing.PAGE_TRANSLATION, (self._passage.target,))]

    def read(self, writing: Writing, locale: str, part: str) -> Reading:
        if not self._marked:
            raise NothingToWriteError
        texts = {name: marked.text for name, (_html, marked) in self._marked.items()}
        with translation.override(locale):
            page = Fact(_("Page"), self.name)
        return Reading(
            writing,
            locale,
            (page, *(Fact(name, text, is_whole=True) for name, text in texts.items())),
            before={},
            glossary=find_glossary(source=self._passage.source, target=locale),
            sources={name: html for name, (html, _marked) in self._marked.items()},
            own_fields=tuple(
                Field(name, name, f"translation of {name}", MOST, is_marked=True) for name in texts
            ),
        )

    def to_html(self, proposed: Mapping[str, str]) -> dict[str, str]:
        """Return translations by string, without those that have lost their inline elements."""
        told = (
            (html, marked.to_html(proposed[name]))
            for name, (html, marked) in self._marked.items()
            if name in proposed
        )
        return {html: translated for html, translated in told if translated}
