"""Reads of the builds of indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce.core.process_cache import ProcessCache
from search.models import BuildStatus, IndexBuild
from search.query.question import IndexName

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from search.indexing.sources import Source

LIVE_MODELS: Final[ProcessCache[IndexName, str]] = ProcessCache(
    "models of indexes", stale="another version of the search"
)


def list_running_builds(*, source: Source) -> QuerySet[IndexBuild]:
    """Return the unfinished build of the source's index: one at most."""
    return list_builds(source=source).filter(status=BuildStatus.RUNNING)


def list_builds(*, source: Source) -> QuerySet[IndexBuild]:
    """Return all builds of the source's index, the newest first."""
    index = source.index
    rows = IndexBuild.objects.filter(channel=source.channel, locale=index.locale, kind=index.kind)
    return rows.order_by("-pk")


def list_foreign_builds(*, source: Source) -> QuerySet[IndexBuild]:
    """Return the unfinished build if its vectors are of another model than the source's."""
    return list_running_builds(source=source).exclude(model__in=("", source.model))


def list_generations_in_work(*, source: Source) -> list[str]:
    """Return the generation that is being made, if there is one. One query."""
    rows = list_running_builds(source=source).exclude(generation="")
    return list(rows.values_list("generation", flat=True))


def find_live_model(*, index: IndexName) -> str:
    """Return the model that the vectors in the live index are of; empty when nobody knows. One query."""
    rows = IndexBuild.objects.filter(
        channel__code=index.channel,
        locale=index.locale,
        kind=index.kind,
        status=BuildStatus.PUBLISHED,
    )
    return rows.order_by("-pk").values_list("model", flat=True).first() or ""


def has_vectors_of(model: str, *, index: IndexName, version: Callable[[], int]) -> bool:
    """Whether the live index may be asked with vectors of that model. `version` is the search's."""
    found = LIVE_MODELS.get(index, lambda: find_live_model(index=index), version=version)
    return found in ("", model)


def list_foreign_generations(*, source: Source) -> set[str | None]:
    """Return the generations with vectors of another model than the source's; None is the live one.

    Two queries.
    """
    building = list_foreign_builds(source=source)
    foreign: set[str | None] = set(building.values_list("generation", flat=True))
    if find_live_model(index=source.index) not in ("", source.model):
        foreign.add(None)
    return foreign
