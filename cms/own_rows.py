"""Whether a row of Wagtail's back office belongs to the tenant at work, or to one's own channels.

Menus, banners, products and search settings are scoped by their managers and policies. What is
Wagtail's own is judged here: pages by the tree they stand in, sites and redirects by their
channel, people by whom they have dealt with, translations by what is translated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, Site

from commerce.accounts.selectors import list_people
from commerce.core.request_cache import RequestCache
from commerce.tenancy.permissions import current_scope, is_confined
from commerce.tenancy.selectors import (
    current_tenant_id,
    list_channels,
    list_own_channels,
    own_channels,
)

_ROOTS: Final[RequestCache[tuple[set[str], set[str]]]] = RequestCache(
    "tenancy_channel", "wagtailcore_site", "wagtailcore_page"
)


def owns_page(page: Page) -> bool:
    """Whether the page stands in a tree of the tenant, or in nobody's."""
    return _owns_path(page.path, *_roots())


def own_pages(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Leave out pages that stand in the tree of another tenant."""
    own, foreign = _roots()
    hidden = Q(pk__in=())
    for path in foreign - own:
        hidden |= Q(path__startswith=path)
    kept = Q(pk__in=())
    for path in own:
        kept |= Q(path__startswith=path)
    return pages.filter(~hidden | kept)


def foreign_pages() -> QuerySet[Page]:
    """Return the pages that `own_pages` leaves out."""
    own, foreign = _roots()
    hidden, kept = Q(pk__in=()), Q(pk__in=())
    for path in foreign - own:
        hidden |= Q(path__startswith=path)
    for path in own:
        kept |= Q(path__startswith=path)
    return Page.objects.filter(hidden).exclude(kept)


def own_sites() -> QuerySet[Site]:
    """Return the sites of the channels at work; those of no channel for who is not confined to some."""
    sites: QuerySet[Site] = Site.objects.all()
    if current_scope() is None:
        return sites
    of_own = Q(channel__in=list_own_channels())
    return sites.filter(of_own if is_confined() else of_own | Q(channel=None))


def own_redirects() -> QuerySet[Any]:
    """Return the redirects of own sites; those of all sites for who is not confined to some channels."""
    rows: QuerySet[Any] = apps.get_model("wagtailredirects", "Redirect").objects.all()
    of_own = Q(site__in=own_sites())
    return rows.filter(of_own if is_confined() else of_own | Q(site=None))


def owns(row: Any) -> bool:
    """Whether the tenant at work may see that row; what belongs to nobody is everybody's."""
    if isinstance(row, Page):
        return owns_page(row)
    if isinstance(row, Site):
        return _owns_site(row)
    label = row._meta.label_lower
    if (judge := _JUDGES.get(label)) is not None:
        return judge(row)
    channel_id = getattr(row, "channel_id", None)
    return channel_id is None or list_own_channels().filter(pk=channel_id).exists()


def find_row(label: str, key: Any) -> Model | None:
    """Return the row of that model and key; None where there is none, or no such model."""
    try:
        model = apps.get_model(label)
        return model._default_manager.filter(pk=key).first()
    except (LookupError, ValueError, TypeError):
        return None


def _roots() -> tuple[set[str], set[str]]:
    """Return the paths of home pages, in all languages: those of the channels at work, and others'."""
    own_ids = frozenset(channel.pk for channel in own_channels())
    return _ROOTS.get(own_ids, lambda: _read_roots(own_ids))


def _read_roots(own_ids: frozenset[int]) -> tuple[set[str], set[str]]:
    own: set[str] = set()
    foreign: set[str] = set()
    for channel in list_channels().select_related("site__root_page"):
        root = channel.site.root_page
        homes = Page.objects.filter(Q(pk=root.pk) | Q(translation_key=root.translation_key))
        paths = homes.values_list("path", flat=True)
        (own if channel.pk in own_ids else foreign).update(paths)
    return own, foreign


def _owns_path(path: str, own: set[str], foreign: set[str]) -> bool:
    """The nearest home page above decides."""
    above = [root for root in own | foreign if path.startswith(root)]
    return not above or max(above, key=len) in own


def _owns_site(site: Site) -> bool:
    if list_own_channels().filter(site=site).exists():
        return True
    return not is_confined() and not list_channels().filter(site=site).exists()


def _owns_redirect(row: Any) -> bool:
    return _owns_site(row.site) if row.site else not is_confined()


def _owns_source(source: Any) -> bool:
    return owns(source.get_source_instance())


def _owns_translation(translation: Any) -> bool:
    return _owns_source(translation.source)


def _owns_person(user: Any) -> bool:
    return list_people(tenant_id=current_tenant_id()).filter(pk=user.pk).exists()


_JUDGES: dict[str, Callable[[Any], bool]] = {
    "wagtailredirects.redirect": _owns_redirect,
    "wagtail_localize.translationsource": _owns_source,
    "wagtail_localize.translation": _owns_translation,
    "accounts.user": _owns_person,
}
