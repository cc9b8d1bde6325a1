"""Reads of the builds of indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.models import BuildStatus, IndexBuild

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from search.indexing.sources import Source


def list_running_builds(*, source: Source) -> QuerySet[IndexBuild]:
    """Return the unfinished build of the source's index: one at most."""
    return list_builds(source=source).filter(status=BuildStatus.RUNNING)


def list_builds(*, source: Source) -> QuerySet[IndexBuild]:
    """Return all builds of the source's index, the newest first."""
    index = source.index
    rows = IndexBuild.objects.filter(channel=source.channel, locale=index.locale, kind=index.kind)
    return rows.order_by("-pk")


def list_generations_in_work(*, source: Source) -> list[str]:
    """Return the generation that is being made, if there is one. One query."""
    rows = list_running_builds(source=source).exclude(generation="")
    return list(rows.values_list("generation", flat=True))
