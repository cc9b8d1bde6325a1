"""Making an index anew beside the one that is searched, and putting it in its place.

A build can be killed at any time. Its row says which documents are surely written, and whoever
starts it again goes on behind them. While it runs, changes are written to its generation as well
(see `indexing`); before it is published it is compared with the source, so that what an engine lost
or an older release had written differently is put right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from search.engines.choice import get_engine
from search.errors import BuildTakenOverError
from search.models import BuildStatus, IndexBuild
from search.selectors.builds import (
    list_builds,
    list_foreign_builds,
    list_generations_in_work,
    list_running_builds,
)

from .comparing import compare, repair
from .embedding import count_without_vector
from .lexicons import count_words
from .state import raise_search_version

if TYPE_CHECKING:
    from search.engines.base import SearchEngine
    from search.indexing.sources import Source
    from search.query.document import IndexDocument

BATCH_SIZE: Final = 1000
MOST_CATCHING_UP: Final = 5
KEPT_BUILDS: Final = 20
# A build that was not heard of for so long was killed; others go on with it.
SILENT_AFTER: Final = timedelta(minutes=2)

Progress = Callable[[int], None]


@dataclass(frozen=True)
class BuildReport:
    """A generation that was published, with the number of documents written in this run.

    `without_vector` is how many products wait for one that the service of embeddings did not tell.
    """

    generation: str
    written: int
    is_resumed: bool
    without_vector: int = 0


def rebuild(
    *, source: Source, is_fresh: bool = False, progress: Progress = lambda done: None
) -> BuildReport:
    """Make the index anew and publish it; go on with an unfinished build unless `is_fresh`.

    One with vectors of another model is begun anew in any case.

    Searches see the old generation until all of the new one can be seen. `progress` is called with
    the number of documents that became written, at first with those of the run before. A second
    process that rebuilds the same index takes the build over: the first one then raises
    BuildTakenOverError. Raises EngineUnavailableError.
    """
    if is_fresh or list_foreign_builds(source=source).exists():
        abandon(source=source)
    build = _claim(source)
    return _Builder(source, get_engine(), build, progress).run()


def is_being_built(*, source: Source) -> bool:
    """Whether some process is at it right now."""
    heard_of = timezone.now() - SILENT_AFTER
    return list_running_builds(source=source).filter(touched_at__gt=heard_of).exists()


def abandon(*, source: Source) -> None:
    """Give an unfinished build up and drop what it wrote. Raises EngineUnavailableError."""
    generations = list_generations_in_work(source=source)
    list_running_builds(source=source).update(status=BuildStatus.ABANDONED)
    for generation in generations:
        get_engine().drop(source.index, generation=generation)


@transaction.atomic
def _claim(source: Source) -> IndexBuild:
    """Take the unfinished build over, or begin one. Whoever had it notices at its next batch."""
    build = list_running_builds(source=source).select_for_update().first()
    if build is None:
        index = source.index
        build = IndexBuild(
            channel=source.channel, locale=index.locale, kind=index.kind, model=source.model
        )
    build.claim, build.touched_at = uuid4().hex, timezone.now()
    build.save()
    return build


@dataclass
class _Builder:
    """One run of one build."""

    source: Source
    engine: SearchEngine
    build: IndexBuild
    progress: Progress

    def run(self) -> BuildReport:
        is_resumed, before = bool(self.build.generation), self.build.written
        self._begin()
        self.progress(before)
        with ThreadPoolExecutor(1, thread_name_prefix="index-writer") as pool:
            self._write_all(pool)
        self._catch_up()
        self._publish()
        written = self.build.written - before
        waiting = count_without_vector(source=self.source)
        return BuildReport(self.build.generation, written, is_resumed, waiting)

    def _begin(self) -> None:
        """Have a generation to write to; the one of the run before may even be live already."""
        if not self._is_live():
            known = self.build.generation or None
            self.build.generation = self.engine.begin(
                self.source.index, generation=known, documents=self.source.count()
            )
        self._save()

    def _is_live(self) -> bool:
        states = self.engine.list_states(self.source.index)
        return any(state.is_live and state.generation == self.build.generation for state in states)

    def _write_all(self, pool: ThreadPoolExecutor) -> None:
        """Write batch after batch; while the engine works on one, the next one is composed."""
        pending: tuple[Future[int], list[IndexDocument]] | None = None
        for documents in self._batches():
            if pending is not None:
                self._note_written(*pending)
            pending = (pool.submit(self._write, documents), documents)
        if pending is not None:
            self._note_written(*pending)

    def _batches(self) -> Iterator[list[IndexDocument]]:
        return self.source.iterate(after=self.build.last_id, batch_size=BATCH_SIZE)

    def _write(self, documents: list[IndexDocument]) -> int:
        generation = self.build.generation
        return self.engine.write(self.source.index, documents, generation=generation)

    def _note_written(self, written: Future[int], documents: list[IndexDocument]) -> None:
        self.build.written += written.result()
        self.build.last_id = documents[-1].product_id
        self._save()
        self.progress(len(documents))

    def _catch_up(self) -> None:
        """Put right what differs from the source.

        What was changed while it was read and written is found here; what changes from now on has
        a writer of its own, who knows of this generation.
        """
        generation = self.build.generation
        for _round in range(MOST_CATCHING_UP):
            differences = compare(source=self.source, generation=generation)
            if differences.is_empty:
                return
            repair(source=self.source, differences=differences, generation=generation)
            self._save()

    def _publish(self) -> None:
        self._save()
        if not self._is_live():
            self.engine.publish(self.source.index, generation=self.build.generation)
        self._tidy_up()
        self.build.status = BuildStatus.PUBLISHED
        self._save()
        count_words(source=self.source)
        raise_search_version(self.source.channel.pk)

    def _tidy_up(self) -> None:
        """Drop generations that nobody makes or searches, and forget builds of long ago.

        This build still counts as running, so that nobody else can begin another generation.
        """
        in_work = list_generations_in_work(source=self.source)
        for state in self.engine.list_states(self.source.index):
            if not state.is_live and state.generation not in in_work:
                self.engine.drop(state.name, generation=state.generation)
        kept = list_builds(source=self.source).values_list("pk", flat=True)[:KEPT_BUILDS]
        list_builds(source=self.source).exclude(pk__in=list(kept)).delete()

    def _save(self) -> None:
        """Note how far the build is. Raises BuildTakenOverError when it is not ours any more."""
        build = self.build
        build.touched_at = timezone.now()
        ours = IndexBuild.objects.filter(pk=build.pk, claim=build.claim, status=BuildStatus.RUNNING)
        is_ours = ours.update(
            generation=build.generation,
            status=build.status,
            last_id=build.last_id,
            written=build.written,
            touched_at=build.touched_at,
        )
        if not is_ours:
            raise BuildTakenOverError
