"""What an index looks like. Everything is named; a field that nobody announced is refused."""

from __future__ import annotations

from typing import Any, Final

from elasticsearch import dsl

from search.query.fields import TextField
from search.query.question import MAX_WINDOW, IndexName

from .names import shop_of

Json = dict[str, Any]

K1: Final = 1.2
B: Final = 0.75
LIVE_REFRESH: Final = "1s"
NO_REFRESH: Final = "-1"
# Longer words are rubbish, and nobody mistypes them into something that is found.
LONGEST_WORD: Final = 64
# The amounts of each currency, which are known only when the first document has them.
AMOUNTS: Final[Json] = {
    "amounts": {"path_match": ["price.*.*", "variants.price.*"], "mapping": {"type": "long"}}
}


# Fields that an index with many channels may have.
MOST_FIELDS: Final = 2_000


def new_settings() -> Json:
    """Return the settings of a new index that is filled before anybody searches it.

    One shard: counts are exact and scores comparable, and a million products fit in one.
    """
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",  # a second copy as soon as there is a second node
        "refresh_interval": NO_REFRESH,
        "mapping.total_fields.limit": MOST_FIELDS,
        # One more than can be asked for tells whether there is more.
        "max_result_window": MAX_WINDOW + 1,
        "similarity": {"default": {"type": "BM25", "k1": K1, "b": B}},
    }


def mapping_of(index: IndexName, *, prefix: str, generation: str) -> Json:
    """Return the mapping of one channel's index; its name is kept inside, spelled exactly."""
    body = shared_mapping(index, prefix=prefix)
    body["properties"] |= texts_mapping(index.channel)
    body["_meta"] |= {"channel": index.channel, "generation": generation}
    return body


def shared_mapping(index: IndexName, *, prefix: str) -> Json:
    """Return the mapping of an index before it is known which channels it is for."""
    mapping = dsl.Mapping()
    mapping.meta("dynamic", "strict")
    # No answer is made from the documents themselves: they are in the database.
    mapping.meta("_source", enabled=False)
    for name, field in {**_keywords(), **_numbers(), **_prices()}.items():
        mapping.field(name, field)
    body = mapping.to_dict()
    body["dynamic_templates"] = [AMOUNTS]
    body["_meta"] = {"prefix": prefix, "locale": index.locale, "kind": index.kind}
    return body


def texts_mapping(channel: str) -> Json:
    """Return the properties that an index needs for a channel: how rare a word is, is told by field.

    Texts come as tokens with spaces between them, so that no cluster needs our languages.
    """
    text = dsl.Text(analyzer="whitespace", norms=True)
    return _of_shop(channel, {field.value: text.to_dict() for field in TextField})


def vector_mapping(channel: str, dimensions: int) -> Json:
    """Return the properties that an index needs once documents of a channel have vectors."""
    field = dsl.DenseVector(dims=dimensions, index=True, similarity="cosine")
    return _of_shop(channel, {"vector": field.to_dict()})


def _of_shop(channel: str, properties: Json) -> Json:
    return {"shops": {"properties": {shop_of(channel): {"properties": properties}}}}


def _keywords() -> dict[str, dsl.Field]:
    return {
        "channel": dsl.Keyword(),
        "words": dsl.Keyword(ignore_above=LONGEST_WORD),
        "codes": dsl.Keyword(doc_values=False),
        "facets": dsl.Keyword(eager_global_ordinals=True),
        "heads": dsl.Keyword(doc_values=False),
        "checksum": dsl.Keyword(index=False),
        "sort_name": dsl.Keyword(index=False),
    }


def _numbers() -> dict[str, dsl.Field]:
    """`is_simple` marks products whose variants are all alike, which need none of their own."""
    return {
        "product_id": dsl.Long(),
        "appeal": dsl.Float(index=False),
        "published_at": dsl.Long(),
        "is_featured": dsl.Byte(index=False),
        "position": dsl.Long(index=False),
        "sold": dsl.Long(),
        "rating": dsl.Double(),
        "discount": dsl.Long(),
        "margin": dsl.Double(),
        "is_simple": dsl.Boolean(),
    }


def _prices() -> dict[str, dsl.Field]:
    variants = dsl.Nested(
        dynamic="strict",
        properties={
            "facets": dsl.Keyword(eager_global_ordinals=True),
            "price": dsl.Object(dynamic=True),
        },
    )
    return {"price": dsl.Object(dynamic=True), "variants": variants, "shops": dsl.Object()}
