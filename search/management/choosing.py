"""Which indexes a command is about."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from django.core.management.base import CommandError

from search.indexing.sources import KINDS, list_sources
from search.models import NO_MODEL
from search.services.embedding import find_other_model

if TYPE_CHECKING:
    from search.indexing.sources import Source
    from search.query.question import IndexName


def add_choice_of_indexes(parser: ArgumentParser) -> None:
    parser.add_argument("--channel", help="code of a channel; all of them when left out")
    parser.add_argument("--locale", help="a language of the channel; all of them when left out")
    parser.add_argument("--kind", choices=KINDS, help="what is indexed; everything when left out")


def chosen_sources(*, channel: str | None, locale: str | None, kind: str | None) -> list[Source]:
    """Return the sources of the indexes that were chosen. Raises CommandError when there are none."""
    found = list_sources(channel=channel, locale=locale, kind=kind)
    if not found:
        raise CommandError("No channel has such an index.")
    return found


def shown(index: IndexName) -> str:
    """Return the name of an index as people read it."""
    return f"{index.channel} {index.locale} {index.kind}"


def of_other_model(source: Source) -> str:
    """Say that meaning has no say in an index until it is made anew; empty where it has."""
    model = find_other_model(source=source)
    if not model:
        return ""
    said = "Its products have no vectors" if model == NO_MODEL else f"Its vectors are of {model}"
    return f"{said}, while {source.model} is set: words alone are searched until `search rebuild`."


def without_vector(count: int) -> str:
    """Say at the end of a line how many products are found by their words alone so far."""
    if not count:
        return ""
    return f"; {count} products have no vector yet (the worker asks for them again every minute)"
