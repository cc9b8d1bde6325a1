"""What a shopper says of the page that they stand on, without naming it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from chatbot.guarding.plain import plain
from chatbot.understanding.features import words
from commerce.catalogue.selectors.documents import find_product_document

from .reading import place_in
from .replies import Reply

if TYPE_CHECKING:
    from chatbot.understanding.classifier import Reading

    from .composing import Turn

Document = dict[str, Any]
# Intents that may be about what lies before the shopper; all others are about the shop.
_ABOUT_GOODS: Final = frozenset({"product_search", "product_similar", "cart_add"})
_THIS: Final = frozenset(
    (
        *("this", "these", "it", "its", "dies", "diese", "diesen", "dieser", "dieses", "diesem"),
        *("es", "ihn", "das", "cet", "cette", "ces", "ceci", "cela", "ca", "celui", "celle", "ce"),
        *("il", "elle", "هذا", "هذه", "هاد", "منه", "منها", "به", "بها", "هو", "هي"),
    )
)
# Words of questions; a message of nothing else is about what is shown.
_ASKING: Final = frozenset(
    (
        *("is", "are", "how", "much", "what", "does", "do", "the", "price", "cost", "costs", "of"),
        *(
            "in",
            "stock",
            "available",
            "still",
            "can",
            "i",
            "get",
            "buy",
            "you",
            "have",
            "tell",
            "me",
        ),
        *(
            "which",
            "there",
            "come",
            "comes",
            "welche",
            "welchen",
            "welcher",
            "quels",
            "quelle",
            "quelles",
        ),
        *(
            "about",
            "more",
            "big",
            "اي",
            "wie",
            "viel",
            "teuer",
            "was",
            "kostet",
            "ist",
            "noch",
            "auf",
            "lager",
        ),
        *(
            "verfugbar",
            "lieferbar",
            "da",
            "sie",
            "haben",
            "gibt",
            "der",
            "preis",
            "combien",
            "coute",
        ),
        *(
            "est",
            "prix",
            "le",
            "la",
            "quel",
            "encore",
            "en",
            "disponible",
            "vous",
            "avez",
            "t",
            "que",
        ),
        *("هل", "كم", "سعر", "سعره", "سعرها", "ثمن", "ثمنه", "متوفر", "متوفره", "ما", "لديكم"),
    )
)
_AVAILABLE: Final = (
    "availab",
    "stock",
    "lager",
    "verfugbar",
    "lieferbar",
    "erhaltlich",
    "disponib",
    "متوفر",
    "موجود",
)
# "in blue", "en bleu", "باللون الازرق": something is asked for that the product may not come in.
_LIKE_THAT: Final = re.compile(
    r"\b(?:in|en)\s+(?!stock\b|store\b|magasin\b|welche|which\b|what\b|quel|der\b|the\b|ein)\w+"
    r"|(?:باللون|بلون|بمقاس|بحجم)\s+\w+"
)
# What variants and facts are asked for with, beside the names that the shop gives them.
_KINDS: Final = {
    "colour": ("colo", "farb", "couleur", "لون", "الوان", "الالوان", "اللون"),
    "size": ("size", "gross", "taille", "مقاس", "المقاس", "مقاسات", "حجم"),
    "composition": ("material", "made", "woraus", "matiere", "stoff", "fait", "مصنوع", "مصنوعه"),
    "material": (
        "material",
        "made",
        "woraus",
        "matiere",
        "stoff",
        "fait",
        "مصنوع",
        "مصنوعه",
        "خامه",
    ),
    "width": ("wide", "width", "breit", "large", "largeur", "dimension", "abmess", "عرض", "ابعاد"),
    "height": ("tall", "high", "height", "hoch", "hohe", "haut", "dimension", "abmess", "ارتفاع"),
    "depth": ("deep", "depth", "tief", "profond", "dimension", "abmess", "عمق"),
    "length": ("long", "length", "lang", "longueur", "طول", "الطول"),
    "weight": ("heavy", "weigh", "schwer", "gewicht", "lourd", "poids", "وزن", "الوزن", "يزن"),
}
_STEM: Final = 4


def product_here(turn: Turn) -> Document | None:
    """Return the document of the product on whose page the shopper stands."""
    page = turn.caller.page
    if page is None or page.kind != "product":
        return None
    shopper = turn.caller.shopper
    found = find_product_document(channel=shopper.channel, locale=shopper.locale, slug=page.slug)
    return None if found is None else msgspec.json.decode(found)


def is_of_category(turn: Turn, text: str) -> bool:
    """Whether a search that says nothing but a limit is about the category on show."""
    page = turn.caller.page
    said = set(words(text)) - _THIS - _ASKING
    return page is not None and page.kind == "category" and not said


def asked_of_here(turn: Turn, reading: Reading) -> Callable[[], Reply] | None:
    """What a message wants to know of the product on show; None when it is about something else."""
    if not (reading.is_declined or reading.intent in _ABOUT_GOODS):
        return None
    if reading.intent == "cart_add" and not reading.is_declined:
        return None
    document = product_here(turn)
    if document is None or _is_of_others(turn):
        return None
    asked = _Asked(words(turn.text), plain(turn.text), document)
    return asked.answer if asked.is_about_it else None


def _is_of_others(turn: Turn) -> bool:
    """Whether one of the products shown last is meant by its place."""
    shown = turn.before[0].get("products", []) if turn.before else []
    return len(shown) > 1 and place_in(turn.text, len(shown)) is not None


class _Asked:
    """A question and the product that it may be about."""

    def __init__(self, said: list[str], text: str, document: Document) -> None:
        self._said, self._document = said, document
        self._has_this = bool(_THIS & set(said))
        self._is_for_variant = bool(_LIKE_THAT.search(text))
        self._is_for_stock = any(word.startswith(_AVAILABLE) for word in said)
        self._options = [each["code"] for each in document["options"] if self._names(each)]
        self._facts = [each["code"] for each in document["attributes"] if self._names(each)]
        self._values = {
            (option["code"], value["code"])
            for option in document["options"]
            for value in option["values"]
            if _is_said(words(value["label"]), said)
        }

    @property
    def is_about_it(self) -> bool:
        named = bool(self._options or self._facts)
        particular = named or self._is_for_stock or bool(self._values and self._is_for_variant)
        if particular and (self._has_this or self._is_short):
            return True
        if self._has_this and self._is_for_variant and self._document["options"]:
            return True
        return self._has_this and self._is_short

    @property
    def _is_short(self) -> bool:
        """Whether no other thing is named: nothing is left beside the question and its kinds."""
        rest = [word for word in self._said if word not in _THIS | _ASKING]
        kinds = tuple(word for each in _KINDS.values() for word in each)
        known = [word for labels in self._labels() for word in labels]
        return all(word.startswith((*_AVAILABLE, *kinds)) or word in known for word in rest)

    def _labels(self) -> Iterable[list[str]]:
        return (
            words(value["label"]) for each in self._document["options"] for value in each["values"]
        )

    def answer(self) -> Reply:
        """Say what the shop knows of it."""
        product = self._document["id"]
        if self._facts and not self._options and not self._values:
            return Reply(say="here_facts", products=[product], facts=self._facts)
        if not self._document["options"]:
            return Reply(say="here", products=[product])
        chosen = [each["id"] for each in self._document["variants"] if self._is_meant(each)]
        everything = [each["id"] for each in self._document["variants"]]
        if self._values:
            say = "here_variants" if chosen else "here_other"
            return Reply(say=say, products=[product], variants=chosen or everything)
        if self._is_for_variant and not self._options:
            return Reply(say="here_other", products=[product], variants=everything)
        if self._options or self._is_for_stock:
            return Reply(say="here_variants", products=[product], variants=everything)
        return Reply(say="here", products=[product])

    def _is_meant(self, variant: Document) -> bool:
        """Whether the variant has what is named of each option that something is named of."""
        by_option: dict[str, set[str]] = {}
        for option, value in self._values:
            by_option.setdefault(option, set()).add(value)
        return all(variant["options"].get(option) in values for option, values in by_option.items())

    def _names(self, each: Document) -> bool:
        """Whether a fact or an option is asked for, by its name or by a word for its kind."""
        code = each["code"].casefold()
        asked = next((words_ for kind, words_ in _KINDS.items() if kind in code), ())
        by_kind = bool(asked) and any(word.startswith(asked) for word in self._said)
        return by_kind or _is_said(words(each.get("name") or ""), self._said)


def _is_said(named: list[str], said: list[str]) -> bool:
    """Whether all words of a name are said, in whichever of their forms."""
    return bool(named) and all(any(_is_form(name, word) for word in said) for name in named)


def _is_form(name: str, word: str) -> bool:
    bare = word.removeprefix("ال") if len(word) > _STEM else word
    name = name.removeprefix("ال") if len(name) > _STEM else name
    if min(len(name), len(bare)) < _STEM:
        return name == bare
    return name[:_STEM] == bare[:_STEM] and abs(len(name) - len(bare)) <= 3
