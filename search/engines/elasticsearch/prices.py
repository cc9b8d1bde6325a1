"""The span of the prices found, cut into buckets.

The width of the buckets depends on the span, which is known only afterwards. So products are counted
by the step that their cheapest price belongs to (two digits of it), in the same pass as everything
else, and steps are put together to buckets. Only where prices are so close together that a step is
wider than a bucket it takes a second search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from search.query.answer import Bucket, PriceSpan
from search.query.buckets import bucket_number, bucket_width

from .amounts import from_units, step_width, to_units

Json = dict[str, Any]
# Steps of two digits, for prices from a ten-thousandth to a hundred billion.
MOST_STEPS: Final = 1_500


def span_aggregations(currency: str | None) -> Json:
    """Return what has to be counted to know the span; nothing without a currency."""
    if currency is None:
        return {}
    field = f"price.{currency}"
    return {
        "cheapest": {"min": {"field": f"{field}.minimum"}},
        "last": {"max": {"field": f"{field}.minimum"}},
        "dearest": {"max": {"field": f"{field}.maximum"}},
        "steps": {"terms": {"field": f"{field}.step", "size": MOST_STEPS}},
    }


def width_of(aggregations: Mapping[str, Any]) -> int | None:
    """Return the width of the buckets in ten-thousandths; None when nothing found has a price."""
    cheapest, last = aggregations["cheapest"]["value"], aggregations["last"]["value"]
    if cheapest is None:
        return None
    return to_units(bucket_width(from_units(cheapest), from_units(last)))


def has_fine_steps(aggregations: Mapping[str, Any], width: int) -> bool:
    """Whether every step that was counted lies within one bucket."""
    return width % step_width(int(aggregations["last"]["value"])) == 0


def histogram(currency: str, width: int) -> Json:
    """Return what counts the buckets themselves."""
    field = f"price.{currency}.minimum"
    return {"steps": {"histogram": {"field": field, "interval": width, "min_doc_count": 1}}}


def span_of(aggregations: Mapping[str, Any], steps: Mapping[str, Any], width: int) -> PriceSpan:
    """Return the span, with the steps, which lie within buckets, put together."""
    cheapest, last = (from_units(aggregations[name]["value"]) for name in ("cheapest", "last"))
    products: Counter[int] = Counter()
    for step in steps["buckets"]:
        products[int(step["key"]) // width] += step["doc_count"]
    amount = from_units(width)
    numbers = range(bucket_number(cheapest, amount), bucket_number(last, amount) + 1)
    return PriceSpan(
        minimum=cheapest,
        maximum=from_units(aggregations["dearest"]["value"]),
        buckets=tuple(
            Bucket(from_units(number * width), from_units((number + 1) * width), products[number])
            for number in numbers
        ),
    )
