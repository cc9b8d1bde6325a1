"""People who work for one channel alone: their group, its pages and its collection of media."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from commerce.tenancy.selectors import list_channels
from commerce.tenancy.services import ensure_editor_group

from .groups import MEDIA, PAGES, find_permissions, rights_of_editors

if TYPE_CHECKING:
    from django.contrib.auth.models import Group
    from wagtail.models import Site

    from commerce.tenancy.models import Channel

_COLLECTIONS = ("wagtailcore.add_collection", "wagtailcore.change_collection")


@transaction.atomic
def ensure_channel_editors(*, channel: Channel) -> Group:
    """Return the group whose people edit that channel and no other, made or completed as needed.

    It may write and publish the channel's pages in all languages, its menus, banners, branding, releases,
    segments, messages and search, and media in the channel's own collection. Rights that were added to
    the group since stay. Needs the permissions of all apps.
    """
    editors = ensure_editor_group(channel=channel)
    editors.group.permissions.add(*find_permissions(rights_of_editors()))
    for permission in find_permissions(f"wagtailcore.{codename}" for codename in PAGES):
        for home in _homes_of(channel):
            GroupPagePermission.objects.get_or_create(
                group=editors.group, page=home, permission=permission
            )
    for permission in find_permissions([*MEDIA, *_COLLECTIONS]):
        GroupCollectionPermission.objects.get_or_create(
            group=editors.group, collection=editors.collection, permission=permission
        )
    return editors.group


def ensure_editors_of_all_channels() -> None:
    """Give each channel its group of editors. Doing it twice changes nothing."""
    for channel in list_channels():
        ensure_channel_editors(channel=channel)


def follow_new_home(*, page: Page) -> None:
    """Let the editors of a channel write its home page in another language, and what will be below it."""
    channels = list_channels().filter(site__root_page__translation_key=page.translation_key)
    for channel in channels:
        ensure_channel_editors(channel=channel)


def leave_home(*, site: Site) -> None:
    """Take the rights on a channel's home from its editors where that site is to begin at another page."""
    moving = list_channels().filter(site=site.pk).exclude(site__root_page=site.root_page_id)
    for channel in moving:
        GroupPagePermission.objects.filter(
            group=ensure_editor_group(channel=channel).group, page__in=_homes_of(channel)
        ).delete()


def _homes_of(channel: Channel) -> QuerySet[Page]:
    """The root of the whole tree is no channel's home, though a site without pages begins there."""
    root = channel.site.root_page
    return Page.objects.filter(translation_key=root.translation_key, depth__gt=1)
