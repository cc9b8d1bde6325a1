"""What the website and its campaigns have planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cms.enums import ReleaseState
from cms.models import Banner, ChannelSnippet, Menu, Release, ReusableContent
from cms.registry import Period, Planned
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.voucher.models import Voucher

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

SNIPPETS: Final = (Banner, Menu, ReusableContent)
GOES_LIVE, EXPIRES = _("Goes live"), _("Expires")
BEGINS, ENDS = _("Begins"), _("Ends")


def planned_pages(period: Period) -> Iterator[Planned]:
    """Yield pages that go live or expire. Four queries."""
    trees = _trees(period)
    revisions = {
        int(revision.object_id): revision.approved_go_live_at
        for revision in _approved(period).filter(
            base_content_type=ContentType.objects.get_for_model(Page)
        )
    }
    expiring = Q(live=True, expire_at__gte=period.since, expire_at__lt=period.until)
    for page in Page.objects.filter(Q(pk__in=revisions) | expiring).order_by("path"):
        channel = next((each for path, each in trees.items() if page.path.startswith(path)), None)
        if channel is None:
            continue
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        told = {"channel": channel, "kind": _("Page"), "title": page.title, "address": address}
        if page.pk in revisions:
            yield _planned(f"page-{page.pk}-live", revisions[page.pk], GOES_LIVE, told)
        if page.live and period.has(page.expire_at):
            yield _planned(f"page-{page.pk}-expires", page.expire_at, EXPIRES, told)


def planned_snippets(period: Period) -> Iterator[Planned]:
    """Yield banners, menus and reusable contents that go live or expire. Two queries for each kind."""
    for model in SNIPPETS:
        yield from _of_snippet(model, period)


def planned_releases(period: Period) -> Iterator[Planned]:
    """Yield releases that are published or taken back. One query."""
    planned = Q(state=ReleaseState.PLANNED)
    live = Q(state=ReleaseState.PUBLISHED)
    channels = {channel.pk: channel for channel in period.channels}
    for release in Release.objects.filter(planned | live, channel__in=channels):
        told = {
            "channel": channels[release.channel_id],
            "kind": _("Release"),
            "title": release.name,
            "address": reverse("releases:page", args=[release.pk]),
        }
        if release.state == ReleaseState.PLANNED and period.has(release.starts_at):
            yield _planned(f"release-{release.pk}-live", release.starts_at, GOES_LIVE, told)
        if period.has(release.ends_at):
            yield _planned(f"release-{release.pk}-ends", release.ends_at, _("Is taken back"), told)


def planned_offers(period: Period) -> Iterator[Planned]:
    """Yield offers that begin or end by their own dates. One query."""
    site = ConditionalOffer.objects.filter(offer_type=ConditionalOffer.SITE)
    rows = site.exclude(status=ConditionalOffer.SUSPENDED)
    yield from _dated(period, rows, "offer", _("Offer"), "dashboard:offer-detail")


def planned_vouchers(period: Period) -> Iterator[Planned]:
    """Yield vouchers that become valid or end. One query."""
    rows = Voucher.objects.all()
    yield from _dated(period, rows, "voucher", _("Voucher"), "dashboard:voucher-stats")


SOURCES: Final = {
    "pages": planned_pages,
    "snippets": planned_snippets,
    "releases": planned_releases,
    "offers": planned_offers,
    "vouchers": planned_vouchers,
}


def _of_snippet(model: type[ChannelSnippet], period: Period) -> Iterator[Planned]:
    channels = {channel.pk: channel for channel in period.channels}
    base = ContentType.objects.get_for_model(model)
    approved = _approved(period).filter(base_content_type=base)
    revisions = {int(one.object_id): one.approved_go_live_at for one in approved}
    expiring = Q(live=True, expire_at__gte=period.since, expire_at__lt=period.until)
    rows = model._default_manager.filter(Q(pk__in=revisions) | expiring, channel__in=channels)
    for row in rows.select_related("locale"):
        viewset = f"wagtailsnippets_cms_{model._meta.model_name}:edit"
        told = {
            "channel": channels[row.channel_id],
            "kind": model._meta.verbose_name,
            "title": f"{row} ({row.locale.language_code})",
            "address": reverse(viewset, args=[row.pk]),
        }
        key = f"{model._meta.model_name}-{row.pk}"
        if row.pk in revisions:
            yield _planned(f"{key}-live", revisions[row.pk], GOES_LIVE, told)
        if row.live and period.has(row.expire_at):
            yield _planned(f"{key}-expires", row.expire_at, EXPIRES, told)


def _dated(period: Period, rows: Any, key: str, kind: Any, page: str) -> Iterator[Planned]:
    channels = {channel.pk: channel for channel in period.channels}
    within = Q(start_datetime__gte=period.since, start_datetime__lt=period.until)
    within |= Q(end_datetime__gte=period.since, end_datetime__lt=period.until)
    for row in rows.filter(within, channel__in=channels).order_by("pk"):
        told = {
            "channel": channels[row.channel_id],
            "kind": kind,
            "title": row.name,
            "address": reverse(page, args=[row.pk]) if period.user.is_staff else "",
        }
        for event, moment in ((BEGINS, row.start_datetime), (ENDS, row.end_datetime)):
            if period.has(moment):
                end = "begins" if event is BEGINS else "ends"
                yield _planned(f"{key}-{row.pk}-{end}", moment, event, told)


def _planned(key: str, moment: Any, event: Any, told: Mapping[str, Any]) -> Planned:
    return Planned(key=key, moment=moment, event=event, **told)


def _approved(period: Period) -> Any:
    due = {"approved_go_live_at__gte": period.since, "approved_go_live_at__lt": period.until}
    return Revision.objects.filter(**due).only("object_id", "approved_go_live_at")


def _trees(period: Period) -> Mapping[str, Channel]:
    """The paths of home pages in all languages, with the channel that shows them. Two queries."""
    by_root = {channel.site.root_page_id: channel for channel in reversed(period.channels)}
    roots = dict(Page.objects.filter(pk__in=by_root).values_list("translation_key", "pk"))
    homes: Iterable[Any] = Page.objects.filter(translation_key__in=roots)
    return {home.path: by_root[roots[home.translation_key]] for home in homes}
