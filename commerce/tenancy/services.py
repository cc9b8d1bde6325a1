"""Writes of tenants and channels."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, Page, Site

from commerce.core.bus import publish
from commerce.core.pictures import small_png

from .events import ChannelChanged
from .models import Branding, Channel, EditorGroup, Tenant
from .selectors import DIRECTORY

LOGO_BOX = (352, 144)


@dataclass(frozen=True, kw_only=True)
class ChannelSettings:
    """Everything that describes a channel; the default locale and currency come first in their lists."""

    code: str
    name: str
    hostname: str
    locales: list[str]
    currencies: list[str]
    countries: list[str]
    is_default: bool = False
    branding: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def ensure_tenant(*, code: str, name: str) -> Tenant:
    """Return the tenant of that code, created or renamed as needed."""
    tenant, _created = Tenant.objects.update_or_create(code=code, defaults={"name": name})
    return tenant


@transaction.atomic
def ensure_channel(*, tenant: Tenant, settings: ChannelSettings, root_page: Page) -> Channel:
    """Create or update the channel of that code, its Wagtail site and its branding.

    Publishes ChannelChanged. Doing it twice with the same settings leaves the same rows.
    """
    channel, _created = Channel.objects.update_or_create(
        code=settings.code,
        defaults={
            "tenant": tenant,
            "name": settings.name,
            "site": _ensure_site(settings, root_page),
            "is_default": settings.is_default,
            "default_locale": settings.locales[0],
            "locales": settings.locales,
            "default_currency": settings.currencies[0],
            "currencies": settings.currencies,
            "countries": settings.countries,
        },
    )
    Branding.objects.update_or_create(
        channel=channel, defaults={"name": settings.name, **settings.branding}
    )
    publish(ChannelChanged(channel_id=channel.pk))
    transaction.on_commit(DIRECTORY.forget)
    return channel


@transaction.atomic
def update_branding(*, branding: Branding) -> Branding:
    """Store a changed branding; the channel's storefront shows it within seconds.

    A new logo is drawn as PNG as well, for whoever shows nothing else.
    """
    before = Branding.objects.filter(pk=branding.pk).values_list("logo", flat=True).first()
    branding.save()
    if branding.logo.name != before:
        _draw_logo(branding)
    publish(ChannelChanged(channel_id=branding.channel_id))
    transaction.on_commit(DIRECTORY.forget)
    return branding


@transaction.atomic
def ensure_editor_group(*, channel: Channel) -> EditorGroup:
    """Return the group of people who work for that channel alone, made with a collection if needed.

    It gives no rights by itself. A collection of the channel's name that is no other channel's is taken.
    """
    group, _created = Group.objects.get_or_create(name=f"Editors of {channel.code}")
    row, _created = EditorGroup.objects.get_or_create(channel=channel, defaults={"group": group})
    if row.collection is None:
        row.collection = _ensure_collection(channel)
        row.save(update_fields=["collection"])
    return row


def _ensure_collection(channel: Channel) -> Collection:
    top, taken = Collection.get_first_root_node(), EditorGroup.objects.exclude(collection=None)
    free = top.get_children().exclude(pk__in=taken.values("collection"))
    return free.filter(name=channel.name).first() or top.add_child(name=channel.name)


def _draw_logo(branding: Branding) -> None:
    """Keep the logo twice as large as letters show it; one that is drawn by lines is left to its maker."""
    branding.logo_png.name = ""
    if branding.logo.name and not branding.logo.name.endswith(".svg"):
        drawn = small_png(branding.logo, box=LOGO_BOX)
        branding.logo.close()
        branding.logo_png.save("logo.png", ContentFile(drawn), save=False)
    branding.save(update_fields=["logo_png"])


def _ensure_site(settings: ChannelSettings, root_page: Page) -> Site:
    site = Site.objects.filter(channel__code=settings.code).first()
    site = site or Site.objects.filter(hostname=settings.hostname).first() or Site(port=80)
    site.hostname, site.site_name, site.root_page = settings.hostname, settings.name, root_page
    site.is_default_site = settings.is_default
    if settings.is_default:
        Site.objects.exclude(pk=site.pk).update(is_default_site=False)
    site.save()
    return site
