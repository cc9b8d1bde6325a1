"""Who may do what in the back office."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.registry import list_rights

MARKETERS = "Marketers"
EDITORS = "Editors"
MODERATORS = "Moderators"

# Each as "app label.codename".
_SNIPPETS = ("menu", "banner", "reusablecontent")
_WRITING = [
    *(f"cms.{verb}_{name}" for verb in ("add", "change") for name in (*_SNIPPETS, "release")),
    *(f"notifications.{verb}_template" for verb in ("view", "add", "change")),
]
_PUBLISHING = [
    *("cms.publish_release", "cms.delete_release"),
    *(
        f"cms.{verb}_{name}"
        for verb in ("delete", "publish", "lock", "unlock")
        for name in _SNIPPETS
    ),
    *(f"notifications.{verb}_template" for verb in ("publish", "lock", "unlock")),
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
]
# What is one for all channels of the tenant: the desk of catalogue texts, and the glossary.
_CATALOGUE = [
    "shop.change_producttranslation",
    *(f"cms.{verb}_glossaryterm" for verb in ("view", "add", "change", "delete")),
]
_OF_CHANNEL = [
    "wagtailadmin.access_admin",
    "cms.view_figures",
    "wagtail_localize.submit_translation",
    "tenancy.view_branding",
    "tenancy.change_branding",
    *(f"cms.{verb}_robotsrules" for verb in ("view", "add", "change")),
    *(
        f"notifications.{verb}_{name}"
        for verb in ("view", "add", "change", "delete")
        for name in ("announcement", "segment")
    ),
]
_EDITING = [*_WRITING, *_PUBLISHING, *_OF_CHANNEL]
_SETTING = [
    *(
        f"tax.{verb}_{name}"
        for verb in ("view", "add", "change", "delete")
        for name in ("taxclass", "taxzone", "taxrate", "channeltaxes", "taxexemption")
    ),
    *(f"cart.{verb}_reminderrule" for verb in ("view", "add", "change", "delete")),
    *(f"cart.{verb}_chargerate" for verb in ("view", "add", "change", "delete")),
    *(
        f"chatbot.{verb}_{name}"
        for verb in ("view", "add", "change", "delete")
        for name in (
            *("assistant", "faqentry", "customintent", "pagechoice"),
            *("cannedanswer", "conversationtemplate", "desk"),
        )
    ),
    *(f"tenders.{verb}_waystopay" for verb in ("view", "add", "change")),
    *(f"returns.{verb}_returnrules" for verb in ("view", "add", "change")),
    *(f"ordering.{verb}_fraudrule" for verb in ("view", "add", "change", "delete")),
    *(f"delivery.{verb}_dispatchcalendar" for verb in ("view", "add", "change")),
    *(f"delivery.{verb}_pickuppoint" for verb in ("view", "add", "change", "delete")),
    *(f"documents.{verb}_legalentity" for verb in ("view", "add", "change")),
    *(f"documents.{verb}_documentrules" for verb in ("view", "add", "change")),
    *(f"notifications.{verb}_suppression" for verb in ("view", "change")),
]
PAGES = [
    *("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    "bulk_delete_page",  # pages with others below them
]
MEDIA = [
    *(f"wagtailimages.{verb}_image" for verb in ("add", "change", "choose")),
    *(f"wagtaildocs.{verb}_document" for verb in ("add", "change", "choose")),
]


@transaction.atomic
def setup_groups() -> None:
    """Give Wagtail's Editors and Moderators our menus, banners and templates of messages.

    Also makes the group Marketers.

    Marketers write and publish pages, menus, banners, pictures and redirects and set the channel's
    branding, charges and templates of messages: all of the website and what rooms above add, such as
    the search, and nothing of Django's or Oscar's administration.
    Permissions that were added to the groups since stay; doing it twice changes nothing. Needs the
    permissions of all apps.
    """
    _grant(EDITORS, _WRITING)
    _grant(MODERATORS, [*_WRITING, *_PUBLISHING, *_CATALOGUE])
    marketers = _grant(MARKETERS, [*rights_of_editors(), *_CATALOGUE, *_SETTING])
    for permission in find_permissions(f"wagtailcore.{codename}" for codename in PAGES):
        GroupPagePermission.objects.get_or_create(
            group=marketers, page=Page.get_first_root_node(), permission=permission
        )
    for permission in find_permissions(MEDIA):
        GroupCollectionPermission.objects.get_or_create(
            group=marketers, collection=Collection.get_first_root_node(), permission=permission
        )


def rights_of_editors() -> list[str]:
    """Return what may be done by who edits one channel, each as "app label.codename"."""
    return [*_EDITING, *list_rights()]


def _grant(group_name: str, permissions: Iterable[str]) -> Group:
    group, _created = Group.objects.get_or_create(name=group_name)
    group.permissions.add(*find_permissions(permissions))
    return group


def find_permissions(names: Iterable[str]) -> list[Permission]:
    """Return the permissions of these names. Raises LookupError when one does not exist."""
    wanted = set(names)
    codenames = {name.partition(".")[2] for name in wanted}
    rows = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    if missing := wanted - found.keys():
        raise LookupError(f"There are no permissions {sorted(missing)}.")
    return [found[name] for name in sorted(wanted)]
