"""Documents and questions in few words."""

from decimal import Decimal

from search.query.document import IndexDocument, IndexedVariant
from search.query.fields import TextField, Token
from search.query.filters import FacetFilter, PriceFilter, facet_token
from search.query.question import IndexName, Question
from search.query.words import Alternative, Concept, Words, code_of

EURO, DOLLAR = "EUR", "USD"


def variant(*, price=None, dollars=None, available=True, seller="heron", **attributes):
    """Something to buy; an attribute has one value or several with commas between them."""
    facets = [
        facet_token(f"attr.{name}", value)
        for name, values in attributes.items()
        for value in values.split(",")
    ]
    if available:
        facets.append(facet_token("available", "true"))
    facets.append(facet_token("seller", seller))
    amounts = {EURO: price, DOLLAR: dollars}
    prices = {code: Decimal(str(amount)) for code, amount in amounts.items() if amount is not None}
    return IndexedVariant(tuple(facets), prices)


def document(product_id, name, *variants, category="", texts=(), facets=(), **facts):
    """A product whose names are its words; the spans of its prices come from its variants."""
    own = tuple(facet_token("category", each) for each in category.split())
    of_variants = dict.fromkeys(token for each in variants for token in each.facets)
    given = {"checksum": f"first-{product_id}", "sort_name": name, "words": tuple(name.split())}
    return IndexDocument(
        product_id=product_id,
        texts={TextField.NAME: name, TextField.NAME_PLAIN: name, **dict(texts)},
        facets=(*own, *facets, *of_variants),
        variants=variants,
        prices=_spans(variants),
        **(given | facts),
    )


def _spans(variants):
    amounts = {}
    for each in variants:
        for currency, amount in each.prices.items():
            amounts.setdefault(currency, []).append(amount)
    return {currency: (min(found), max(found)) for currency, found in amounts.items()}


def token(text):
    return Token(text, text)


def alternative(text, **facts):
    return Alternative(tuple(map(token, text.split())), **facts)


def concept(*texts):
    """One thing that each of the texts is a way to say; a text of several words needs all of them."""
    return Concept(texts[0], tuple(map(alternative, texts)))


def words(text="", *, required=None, phrases=(), codes=(), beginnings=()):
    """Words that are all required, unless a smaller number is."""
    concepts = tuple(map(concept, text.split()))
    return Words(
        concepts,
        len(concepts) if required is None else required,
        tuple(tuple(map(token, phrase.split())) for phrase in phrases),
        tuple(map(code_of, codes)),
        tuple(map(code_of, beginnings)),
    )


def question(index, text=None, *filters, currency=EURO, **facts):
    """A question; filters are written "attr.colour=blue,red"."""
    if isinstance(text, str):
        facts["words"] = words(text)
    return Question(index, currency, filters=tuple(map(facet_filter, filters)), **facts)


def facet_filter(text):
    field, _, values = text.partition("=")
    return FacetFilter(field, tuple(values.split(",")))


def price(minimum=None, maximum=None, currency=EURO):
    ends = (None if end is None else Decimal(str(end)) for end in (minimum, maximum))
    return PriceFilter(currency, *ends)


def index_name(channel, locale="en"):
    return IndexName(channel, locale)
