"""What Wagtail keeps versions of: a release moves which one is live, and moves it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.locks import BasicLock
from wagtail.models import Locale, Page, Revision, WorkflowState

from cms.models import Banner, ChannelSnippet, HeronPage, Menu, ReusableContent
from cms.models.pages import SET_BY_WAGTAIL
from cms.registry import ReleaseKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from cms.registry.releases import Change
    from commerce.tenancy.models import Channel

PUBLISHED = "cms.release.publish"
ROLLED_BACK = "cms.release.roll_back"


@dataclass(frozen=True)
class Versions:
    """What is known of the versions of one row: read for all rows at once."""

    latest: Revision | None
    scheduled: Revision | None
    is_awaited: bool


class VersionKind(ReleaseKind):
    """Drafts that go live. What is live is known by the number of its version."""

    def first_change(self, row: Any) -> Change:
        return {}

    def pinned(self, row: Any, change: Change) -> Change:
        return {"revision": change.get("revision") or row.latest_revision_id}

    def describe(self, row: Any, change: Change) -> str:
        pinned = change.get("revision")
        if (pinned or row.latest_revision_id) == row.live_revision_id and row.live:
            return _("Is live already: nothing changes.")
        if pinned and pinned != row.latest_revision_id:
            return _("The draft as it was when the release was planned; there is a newer one.")
        return _("The latest draft goes live.") if row.live else _("Goes live for the first time.")

    def obstacle(self, row: Any, change: Change, user: Any) -> str:
        revision = self._version(row, change.get("revision") or row.latest_revision_id)
        if revision is None:
            return _("has no draft that could be published")
        if row.locked and (user is None or BasicLock(row).for_user(user)):
            return _("is locked")
        if row.versions.is_awaited:
            return _("is waiting for approval")
        return self._misdated(revision)

    def state(self, row: Any) -> Change:
        planned = row.versions.scheduled
        return {
            "live": row.live,
            "revision": row.live_revision_id,
            "expired": row.expired,
            "scheduled": planned and [planned.pk, planned.approved_go_live_at.isoformat()],
        }

    def apply(self, row: Any, change: Change, user: Any) -> None:
        key = change["revision"]
        if row.live and key == row.live_revision_id:
            return
        revision = self._version(row, key)
        if revision is None:
            raise ValidationError(_("has no draft that could be published"))
        self._publish(row, revision, user, PUBLISHED)

    def restore(self, row: Any, state: Change, user: Any) -> None:
        if not state["live"]:
            if row.live:
                row.unpublish(set_expired=state["expired"], user=user, log_action=ROLLED_BACK)
        elif not row.live or row.live_revision_id != state["revision"]:
            revision = self._version(row, state["revision"])
            if revision is None:
                raise ValidationError(_("its earlier version was deleted"))
            self._publish(row, revision, user, ROLLED_BACK)
        if state["scheduled"]:
            key, moment = state["scheduled"]
            Revision.objects.filter(pk=key).update(approved_go_live_at=parse_datetime(moment))

    def prepare(self, row: Any) -> None:
        """Give what is live a version to come back to, where it was put there without one."""
        if not row.live or row.live_revision_id:
            return
        oldest = row.revisions.order_by("created_at").values_list("created_at", flat=True).first()
        kept = Revision.objects.create(
            content_object=row,
            base_content_type=row.get_base_content_type(),
            created_at=(oldest or timezone.now()) - timedelta(seconds=1),
            object_str=str(row),
            content=row.serializable_data(),
        )
        type(row)._base_manager.filter(pk=row.pk).update(live_revision=kept)
        row.live_revision = kept

    def edit_url(self, user: Any, row: Any) -> str:
        return AdminURLFinder(user).get_edit_url(row) or ""

    @staticmethod
    def _with_versions(model: type[Any], rows: dict[int, Any]) -> dict[int, Any]:
        """Tell each row what is known of its versions. Two queries, whatever the number of rows."""
        base = ContentType.objects.get_for_model(model)
        theirs = {"base_content_type": base, "object_id__in": [str(key) for key in rows]}
        latest = [row.latest_revision_id for row in rows.values()]
        wanted = Q(pk__in=latest) | Q(approved_go_live_at__isnull=False)
        found = {one.pk: one for one in Revision.objects.filter(wanted, **theirs)}
        planned = {int(one.object_id): one for one in found.values() if one.approved_go_live_at}
        awaited = WorkflowState.objects.active().filter(**theirs)
        waiting = {int(key) for key in awaited.values_list("object_id", flat=True)}
        for key, row in rows.items():
            last = found.get(row.latest_revision_id)
            row.versions = Versions(last, planned.get(key), key in waiting)
        return rows

    @staticmethod
    def _version(row: Any, key: int | None) -> Revision | None:
        """Return that version of the row, which is most often the latest; None where it is gone."""
        if key and row.versions.latest and row.versions.latest.pk == key:
            return row.versions.latest
        return row.revisions.filter(pk=key).first() if key else None

    @staticmethod
    def _publish(row: Any, revision: Revision, user: Any, action: str) -> None:
        _tell(revision, row)
        if not isinstance(row, Page):  # which looks at itself when it is saved
            revision.as_object().full_clean(exclude=SET_BY_WAGTAIL)
        revision.publish(user=user, log_action=action, skip_permission_checks=True)

    @staticmethod
    def _misdated(revision: Revision) -> str:
        now = timezone.now()
        if (begins := _moment(revision, "go_live_at")) and begins > now:
            return _("has a later date of its own: %(date)s") % {"date": f"{begins:%Y-%m-%d %H:%M}"}
        if (ends := _moment(revision, "expire_at")) and ends <= now:
            return _("has expired: %(date)s") % {"date": f"{ends:%Y-%m-%d %H:%M}"}
        return ""


class PageKind(VersionKind):
    code = "page"
    label = gettext_lazy("Pages")
    icon = "doc-full-inverse"
    searched = ("title",)

    def rows(self, channel: Channel) -> QuerySet[Any]:
        """Pages of the channel's trees, in all languages, those above before those below."""
        root = Page.objects.filter(pk=channel.site.root_page_id)
        homes = Page.objects.filter(translation_key__in=root.values("translation_key"))
        below = Q(pk__in=())
        for path in homes.values_list("path", flat=True):
            below |= Q(path__startswith=path)
        return Page.objects.type(HeronPage).filter(below).order_by("path")

    def load(self, channel: Channel, keys: Sequence[int]) -> dict[int, Any]:
        locales = Locale.objects.in_bulk()
        wanted: Any = self.rows(channel).filter(pk__in=keys)
        rows = {row.pk: row for row in wanted.specific()}
        for row in rows.values():
            row.locale = locales[row.locale_id]
        return self._with_versions(Page, rows)

    def lock(self, keys: Sequence[int]) -> None:
        list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values("pk"))

    def name(self, row: Any) -> str:
        return f"{row.get_admin_display_title()} ({row.locale.language_code})"

    def may_publish(self, user: Any, row: Any) -> bool:
        return bool(row.permissions_for_user(user).can_publish())

    def may_edit(self, user: Any, row: Any) -> bool:
        return bool(row.permissions_for_user(user).can_edit())


