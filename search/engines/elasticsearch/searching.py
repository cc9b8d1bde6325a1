"""A question as one request, and what comes back as an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.query.answer import Answer, Hit, PriceSpan
from search.query.question import After, Question

from .counting import Pass, counting_body, passes_of
from .narrowing import Narrowing
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
    pages and other orders of the same products cost next to nothing. Where words decide the order
    each product has to be looked at for its score anyway: what counts them all then goes with it.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.order = order_of(question)
        self.words = words_query(question)
        self.passes = passes_of(question)
        # Whether the first pass is over the products found, and so knows how many there are: then the
        # search that shows some of them need not look at all of them.
        self._is_counted = bool(self.passes) and self.passes[0].is_over_all_found(question)
        # How many of the searches show products and count nothing.
        counts_too = self._is_counted and question.size > 0 and is_by_score(question)
        self._showing = 0 if counts_too else 1

    def bodies(self) -> list[Json]:
        """Return the searches; the first shows the products."""
        shown, apart = self._shown(), self.passes
        if not self._showing:
            first, *apart = self.passes
            shown |= {"aggs": first.aggregations(), "track_total_hits": True}
        return [shown, *(counting_body(self.question, part, self.words) for part in apart)]

    def counted(self, responses: list[Json], number: int) -> Json:
        """Return the response that holds what a pass counted."""
        return responses[number + self._showing]

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
            total=responses[self._showing if self._is_counted else 0]["hits"]["total"]["value"],
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
        if not question.size:
            return self._nothing_shown()
        body: Json = {
            "query": ranked_query(question, self.words),
            "sort": self.order,
            # One more than is shown tells whether there is more.
            "size": question.size + 1,
            "track_total_hits": not self._is_counted and self._most_counted(),
            "stored_fields": "_none_",
        }
        if question.after is not None:
            body["search_after"] = question.after.values
        elif question.offset:
            body["from"] = question.offset
        return body

    def _nothing_shown(self) -> Json:
        return {
            "query": counted_query(self.question, Narrowing.of(self.question), self.words),
            "size": 0,
            "track_total_hits": not self._is_counted and self._most_counted(),
        }

    def _most_counted(self) -> int | bool:
        return True if self.question.enough is None else self.question.enough

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
        for number, part in enumerate(self.passes):
            counts |= part.counts_of(self.counted(responses, number)["aggregations"])
        return counts
