"""A question as one request, and what comes back as an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.query.answer import Answer, Hit, PriceSpan
from search.query.question import After, Question

from .counting import Pass, counting_body, passes_of
from .prices import histogram
from .ranking import (
    WORDS,
    counted_query,
    has_leaders,
    is_by_score,
    order_of,
    ranked_query,
    words_query,
)

Json = dict[str, Any]


class Request:
    """The searches that answer one question: one that shows products, and those that count.

    They are apart because Elasticsearch remembers what was counted until the index changes: further
    pages and other orders of the same products cost next to nothing.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.order = order_of(question)
        self.words = words_query(question)
        self.passes = passes_of(question)
        # Whether the first pass is over the products found, and so knows how many there are: then the
        # search that shows some of them need not look at all of them.
        self._is_counted = bool(self.passes) and self.passes[0].is_over_all_found(question)

    def bodies(self) -> list[Json]:
        """Return the searches; the first shows the products."""
        counted = (counting_body(self.question, part, self.words) for part in self.passes)
        return [self._shown(), *counted]

    def options(self) -> Json:
        """Return what is asked for beside the searches."""
        is_hidden = is_by_score(self.question) and has_leaders(self.question)
        return {"include_named_queries_score": "true"} if is_hidden else {}

    def answer(self, responses: list[Json], prices: PriceSpan | None) -> Answer:
        """Return what the searches found, with prices that were counted already."""
        hits = [self._hit(entry) for entry in responses[0]["hits"]["hits"]]
        shown = tuple(hits[: self.question.size])
        has_more = bool(shown) and len(hits) > len(shown)
        return Answer(
            total=responses[1 if self._is_counted else 0]["hits"]["total"]["value"],
            hits=shown,
            counts=self._counts(responses),
            prices=prices,
            after=After(shown[-1].sort_values) if has_more else None,
        )

    def priced_pass(self) -> int | None:
        """Return which of the passes counts prices."""
        numbers = (n for n, part in enumerate(self.passes) if part.currency is not None)
        return next(numbers, None)

    def narrow_histogram(self, part: Pass, width: int) -> Json:
        """Return the search that counts the buckets of prices which are close together."""
        return {
            "size": 0,
            "track_total_hits": False,
            "query": counted_query(self.question, part.narrowing, self.words),
            "aggs": histogram(self.question.currency, width),
        }

    def _shown(self) -> Json:
        question = self.question
        body: Json = {
            "query": ranked_query(question, self.words),
            "sort": self.order,
            # One more than is shown tells whether there is more.
            "size": question.size + 1 if question.size else 0,
            "track_total_hits": not self._is_counted,
            "stored_fields": "_none_",
        }
        if question.after is not None:
            body["search_after"] = question.after.values
        elif question.offset:
            body["from"] = question.offset
        return body

    def _hit(self, entry: Mapping[str, Any]) -> Hit:
        values = tuple(entry["sort"][: len(self.order)])
        return Hit(product_id=values[-1], score=self._score(entry), sort_values=values)

    def _score(self, entry: Mapping[str, Any]) -> float:
        if not is_by_score(self.question):
            return 0.0
        if has_leaders(self.question):
            return float(entry.get("matched_queries", {}).get(WORDS, 0.0))
        return float(entry["_score"])

    def _counts(self, responses: list[Json]) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {}
        for part, response in zip(self.passes, responses[1:], strict=True):
            counts |= part.counts_of(response["aggregations"])
        return counts
