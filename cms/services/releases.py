"""Campaign releases: put together, planned, published as one and rolled back as one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms import selectors
from cms.enums import ChangedSince, ReleaseState
from cms.errors import ReleaseChangedSinceError, ReleaseRefusedError, ReleaseStateError
from cms.events import ReleasePublished, ReleaseRolledBack
from cms.indexing import search_updated_later
from cms.models import Release, ReleaseItem
from cms.selectors import Held
from commerce.core.bus import gathered, publish
from commerce.core.errors import DomainError

from .versions import content_version_raised_once

if TYPE_CHECKING:
    from cms.registry import ReleaseKind
    from cms.registry.releases import Change

LOGGER = logging.getLogger(__name__)
PLAN, PUBLISH, ROLL_BACK = "cms.release.plan", "cms.release.publish", "cms.release.roll_back"
REOPEN, FAIL = "cms.release.reopen", "cms.release.fail"


@transaction.atomic
def put_into_release(
    *, release: Release, kind: ReleaseKind, rows: Sequence[Any], actor: Any
) -> int:
    """Put rows of the release's channel into it; return how many were not in it before.

    Raises ReleaseStateError unless it is open, and PermissionDenied for a row that the person may
    not edit; nothing is put in then.
    """
    _hold(release, ReleaseState.OPEN)
    if not all(kind.may_edit(actor, row) for row in rows):
        raise PermissionDenied
    made = [
        ReleaseItem.objects.get_or_create(
            release=release,
            kind=kind.code,
            object_id=row.pk,
            defaults={"title": kind.name(row)[:255], "change": kind.first_change(row)},
        )[1]
        for row in rows
    ]
    return sum(made)


@transaction.atomic
def take_out_of_release(*, item: ReleaseItem) -> None:
    """Leave something out. Raises ReleaseStateError unless the release is open."""
    _hold(item.release, ReleaseState.OPEN)
    item.delete()


@transaction.atomic
def decide_change(*, item: ReleaseItem, change: Change) -> None:
    """Say what the release does with it. Raises ReleaseStateError unless the release is open."""
    _hold(item.release, ReleaseState.OPEN)
    item.change = dict(change)
    item.save(update_fields=["change"])


@transaction.atomic
def plan_release(*, release: Release, actor: Any) -> None:
    """Have the release published at its time, with the drafts as they are now.

    What is drafted afterwards does not go live with it, and the rights of `actor` count when the
    time comes. Raises ReleaseStateError, and ReleaseRefusedError where something is in the way.
    """
    _hold(release, ReleaseState.OPEN)
    if release.starts_at is None or release.starts_at <= timezone.now():
        raise ReleaseRefusedError([_("Enter a date in the future first.")])
    for each in _publishable(release, actor):
        _pin(each)
    _move(release, ReleaseState.PLANNED, planned_by=actor, problem="")
    log(instance=release, action=PLAN, user=actor, data={"at": release.starts_at.isoformat()})


@transaction.atomic
def reopen_release(*, release: Release, actor: Any) -> None:
    """Plan it no longer, so that it can be changed; later drafts count again."""
    _hold(release, ReleaseState.PLANNED)
    for item in release.items.all():
        if "revision" in item.change:
            item.change = {}
            item.save(update_fields=["change"])
    _move(release, ReleaseState.OPEN, planned_by=None, problem="")
    log(instance=release, action=REOPEN, user=actor)


@transaction.atomic
def publish_release(*, release: Release, actor: Any) -> None:
    """Put everything in the release live in one transaction, and keep what was live before.

    Raises ReleaseStateError when somebody else was faster, and ReleaseRefusedError with all reasons
    when something cannot go live: nothing has changed then.
    """
    _hold(release, ReleaseState.OPEN, ReleaseState.PLANNED)
    if release.is_over:
        raise ReleaseRefusedError([_("The end of the release is past.")])
    held = _publishable(release, actor)
    for each in held:
        _keep_before(each)
    with _at_once():
        for each in held:
            with _named(each):
                _kind(each).apply(each.row, each.item.change, actor)
    _tell(release, held)
    _keep_after(release, held)
    _move(release, ReleaseState.PUBLISHED, published_at=timezone.now(), published_by=actor)
    publish(ReleasePublished(release_id=release.pk, channel_id=release.channel_id))
    log(instance=release, action=PUBLISH, user=actor, data=_story(held))


@transaction.atomic
def roll_back_release(
    *, release: Release, actor: Any, changed: ChangedSince = ChangedSince.REFUSE
) -> list[str]:
    """Bring back what was live before the release, in one transaction; return the names left alone.

    Things that were changed since make it refuse with ReleaseChangedSinceError, unless `changed`
    says that they are kept or overwritten; what was deleted cannot come back and is left alone then.
    Raises ReleaseStateError and ReleaseRefusedError; nothing has changed then.
    """
    _hold(release, ReleaseState.PUBLISHED)
    held = selectors.list_held(release=release, is_locked=True)
    touched = {each.item.pk for each in held if each.is_changed}
    if touched and changed == ChangedSince.REFUSE:
        raise ReleaseChangedSinceError([each.title for each in held if each.item.pk in touched])
    _refuse_foreign(held, actor)
    kept = [each for each in held if _is_left(each, touched, changed)]
    back = [each for each in held if each not in kept]
    with _at_once():
        for each in reversed(back):
            with _named(each):
                _kind(each).restore(each.row, each.item.before or {}, actor)
    _tell(release, back)
    _move(release, ReleaseState.ROLLED_BACK, rolled_back_at=timezone.now(), rolled_back_by=actor)
    publish(ReleaseRolledBack(release_id=release.pk, channel_id=release.channel_id))
    names = [each.title for each in kept]
    log(instance=release, action=ROLL_BACK, user=actor, data={**_story(back), "left": names})
    return names


def publish_due_releases() -> None:
    """Publish what is planned for now and roll back what is over.

    What cannot be done is noted at the release, once, and does not hold up the others.
    """
    now = timezone.now()
    for release in selectors.list_due_releases(now=now):
        _try(release, lambda each: publish_release(release=each, actor=each.planned_by))
    for release in selectors.list_ending_releases(now=now):
        _try(release, lambda each: roll_back_release(release=each, actor=None))


def _try(release: Release, act: Callable[[Release], object]) -> None:
    try:
        act(release)
    except ReleaseStateError:
        return  # somebody has pressed the button meanwhile
    except DomainError as error:
        LOGGER.warning("Release %s was not done: %s", release.pk, error.code)
        Release.objects.filter(pk=release.pk).update(problem=error.detail)
        log(instance=release, action=FAIL, data={"problem": error.detail})


@transaction.atomic
def index_release(*, release_id: int) -> None:
    """Bring Wagtail's search and list of usages up to date with what a release has written."""
    for release in Release.objects.filter(pk=release_id).select_related("channel"):
        for row in (each.row for each in selectors.list_held(release=release)):
            if row is None:
                continue
            if ReferenceIndex.is_indexed(type(row)):
                ReferenceIndex.create_or_update_for_object(row)
            if index.class_is_indexed(type(row)):
                index.insert_or_update_object(row)


