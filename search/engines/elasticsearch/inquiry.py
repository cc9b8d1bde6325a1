"""Asks a question, with everything that may come between: a new generation, a point in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from elasticsearch import Elasticsearch

from search.errors import IndexMissingError, InvalidCursorError, PointInTimeGoneError
from search.query.answer import Answer, PriceSpan
from search.query.question import Question

from .bounds import check_cursor, check_size
from .client import RequestRefusedError, translated
from .prices import has_fine_steps, span_of, width_of
from .searching import Request
from .transport import Searcher

Json = dict[str, Any]
# How long a shopper may look at one part of a list before the next is asked for.
KEEP_ALIVE: Final = "1m"
LONGEST_POINT_IN_TIME: Final = 4_000
# What Elasticsearch's reason names when it refuses sort values and not a point in time.
ABOUT_VALUES: Final = "search_after"


class Inquirer:
    """Asks questions of the index that an alias means at the moment."""

    def __init__(self, client: Elasticsearch, searcher: Searcher) -> None:
        self._client = client
        self._searcher = searcher

    def ask(self, question: Question, alias: str) -> Answer:
        """Return the answer, as of the question's point in time if it has one."""
        check_size(question)
        request = Request(question)
        if question.after is not None:
            check_cursor(question.after, len(request.order))
        return self._answer(request, alias, self._responses(request, alias))

    def ask_together(self, questions: Sequence[Question], alias: str) -> list[Answer]:
        """Return the answer to each, all from one request. None of them has a cursor."""
        for question in questions:
            check_size(question)
        requests = [Request(question) for question in questions]
        bodies = [request.bodies() for request in requests]
        options = {name: value for each in requests for name, value in each.options().items()}
        found = iter(self._send_now(alias, [body for each in bodies for body in each], options))
        parts = [list(islice(found, len(each))) for each in bodies]
        return [
            self._answer(request, alias, part)
            for request, part in zip(requests, parts, strict=True)
        ]

    def _answer(self, request: Request, alias: str, responses: list[Json]) -> Answer:
        answer = request.answer(responses, self._prices(request, alias, responses))
        return self._continued(request.question, alias, answer)

    def _responses(self, request: Request, alias: str) -> list[Json]:
        try:
            return self._send(request, alias, request.bodies())
        except RequestRefusedError as error:
            if request.question.after is None:
                raise
            raise InvalidCursorError from error

    def _send(self, request: Request, alias: str, bodies: list[Json]) -> list[Json]:
        after, options = request.question.after, request.options()
        if after is not None and after.point_in_time is not None:
            return self._send_back_in_time(after.point_in_time, bodies, options)
        return self._send_now(alias, bodies, options)

    def _send_now(self, alias: str, bodies: list[Json], options: Json) -> list[Json]:
        try:
            return self._searcher.search(alias, bodies, **options)
        except IndexMissingError:
            # The generation that the alias meant a moment ago may just have been dropped for a new one.
            return self._searcher.search(alias, bodies, **options)

    def _send_back_in_time(self, name: str, bodies: list[Json], options: Json) -> list[Json]:
        if not 0 < len(name) <= LONGEST_POINT_IN_TIME:
            raise PointInTimeGoneError
        pit = {"pit": {"id": name, "keep_alive": KEEP_ALIVE}}
        try:
            return self._searcher.search(None, [{**body, **pit} for body in bodies], **options)
        except IndexMissingError as error:
            raise PointInTimeGoneError from error
        except RequestRefusedError as error:
            if ABOUT_VALUES in str(error):
                raise
            raise PointInTimeGoneError from error

    def _prices(self, request: Request, alias: str, responses: list[Json]) -> PriceSpan | None:
        number = request.priced_pass()
        if number is None:
            return None
        found = request.counted(responses, number)["aggregations"]
        width = width_of(found)
        if width is None:
            return None
        steps = found["steps"]
        if not has_fine_steps(found, width):
            body = request.narrow_histogram(request.passes[number], width)
            (closer,) = self._send(request, alias, [body])
            steps = closer["aggregations"]["steps"]
        return span_of(found, steps, width)

    def _continued(self, question: Question, alias: str, answer: Answer) -> Answer:
        """Return the answer with a point in time for the next part, opened when there is one."""
        if answer.after is None:
            return answer
        name = None if question.after is None else question.after.point_in_time
        if name is None and question.keeps_point_in_time:
            with translated():
                name = self._client.open_point_in_time(index=alias, keep_alive=KEEP_ALIVE)["id"]
        return replace(answer, after=replace(answer.after, point_in_time=name))