class SnippetKind(VersionKind):
    model: ClassVar[type[ChannelSnippet]]

    def rows(self, channel: Channel) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(channel_id=channel.pk)
        return rows.select_related("channel", "locale").order_by("pk")

    def load(self, channel: Channel, keys: Sequence[int]) -> dict[int, Any]:
        return self._with_versions(self.model, super().load(channel, keys))

    def lock(self, keys: Sequence[int]) -> None:
        rows = self.model._default_manager.select_for_update().filter(pk__in=keys)
        list(rows.order_by("pk").values("pk"))

    def name(self, row: Any) -> str:
        return f"{row} ({row.locale.language_code})"

    def may_publish(self, user: Any, row: Any) -> bool:
        return bool(user.has_perm(f"cms.publish_{self.code}"))

    def may_edit(self, user: Any, row: Any) -> bool:
        return bool(user.has_perm(f"cms.change_{self.code}"))


class MenuKind(SnippetKind):
    code = "menu"
    label = gettext_lazy("Menus")
    icon = "list-ul"
    model = Menu
    searched = ("key",)


class BannerKind(SnippetKind):
    code = "banner"
    label = gettext_lazy("Banners")
    icon = "bullhorn"
    model = Banner
    searched = ("text",)


class ReusableKind(SnippetKind):
    code = "reusablecontent"
    label = gettext_lazy("Reusable content")
    icon = "snippet"
    model = ReusableContent
    searched = ("name",)


def _tell(revision: Revision, row: Any) -> None:
    """Let a version know what Wagtail would ask of it: the row is locked, and was just read."""

    def previous() -> Revision:
        found = Revision.get_previous(revision)
        found.content_object = row
        return found

    revision.content_object = row
    is_latest = revision.pk == row.latest_revision_id
    vars(revision).update(get_previous=previous, is_latest_revision=lambda: is_latest)


def _moment(revision: Revision, field: str) -> datetime | None:
    text = revision.content.get(field)
    return parse_datetime(text) if text else None