@contextmanager
def _at_once() -> Iterator[None]:
    """What is told of each row is written together at the end.

    What Wagtail would look up for each row on its own is left to the worker: `index_release`.
    """
    with (
        disable_reference_index_auto_update(),
        search_updated_later(),
        content_version_raised_once(),
        gathered(),
    ):
        yield


def _hold(release: Release, *states: ReleaseState) -> None:
    """Lock the release and read it anew. Raises ReleaseStateError unless it is in one of the states."""
    now = Release._base_manager.select_for_update().select_related(None).get(pk=release.pk)
    if now.state not in states:
        raise ReleaseStateError(release=release.name, state=now.get_state_display())
    for field in ("state", "starts_at", "ends_at"):
        setattr(release, field, getattr(now, field))


def _move(release: Release, state: ReleaseState, **fields: Any) -> None:
    for name, value in {"state": state, "problem": "", **fields}.items():
        setattr(release, name, value)
    release.save(
        update_fields=["state", "problem", *(name for name in fields if name != "problem")]
    )


def _publishable(release: Release, actor: Any) -> list[Held]:
    """Return all things of the release, locked. Raises ReleaseRefusedError."""
    held = selectors.list_held(release=release, is_locked=True)
    if not held:
        raise ReleaseRefusedError([_("There is nothing in the release.")])
    if reasons := selectors.list_obstacles(held=held, user=actor):
        raise ReleaseRefusedError([*reasons.values()])
    return held


def _refuse_foreign(held: Sequence[Held], actor: Any) -> None:
    """What the clock takes back was allowed when it was published; a person needs the rights now."""
    if actor is None:
        return
    foreign = [
        each.title
        for each in held
        if each.kind and each.row and not each.kind.may_publish(actor, each.row)
    ]
    if foreign:
        raise PermissionDenied(", ".join(foreign))


def _pin(held: Held) -> None:
    held.item.change = dict(_kind(held).pinned(held.row, held.item.change))
    held.item.save(update_fields=["change"])


def _keep_before(held: Held) -> None:
    kind = _kind(held)
    kind.prepare(held.row)
    held.item.change = dict(kind.pinned(held.row, held.item.change))
    held.item.before = dict(kind.state(held.row))


def _keep_after(release: Release, held: Sequence[Held]) -> None:
    """Store what is live now, as it is read back, beside what was live before."""
    before = {each.item.pk: each.item for each in held}
    now = selectors.list_held(release=release)
    for each in now:
        each.item.after = dict(_kind(each).state(each.row))
        each.item.before = before[each.item.pk].before
        each.item.change = before[each.item.pk].change
    ReleaseItem.objects.bulk_update([each.item for each in now], ["change", "before", "after"])


def _tell(release: Release, held: Sequence[Held]) -> None:
    for kind, group in groupby(held, key=_kind):
        kind.tell(release.channel, [each.row for each in group])


def _is_left(held: Held, touched: set[int], changed: ChangedSince) -> bool:
    is_kept = held.item.pk in touched and changed == ChangedSince.KEEP
    return held.row is None or held.kind is None or is_kept


def _kind(held: Held) -> ReleaseKind:
    if held.kind is None:
        raise LookupError(f"Nothing knows what “{held.item.kind}” is.")
    return held.kind


def _story(held: Sequence[Held]) -> Mapping[str, Any]:
    return {"count": len(held), "names": [each.title for each in held[:50]]}


@contextmanager
def _named(held: Held) -> Iterator[None]:
    """Say which thing it was that could not be written."""
    try:
        yield
    except ValidationError as error:
        reason = " ".join(error.messages)
        raise ReleaseRefusedError([f"“{held.title}”: {reason}"]) from error
    except IntegrityError as error:
        text = _("“%(name)s” does not fit to what is stored by now.")
        raise ReleaseRefusedError([text % {"name": held.title}]) from error
