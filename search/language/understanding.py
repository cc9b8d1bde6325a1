"""The filters that a text tells: "blue rug under 200" is a colour, a category and a price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commerce.catalogue.registry import CATEGORY, PRICE
from search.query.fields import Token
from search.query.filters import PriceFilter

from .analysis import Analyser
from .forms import normalise
from .lexicon import Lexicon
from .prices import find_price
from .reading import MAX_LENGTH, MAX_WORDS
from .vocabulary import Vocabulary, VocabularyEntry

# So many times as many products may have the words of a name as have the value.
_USUAL: Final = 1.5
OTHER: Final = "attribute"  # values that are no colour, material or brand


@dataclass(frozen=True, slots=True)
class UnderstoodFilter:
    """A value that the text names, and the words that name it."""

    field: str
    value: str
    label: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """The filters of a text and what is left of it. `price_words` told the price.

    `unpriced` is the text without those alone: what was understood stays worth something to the
    ranking of what passes the filters.
    """

    rest: str
    unpriced: str
    filters: tuple[UnderstoodFilter, ...] = ()
    price: PriceFilter | None = None
    price_words: str = ""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where the text names a value: the first word of it, and the one behind its last."""

    entry: VocabularyEntry
    start: int
    end: int


def understand(
    text: str,
    *,
    vocabulary: Vocabulary,
    analyser: Analyser,
    currency: str,
    literal: frozenset[str] = frozenset(),
    lexicon: Lexicon | None = None,
) -> Understanding:
    """Return the filters that the text tells in the catalogue's own words.

    `literal` holds fields and kinds that are to stay words. A text that tells nothing comes back as
    it is; one that tells only filters leaves no rest. A category is understood where the thing itself
    is named: "lamp shade" is nothing of the category "Lamps". With the `lexicon` of the index, a name
    is not understood either when many more products have the word than the value: most sets are no
    "Sets" of the tool department.
    """
    bounded = normalise(text[:MAX_LENGTH])
    price, price_words, bounded = _take_price(bounded, analyser, currency, literal)
    tokens = analyser.tokens(bounded)[:MAX_WORDS]
    spellings = analyser.spellings(bounded)[:MAX_WORDS]
    found = _mentions(tokens, vocabulary, analyser, literal)
    mentions = _unambiguous([each for each in found if _is_usual(each, tokens, lexicon)])
    if not mentions and price is None:
        return Understanding(text, text)
    told = {place for mention in mentions for place in range(mention.start, mention.end)}
    rest = [word for place, word in enumerate(spellings) if place not in told]
    filters = tuple(_filter(mention, spellings) for mention in mentions)
    return Understanding(
        _worded(rest, analyser), _worded(spellings, analyser), filters, price, price_words
    )


def _take_price(
    text: str, analyser: Analyser, currency: str, literal: frozenset[str]
) -> tuple[PriceFilter | None, str, str]:
    """Return the price limit, the words that tell it, and the text without them."""
    limits = None if PRICE in literal else find_price(text, analyser.language)
    if limits is None:
        return None, "", text
    rest = f"{text[: limits.start]} {text[limits.end :]}"
    price = PriceFilter(currency, limits.minimum, limits.maximum)
    return price, text[limits.start : limits.end].strip(), " ".join(rest.split())


def _mentions(
    tokens: Sequence[Token], vocabulary: Vocabulary, analyser: Analyser, literal: frozenset[str]
) -> list[_Mention]:
    found: list[_Mention] = []
    place = 0
    while place < len(tokens):
        named = vocabulary.longest(tokens[place:], analyser)
        size, entry = named or (1, None)
        if entry is not None and not {entry.field, entry.kind} & literal:
            mention = _Mention(entry, place, place + size)
            if _is_meant(mention, tokens, analyser):
                found.append(mention)
        place += size
    return found


def _is_meant(mention: _Mention, tokens: Sequence[Token], analyser: Analyser) -> bool:
    """Whether the words are wanted, and are what the thing is where they name a category.

    A size or another value that is named like a thing is no filter: a "double bed" is a bed, and not the
    linen in the size "Double bed".
    """
    if mention.start and analyser.is_negation(tokens[mention.start - 1].plain):
        return False
    if mention.entry.field == CATEGORY:
        return _names_thing(mention, tokens, analyser)
    return mention.entry.kind != OTHER or not _names_thing(mention, tokens, analyser)


def _names_thing(mention: _Mention, tokens: Sequence[Token], analyser: Analyser) -> bool:
    """Whether the words are the head of what stands before the first preposition.

    "Pendant lights for the kitchen" is nothing of the category "Kitchen", and "lamp shade" nothing of
    "Lamps".
    """
    start = next(i for i, each in enumerate(tokens) if not analyser.is_stop_word(each.plain))
    if analyser.language.head_first:
        return mention.start == start
    prepositions = (
        i for i in range(start, len(tokens)) if analyser.is_preposition(tokens[i].plain)
    )
    end = next(prepositions, len(tokens))
    return mention.start < end <= mention.end


def _is_usual(mention: _Mention, tokens: Sequence[Token], lexicon: Lexicon | None) -> bool:
    """Whether most products that have the words have the value."""
    if lexicon is None or mention.entry.products is None:
        return True
    words = tokens[mention.start : mention.end]
    having = min(lexicon.stem_frequency(token.stem) for token in words)
    return having <= _USUAL * mention.entry.products


def _unambiguous(mentions: list[_Mention]) -> list[_Mention]:
    """Return the mentions of fields that are named once: "blue and white" is no single colour."""
    times = Counter(mention.entry.field for mention in mentions)
    return [mention for mention in mentions if times[mention.entry.field] == 1]


def _filter(mention: _Mention, spellings: Sequence[str]) -> UnderstoodFilter:
    entry, words = mention.entry, " ".join(spellings[mention.start : mention.end])
    return UnderstoodFilter(entry.field, entry.value, entry.label, entry.kind, words)


def _worded(words: Sequence[str], analyser: Analyser) -> str:
    """Return the words as a text, nothing when they say nothing."""
    plain = analyser.plain(" ".join(words))
    return "" if all(map(analyser.is_stop_word, plain)) else " ".join(words)
