"""`manage.py search check`"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import CommandError
from django.utils import timezone

from search.engines.choice import get_engine
from search.selectors.builds import list_running_builds
from search.selectors.lexicons import list_lexicons
from search.services.embedding import count_without_vector

from .choosing import add_choice_of_indexes, chosen_sources, of_other_model, shown, without_vector

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

    from search.engines.base import IndexState
    from search.indexing.sources import Source

HELP: Final = (
    "Show the state of all indexes: generation, number of documents, unfinished rebuilds, age of the"
    " words. Ends with exit code 1 when something is wrong."
)


def add_arguments(parser: ArgumentParser) -> None:
    add_choice_of_indexes(parser)


def run(
    command: BaseCommand,
    *,
    channel: str | None,
    locale: str | None,
    kind: str | None,
    **_options: Any,
) -> None:
    engine = get_engine()
    sources = chosen_sources(channel=channel, locale=locale, kind=kind)
    states = engine.list_states()
    live = {state.name: state for state in states if state.is_live}
    problems = 0
    command.stdout.write(f"Engine: {engine.name}")
    for source in sources:
        found = list(_problems(source, live.get(source.index)))
        problems += len(found)
        command.stdout.write(f"{shown(source.index)}: {_facts(source, live.get(source.index))}")
        command.stdout.writelines(f"  {problem}\n" for problem in found)
    for state in _nobodys(states, sources) if channel is None else ():
        command.stdout.write(f"{shown(state.name)}: {state.generation} belongs to no channel")
    if problems:
        raise CommandError(
            f"{problems} problems; `search rebuild` and `search diff --repair` help."
        )


def _facts(source: Source, state: IndexState | None) -> str:
    if state is None:
        return "no index"
    lexicon = _lexicon(source)
    waiting = without_vector(count_without_vector(source=source))
    return f"{state.documents} documents, generation {state.generation}, {lexicon}{waiting}"


def _lexicon(source: Source) -> str:
    index = source.index
    row = list_lexicons(channel=source.channel, locale=index.locale, kind=index.kind).first()
    if row is None or row.counted_at is None:
        return "words never counted"
    age = int((timezone.now() - row.counted_at).total_seconds())
    return f"words counted {age} s ago"


def _problems(source: Source, state: IndexState | None) -> Iterator[str]:
    if state is None:
        yield "This index does not exist."
    elif (count := source.count()) != state.documents:
        yield f"It should have {count} documents."
    build = list_running_builds(source=source).first()
    if build is not None:
        yield f"A rebuild is unfinished: {build.written} written, last heard of {build.touched_at}."
    if state is not None and (problem := of_other_model(source)):
        yield problem
    if state is not None and "never" in _lexicon(source):
        yield "Typing errors cannot be corrected before its words are counted."


def _nobodys(states: list[IndexState], sources: list[Source]) -> list[IndexState]:
    known = {source.index for source in sources}
    return [state for state in states if state.name not in known]
