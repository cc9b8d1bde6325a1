"""A product document of the shop, as engines hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from commerce.catalogue.registry import FALSE, TRUE
from search.language.heads import heads_of_category, heads_of_name
from search.query.document import IndexDocument, IndexedVariant
from search.query.fields import TextField
from search.query.filters import facet_token
from search.query.heads import HEAD, KIND
from search.query.words import code_of

from .appeal import appeal
from .texts import plain_words

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import FeedRow
    from search.language.analysis import Analyser
    from search.query.fields import Token

# To be raised whenever the same product gives another document than before, so that indexes made
# the old way are found to be out of date.
VERSION: Final = 2
# Variants beyond the last bit of a term share it.
LAST_BIT: Final = 61
# Labels and names of categories repeat from product to product.
MOST_REMEMBERED: Final = 20_000
# What is embedded of a product: models read a few hundred words, and the first say the most.
MOST_OF_MEANING: Final = 2_000

Json = dict[str, Any]


def product_checksum(
    checksum: str, entry_checksum: str, sold: int, *, model: str | None = None
) -> str:
    """Return the checksum of what `Composer` makes of a product with those.

    It is made of all that goes in: an index can be compared to the shop without composing anything.
    `model` is the one that makes vectors, if any does.
    """
    content = f"{VERSION}:{checksum}:{entry_checksum}:{sold}"
    if model is not None:
        content = f"{content}:{model}"
    return blake2b(content.encode(), digest_size=16).hexdigest()


class Composer:
    """Makes the documents of one language, all but the vectors that `model` makes."""

    def __init__(self, analyser: Analyser, *, model: str | None = None) -> None:
        self._analyser = analyser
        self._model = model
        self._remembered: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._remembered_heads: dict[str, tuple[str, ...]] = {}

    def compose(self, row: FeedRow) -> IndexDocument:
        """Return the product as engines hold it."""
        texts, words = self._texts(row.document)
        rating = float(row.rating)
        return IndexDocument(
            product_id=row.product_id,
            checksum=product_checksum(
                row.checksum, row.entry_checksum, row.sold, model=self._model
            ),
            texts=texts,
            words=words,
            codes=tuple(_codes(row.document)),
            facets=tuple(facet_token(field, value) for field, value, _bits in row.terms),
            heads=self._heads(row.document),
            variants=tuple(_variants(row)),
            prices={currency: span[:2] for currency, span in row.prices.items()},
            appeal=appeal(sold=row.sold, rating=rating, reviews=row.reviews),
            sort_name=row.sort_name,
            published_at=int(row.published_at.timestamp()),
            is_featured=row.is_featured,
            position=row.position,
            sold=row.sold,
            rating=rating,
            discount=row.discount,
            margin=None if row.margin is None else float(row.margin),
        )

    def _texts(self, document: Json) -> tuple[dict[TextField, str], tuple[str, ...]]:
        """Return the text of every field that has one, and the words that typing errors may mean.

        Those are spelt as in the document, accents and all. Descriptions are left out of them: they
        say too much that nobody looks for.
        """
        name = self._tokens(document["name"])
        summary = self._analyser.tokens(document["summary"])
        brand, brand_words = self._labels(_brand(document))
        category, category_words = self._labels(_categories(document))
        attributes, attribute_words = self._labels(_attributes(document))
        description = self._analyser.tokens(plain_words(document["description"]))
        texts = {
            TextField.NAME: _stems(name),
            TextField.NAME_PLAIN: " ".join(token.plain for token in name),
            TextField.BRAND: brand,
            TextField.CATEGORY: category,
            TextField.ATTRIBUTES: attributes,
            TextField.SUMMARY: _stems(summary),
            TextField.DESCRIPTION: _stems(description),
        }
        words = set(self._analyser.spellings(document["name"]))
        words.update(self._analyser.spellings(document["summary"]))
        words.update(brand_words, category_words, attribute_words)
        return {field: text for field, text in texts.items() if text}, tuple(sorted(words))

    def _tokens(self, text: str) -> list[Token]:
        """Return what a text of few words is found by."""
        return [*self._analyser.tokens(text), *self._analyser.singles(text)]

    def _heads(self, document: Json) -> tuple[str, ...]:
        """Return what the name, and what the nearest categories say that the product is."""
        named = dict.fromkeys(
            heads_of_name(self._analyser.tokens(document["name"]), self._analyser)
        )
        kinds = dict.fromkeys(named)
        for category in _nearest_categories(document):
            kinds.update(dict.fromkeys(self._heads_of_category(category)))
        return (
            *(facet_token(HEAD, stem) for stem in named),
            *(facet_token(KIND, stem) for stem in kinds),
        )

    def _heads_of_category(self, name: str) -> tuple[str, ...]:
        known = self._remembered_heads.get(name)
        if known is None:
            known = tuple(heads_of_category(name, self._analyser))
            if len(self._remembered_heads) < MOST_REMEMBERED:
                self._remembered_heads[name] = known
        return known

    def _labels(self, labels: Iterable[str]) -> tuple[str, set[str]]:
        found = [self._label(label) for label in labels]
        words = {word for _text, spellings in found for word in spellings}
        return " ".join([text for text, _spellings in found if text]), words

    def _label(self, label: str) -> tuple[str, tuple[str, ...]]:
        known = self._remembered.get(label)
        if known is None:
            text = _stems(self._tokens(label))
            known = text, tuple(self._analyser.spellings(label))
            if len(self._remembered) < MOST_REMEMBERED:
                self._remembered[label] = known
        return known


def meaning_of(document: Json) -> str:
    """Return what a product is, in a few lines: name, brand, categories, summary, description."""
    lines = (
        document["name"],
        *_brand(document),
        " > ".join(_categories(document)),
        plain_words(document["summary"]),
        plain_words(document["description"]),
    )
    return "\n".join(line for line in lines if line)[:MOST_OF_MEANING]


def _stems(tokens: Iterable[Token]) -> str:
    return " ".join([token.stem for token in tokens])


def _brand(document: Json) -> Iterator[str]:
    if document["brand"] is not None:
        yield document["brand"]["label"]


def _categories(document: Json) -> Iterable[str]:
    """The categories of the product, and those above the deepest of them; each once."""
    crumbs = (*document["breadcrumbs"], *document["categories"])
    return {crumb["slug"]: crumb["name"] for crumb in crumbs}.values()


def _nearest_categories(document: Json) -> Iterable[str]:
    """Those the product lies in, without what is above them: a "Table & kitchen" of mugs is no table."""
    crumbs = (*document["breadcrumbs"][-1:], *document["categories"])
    return {crumb["slug"]: crumb["name"] for crumb in crumbs}.values()


def _attributes(document: Json) -> Iterator[str]:
    """What all variants have in common, and what there is to choose from.

    Of a yes or no, the question is the word that is looked for: "Dishwasher safe".
    """
    for attribute in document["attributes"]:
        if attribute["value"] == TRUE:
            yield attribute["name"]
        elif attribute["value"] != FALSE:
            unit = attribute["unit"]
            yield f"{attribute['label']} {unit}" if unit else attribute["label"]
    for option in document["options"]:
        for value in option["values"]:
            yield value["label"]


def _codes(document: Json) -> Iterable[str]:
    """The article numbers of all variants, each once."""
    numbers = (variant.get(kind) for variant in document["variants"] for kind in ("sku", "ean"))
    return dict.fromkeys(code for number in numbers if number and (code := code_of(number)))


def _variants(row: FeedRow) -> Iterator[IndexedVariant]:
    tokens = [(facet_token(field, value), bits) for field, value, bits in row.terms]
    for index, variant in enumerate(row.document["variants"]):
        bit = 1 << min(index, LAST_BIT)
        prices = variant["prices"].items()
        yield IndexedVariant(
            facets=tuple([token for token, bits in tokens if bits & bit]),
            prices={currency: Decimal(offer["price"]["amount"]) for currency, offer in prices},
        )
