"""Texts of the shop that are no products: categories, attributes, offers and the like, to be translated.

Proposals go to the website's desk of catalogue texts, where a person saves what they keep of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from chatbot.enums import Writing
from chatbot.errors import NothingToWriteError
from cms.selectors import find_glossary
from commerce.tenancy.selectors import current_channel

from .formatting import to_lines
from .readings import Fact, Offer, Reading
from .subjects import Source

if TYPE_CHECKING:
    from commerce.catalogue.selectors.translating import TextRow
    from commerce.catalogue.translatable import Part

# What is written, by the code of the desk's kind of thing. Products have a subject of their own.
WRITINGS: Final = {
    "picture": Writing.CAPTION_TRANSLATION,
    "category": Writing.CATEGORY_TRANSLATION,
    "attribute": Writing.ATTRIBUTE_TRANSLATION,
    "option": Writing.OPTION_TRANSLATION,
    "product_class": Writing.PRODUCT_TYPE_TRANSLATION,
    "offer": Writing.OFFER_TRANSLATION,
    "voucher": Writing.VOUCHER_TRANSLATION,
    "shipping": Writing.SHIPPING_TRANSLATION,
}


class CatalogueText(Source):
    """One thing of the desk, in the language that it is translated into."""

    def __init__(self, row: TextRow) -> None:
        self._row = row
        self.channel = current_channel()

    @property
    def pk(self) -> int:
        return self._row.pk

    @property
    def name(self) -> str:
        return self._row.label

    def offers(self) -> list[Offer]:
        return [Offer(WRITINGS[self._row.kind.code], (self._row.locale,))]

    def read(self, writing: Writing, locale: str, part: str) -> Reading:
        texts = [each for each in self._row.texts if each.source]
        if not texts:
            raise NothingToWriteError
        with translation.override(locale):
            facts = [
                Fact(str(each.part.label), _plain(each.part, each.source), is_whole=True)
                for each in texts
            ]
            if self._row.context:
                facts.append(Fact(_("Belongs to"), self._row.context))
        before = {each.part.name: _plain(each.part, each.text) for each in texts}
        return Reading(
            writing,
            locale,
            tuple(facts),
            before,
            names=tuple(before),
            glossary=find_glossary(source=settings.LANGUAGE_CODE, target=locale),
            sources={each.part.name: each.source for each in texts},
        )


def _plain(part: Part, text: str) -> str:
    return to_lines(text) if part.is_formatted else text
