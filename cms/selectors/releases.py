"""Releases, what is in them, and what stands in their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.enums import ReleaseState
from cms.models import Release, ReleaseItem
from cms.registry import ReleaseKind, list_release_kinds

AHEAD = (ReleaseState.OPEN, ReleaseState.PLANNED)


@dataclass(frozen=True)
class Held:
    """A thing in a release with its row; `row` is None where it was deleted meanwhile."""

    item: ReleaseItem
    kind: ReleaseKind | None
    row: Any

    @property
    def title(self) -> str:
        """Its name now, or the one it had when it was put in."""
        return self.kind.name(self.row) if self.kind and self.row else self.item.title

    @property
    def is_changed(self) -> bool:
        """Whether something else is live of it than what the release has put there."""
        if self.kind is None or self.row is None:
            return True
        return dict(self.kind.state(self.row)) != self.item.after


def list_releases(*, channel_ids: Sequence[int]) -> QuerySet[Release]:
    """Return the releases of these channels with how many things are in each, the newest first."""
    rows = Release.objects.filter(channel__in=channel_ids).select_related("channel")
    return rows.annotate(size=Count("items"))


def list_open_releases(*, channel_ids: Sequence[int]) -> QuerySet[Release]:
    """Return those that things can still be put into."""
    return list_releases(channel_ids=channel_ids).filter(state=ReleaseState.OPEN)


def list_due_releases(*, now: datetime) -> QuerySet[Release]:
    """Return those whose time to go live has come, the earliest first."""
    rows = Release.objects.filter(state=ReleaseState.PLANNED, starts_at__lte=now, problem="")
    return rows.select_related("channel", "planned_by").order_by("starts_at", "pk")


def list_ending_releases(*, now: datetime) -> QuerySet[Release]:
    """Return those whose time to be taken back has come, the last published first."""
    rows = Release.objects.filter(state=ReleaseState.PUBLISHED, ends_at__lte=now, problem="")
    return rows.select_related("channel").order_by("-published_at", "-pk")


def list_held(*, release: Release, is_locked: bool = False) -> list[Held]:
    """Return the things of a release with their rows, in the order in which they are published.

    A fixed number of queries for each kind. Locked, nobody else writes the rows until the
    transaction ends.
    """
    by_kind: dict[str, list[ReleaseItem]] = defaultdict(list)
    for item in release.items.all():
        by_kind[item.kind].append(item)
    found: list[Held] = []
    for kind in list_release_kinds():
        found += _with_rows(kind, release, by_kind.pop(kind.code, []), is_locked=is_locked)
    unknown = (item for items in by_kind.values() for item in items)
    return [*found, *(Held(item, None, None) for item in unknown)]


def list_release_drafts(*, release: Release) -> list[Any]:
    """Return the pages, menus, banners and reusable contents as the release has them."""
    pinned = {
        each.item.change.get("revision") or each.row.latest_revision_id: each
        for each in list_held(release=release)
        if hasattr(each.row, "latest_revision_id")
    }
    return [revision.as_object() for revision in Revision.objects.filter(pk__in=pinned)]


def list_obstacles(*, held: Sequence[Held], user: Any) -> Mapping[int, str]:
    """Return why things cannot go live by the key of the item; none where all is well."""
    found = {each.item.pk: _obstacle(each, user) for each in held}
    return {key: text for key, text in found.items() if text}


def list_conflicts(*, release: Release) -> Mapping[int, Sequence[Release]]:
    """Return by the key of an item which other releases hold the same thing at the same time.

    Those are releases that are still to go live, and live ones that are going to be taken back.

    Two queries, however much is in it.
    """
    same = Q(pk__in=())
    mine = {(item.kind, item.object_id): item.pk for item in release.items.all()}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, key in mine:
        by_kind[kind].append(key)
    for kind, keys in by_kind.items():
        same |= Q(kind=kind, object_id__in=keys)
    is_ahead = Q(release__state__in=AHEAD)
    is_ending = Q(release__state=ReleaseState.PUBLISHED, release__ends_at__gt=timezone.now())
    others = ReleaseItem.objects.filter(same, is_ahead | is_ending)
    found: dict[int, list[Release]] = defaultdict(list)
    for item in others.exclude(release=release).select_related("release"):
        if item.release.overlaps(release.starts_at, release.ends_at):
            found[mine[item.kind, item.object_id]].append(item.release)
    return found


def _with_rows(
    kind: ReleaseKind, release: Release, items: list[ReleaseItem], *, is_locked: bool
) -> list[Held]:
    if not items:
        return []
    keys = [item.object_id for item in items]
    if is_locked:
        kind.lock(keys)
    rows = kind.load(release.channel, keys)
    order = {key: place for place, key in enumerate(rows)}
    held = [Held(item, kind, rows.get(item.object_id)) for item in items]
    return sorted(held, key=lambda each: order.get(each.item.object_id, -1))


def _obstacle(held: Held, user: Any) -> str:
    name = {"name": held.title}
    if held.kind is None or held.row is None:
        return _("“%(name)s” was deleted.") % name
    if user is None or not held.kind.may_publish(user, held.row):
        return _("You may not publish “%(name)s”.") % name
    reason = held.kind.obstacle(held.row, held.item.change, user)
    return _("“%(name)s” %(reason)s.") % {**name, "reason": reason} if reason else ""


def find_release_row(*, kind: ReleaseKind, channels: Sequence[Any], key: int) -> tuple[Any, Any]:
    """Return the row of that key with its channel; a pair of None where none of them has it."""
    for channel in channels:
        if (row := kind.load(channel, [key]).get(key)) is not None:
            return channel, row
    return None, None
