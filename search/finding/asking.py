"""Asking the engine, and the database in its place when it does not answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from search.engines.base import SearchEngine, SeveralQuestions, VectorSearch
from search.engines.choice import get_engine
from search.engines.database import DatabaseEngine
from search.errors import EngineUnavailableError, IndexMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commerce.tenancy.models import Channel
    from search.query.answer import Answer
    from search.query.question import Question

logger = structlog.get_logger(__name__)


@dataclass
class Asker:
    """Asks the questions of one request. Once the engine has failed, the database answers the rest.

    `reason` is the code of what is wrong with the engine, None as long as it answers. One that
    `insists` has no other answer than the engine's and raises what that raises: what is measured
    is its order, not its speed.
    """

    channel: Channel
    engine: SearchEngine = field(default_factory=get_engine)
    insists: bool = False
    reason: str | None = None

    @property
    def engine_name(self) -> str:
        return DatabaseEngine.name if self.is_degraded else self.engine.name

    @property
    def is_degraded(self) -> bool:
        return self.reason is not None

    def ask(self, question: Question) -> Answer:
        """Return the answer of the engine, or that of the database.

        The database knows nothing of an engine's cursors: with one, the engine's own error is raised.
        """
        if not self.is_degraded:
            try:
                return self.engine.search(question)
            except (EngineUnavailableError, IndexMissingError) as error:
                if question.after is not None:
                    raise
                self._give_up(error)
        return DatabaseEngine(self.channel).search(question)

    @property
    def may_ask_together(self) -> bool:
        """Whether several questions cost less together than one after the other."""
        return not self.is_degraded and isinstance(self.engine, SeveralQuestions)

    def ask_together(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answer to each, none of which has a cursor; from the engine, or the database."""
        if isinstance(self.engine, SeveralQuestions) and not self.is_degraded:
            try:
                return self.engine.search_together(questions)
            except (EngineUnavailableError, IndexMissingError) as error:
                self._give_up(error)
        return [self.ask(question) for question in questions]

    def ask_each(self, questions: Sequence[Question], *, together: bool) -> Iterator[Answer]:
        """Yield the answers; `together` says that hardly the first will be enough."""
        if together and self.may_ask_together:
            yield from self.ask_together(questions)
        else:
            yield from map(self.ask, questions)

    def _give_up(self, error: EngineUnavailableError | IndexMissingError) -> None:
        """Let the database answer from now on."""
        if self.insists:
            raise error
        self.reason = error.code
        logger.warning("search_is_degraded", channel=self.channel.code, reason=self.reason)

    def find_nearest(
        self, question: Question, vector: Sequence[float], *, size: int
    ) -> list[tuple[int, float]]:
        """Return what satisfies the filters and is nearest, with its similarity from 0 to 1.

        Nothing when the engine does not say: its words can do without.
        """
        engine = self.engine
        if self.is_degraded or not isinstance(engine, VectorSearch):
            return []
        try:
            return engine.nearest(
                question.index,
                vector,
                question.filters,
                size,
                price=question.price,
                hidden=question.hidden,
            )
        except (EngineUnavailableError, IndexMissingError):
            return []
