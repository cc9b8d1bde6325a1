"""What marketers and editors may do with the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from cms.services.groups import MARKETERS
from commerce.tenancy.selectors import list_editor_groups
from commerce.tenancy.services import ensure_editor_group
from search.registry import STEERED

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

_TABLES = (
    "boostrule",
    "placement",
    "queryredirect",
    "searchpreferences",
    "stoppedline",
    "stopwordlist",
    "synonymset",
    "synonymsuggestion",
)
_VERBS = ("add", "change", "delete", "view")


def _rights() -> set[tuple[str, str]]:
    tables = [*(("store_search", table) for table in _TABLES), *STEERED]
    return {(label, f"{verb}_{table}") for label, table in tables for verb in _VERBS} | {
        ("store_search", "add_publishedconfiguration"),
        ("store_search", "view_publishedconfiguration"),
    }


@transaction.atomic
def setup_search_rights() -> None:
    """Let the group Marketers, and the editors of each channel, steer the search, publish included.

    Twice changes nothing. Needs the permissions of all apps. Raises LookupError when one does not exist.
    """
    marketers, _created = Group.objects.get_or_create(name=MARKETERS)
    wanted = _permissions()
    for group in (marketers, *list_editor_groups()):
        group.permissions.add(*wanted)


def let_editors_steer(*, channel: Channel) -> None:
    """Give the channel's editors the same; whose rows they steer is told by `search.permissions`."""
    ensure_editor_group(channel=channel).group.permissions.add(*_permissions())


def _permissions() -> list[Permission]:
    wanted = _rights()
    found = {
        (one.content_type.app_label, one.codename): one
        for one in Permission.objects.filter(
            content_type__app_label__in={label for label, _codename in wanted}
        ).select_related("content_type")
    }
    if missing := wanted - found.keys():
        raise LookupError(f"There are no permissions {sorted(missing)}.")
    return [found[right] for right in wanted]
