"""Sends searches within a budget of time, and tells what went wrong in the words of the search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from commerce.core.outages import Outage
from search.errors import EngineUnavailableError

from .client import error_of, translated

Json = dict[str, Any]


class Searcher:
    """Searches unless the cluster is found to be away. `budget` is the seconds of a search."""

    def __init__(self, client: Elasticsearch, *, budget: float, outage: Outage) -> None:
        self._client = client.options(request_timeout=budget)
        self._budget = f"{max(int(budget * 1000), 1)}ms"
        self._outage = outage

    def search(self, index: str | None, bodies: Sequence[Json], **options: Any) -> list[Json]:
        """Return a response for each body. Without an index, the bodies name a point in time.

        Raises `EngineUnavailableError` also for searches that took too long or failed in part,
        `IndexMissingError` when there is no such index (or point in time), and
        `RequestRefusedError` when Elasticsearch does not understand.
        """
        header: Json = {"allow_partial_search_results": False}
        if index is not None:
            header["index"] = index
        limited = ({**body, "timeout": self._budget} for body in bodies)
        lines = [line for body in limited for line in (header, body)]
        with self._outage.guard(EngineUnavailableError), translated():
            answers = self._client.msearch(searches=lines, **options)
            return [_complete(each) for each in answers.body["responses"]]

    def check(self) -> None:
        """Return when the cluster answers. Raises `EngineUnavailableError` when it does not."""
        with self._outage.guard(EngineUnavailableError), translated():
            self._client.info()


def _complete(response: Mapping[str, Any]) -> Json:
    if "error" in response:
        raise error_of(response["status"], str(response["error"]))
    if response["timed_out"]:
        raise EngineUnavailableError
    return dict(response)
