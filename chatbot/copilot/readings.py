"""What a model may know of a thing, which of its texts are asked for, and how long they may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from chatbot.enums import Writing
from chatbot.guarding.claims import claims_in

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from cms.glossaries import Glossary, Term
    from commerce.integrations.shapes import Picture

# What the facts of a thing may claim of it. Prices, links, codes and promises change elsewhere.
_PLAIN_CLAIMS: Final = frozenset({"number", "percent", "duration", "date", "code"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so. What `is_whole` claims may be said again; else names and numbers only."""

    name: str
    value: str
    is_whole: bool = False


def attribute(name: str, value: str) -> Fact:
    """Return a fact of what somebody filled in; one that claims a price or promises gives words only."""
    kinds = {claim.kind for claim in claims_in(value)}
    return Fact(name, value, is_whole=kinds <= _PLAIN_CLAIMS)


@dataclass(frozen=True, slots=True)
class Field:
    """One text. `best` is how long it had better be, `most` how long it can be, in characters.

    What `is_formatted` has paragraphs and lists, what `is_marked` inline elements as marks.
    """

    name: str
    label: str | _StrPromise
    told: str
    most: int
    best: int = 0
    is_formatted: bool = False
    is_marked: bool = False


SUMMARY: Final = Field("summary", _("Summary"), "one sentence for lists", 255, 160)
DESCRIPTION: Final = Field(
    "description", _("Description"), "two to four short paragraphs", 6_000, is_formatted=True
)
NAME: Final = Field("name", _("Name"), "the name, as short as it is", 255)
SHORT_NAME: Final = Field("name", _("Name"), "the name, as short as it is", 128)
SEO_TITLE: Final = Field(
    "seo_title", _("Title for search engines"), "a title for search engines", 255, 60
)
SEO_DESCRIPTION: Final = Field(
    "seo_description", _("Description for search engines"), "what search engines show", 320, 160
)
FIELDS: Final[Mapping[Writing, tuple[Field, ...]]] = {
    Writing.PRODUCT_DESCRIPTION: (SUMMARY, DESCRIPTION),
    Writing.PRODUCT_SEO: (SEO_TITLE, SEO_DESCRIPTION),
    Writing.PRODUCT_TRANSLATION: (NAME, SUMMARY, DESCRIPTION, SEO_TITLE, SEO_DESCRIPTION),
    Writing.PRODUCT_PICTURE: (
        Field("caption", _("Picture in words"), "what can be seen, in one sentence", 200, 125),
    ),
    Writing.PAGE_SEO: (SEO_TITLE, SEO_DESCRIPTION),
    Writing.PAGE_TEXT: (
        Field("text", _("Text"), "the text, written anew", 6_000, is_formatted=True),
    ),
    Writing.PICTURE: (
        Field("description", _("Picture in words"), "what can be seen, in one sentence", 255, 125),
    ),
    Writing.CAPTION_TRANSLATION: (
        Field("caption", _("Caption"), "what can be seen, in one sentence", 200, 125),
    ),
    Writing.CATEGORY_TRANSLATION: (NAME, DESCRIPTION, SEO_TITLE, SEO_DESCRIPTION),
    Writing.ATTRIBUTE_TRANSLATION: (SHORT_NAME,),
    Writing.OPTION_TRANSLATION: (
        Field("label", _("Label"), "the word to choose by, as short as it is", 255),
    ),
    Writing.PRODUCT_TYPE_TRANSLATION: (SHORT_NAME,),
    Writing.OFFER_TRANSLATION: (SHORT_NAME, DESCRIPTION),
    Writing.VOUCHER_TRANSLATION: (SHORT_NAME,),
    Writing.PAGE_TRANSLATION: (),  # as many as the page has
    Writing.SHIPPING_TRANSLATION: (
        SHORT_NAME,
        Field("description", _("Description"), "one or two sentences", 255),
    ),
}


@dataclass(frozen=True)
class Reading:
    """One thing as it is now: facts, and those of its texts that are asked for, without mark-up.

    A translation has the glossary into its language, and by name what is translated.
    """

    writing: Writing
    locale: str
    facts: tuple[Fact, ...]
    before: Mapping[str, str]
    picture: Picture | None = None
    names: tuple[str, ...] = field(default=())
    glossary: Glossary | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    own_fields: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The texts asked for: all of them, or those of `names`; of some things only they know which."""
        fields = self.own_fields or FIELDS[self.writing]
        return tuple(each for each in fields if not self.names or each.name in self.names)

    @property
    def terms(self) -> list[Term]:
        """The terms of the glossary that are in what is translated."""
        return self.glossary.terms_in("\n".join(self.sources.values())) if self.glossary else []

    def broken_terms(self, texts: Mapping[str, str]) -> list[Term]:
        """Return the terms that these translations say in other words."""
        if self.glossary is None:
            return []
        found = (self.glossary.broken(self.sources.get(name, ""), texts[name]) for name in texts)
        return list(dict.fromkeys(chain.from_iterable(found)))

    @property
    def told_facts(self) -> list[list[str]]:
        """The facts as they are kept and shown."""
        return [[each.name, each.value] for each in self.facts]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be written about a thing: in which languages, and for which of its parts."""

    writing: Writing
    locales: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = (("", ""),)
