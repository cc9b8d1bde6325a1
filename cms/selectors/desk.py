"""What editors should look at, and what a shop still needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.enums import MenuKey
from cms.models import HeronPage, Menu
from commerce.core.request_cache import RequestCache
from commerce.integrations.enums import ProviderKind
from commerce.integrations.selectors import list_configurations
from commerce.oscar.catalogue.models import Product
from commerce.oscar.shipping.models import ShippingRate
from commerce.tax.selectors import read_book

from .shops import list_homes

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

STALE = timedelta(days=365)
# Of a large website, those that were published last are looked through.
LOOKED_THROUGH = 100
_EDITS: Final[RequestCache[bool]] = RequestCache(
    *("wagtailcore_page", "wagtailcore_grouppagepermission", "accounts_user_groups")
)
_WITHOUT_MAIL = ("console", "locmem", "dummy", "filebased")


def list_editable_pages(*, user: Any) -> QuerySet[Page]:
    """Return the pages that the person may change or publish."""
    policy = policy_registry.get_by_type(Page)
    rows: QuerySet[Page] = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return rows.filter(depth__gt=1).select_related("locale")


def edits_pages(*, user: Any) -> bool:
    """Whether there is a page that the person may change or publish. Asked once in a request."""
    return _EDITS.get(user.pk, lambda: list_editable_pages(user=user).exists())


def list_ending_pages(*, pages: QuerySet[Page], now: datetime, within: timedelta) -> QuerySet[Page]:
    """Return the live ones that expire within that time, the first one first."""
    return pages.filter(live=True, expire_at__gt=now, expire_at__lte=now + within).order_by(
        "expire_at"
    )


def list_stale_pages(*, pages: QuerySet[Page], now: datetime) -> QuerySet[Page]:
    """Return the live ones that nobody has published anew for a year, the oldest first."""
    return pages.filter(live=True, last_published_at__lt=now - STALE).order_by("last_published_at")


def list_last_published(*, pages: QuerySet[Page]) -> Sequence[HeronPage]:
    """Return the hundred that were published last, with their blocks."""
    live = pages.type(HeronPage).filter(live=True)  # type: ignore[attr-defined]
    rows = live.order_by("-last_published_at", "-pk")[:LOOKED_THROUGH]
    return [page for page in rows.specific() if isinstance(page, HeronPage)]


def find_first_steps(*, channel: Channel) -> Mapping[str, bool]:
    """Return which steps towards a shop have been taken, by name."""
    active = list_configurations(tenant_id=channel.tenant_id).filter(is_active=True)
    kinds = set(active.order_by().values_list("kind", flat=True))
    sends = not any(word in settings.EMAIL_BACKEND for word in _WITHOUT_MAIL)
    return {
        "branding": bool(channel.branding.logo),
        "product": Product.objects.filter(tenant=channel.tenant_id, is_public=True).exists(),
        "page": _has_page(channel),
        "footer": _has_footer(channel),
        "payment": ProviderKind.PAYMENT in kinds,
        "shipping": ShippingRate.objects.filter(channel=channel).exists(),
        "taxes": read_book(channel=channel) is not None,
        "mail": sends or ProviderKind.EMAIL in kinds,
    }


def _has_page(channel: Channel) -> bool:
    home = list_homes(channel=channel).filter(live=True).first()
    return home is not None and home.get_descendants().live().exists()


def _has_footer(channel: Channel) -> bool:
    menus = Menu.objects.filter(channel=channel, key=MenuKey.FOOTER, live=True)
    return any(len(menu.items) for menu in menus)
