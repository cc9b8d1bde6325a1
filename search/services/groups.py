"""What marketers may do with the search."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from cms.services.groups import MARKETERS
from search.registry import STEERED

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
    """Let the group Marketers steer the search, publish included. Twice changes nothing.

    Needs the permissions of all apps. Raises LookupError when one does not exist.
    """
    group, _created = Group.objects.get_or_create(name=MARKETERS)
    wanted = _rights()
    found = {
        (one.content_type.app_label, one.codename): one
        for one in Permission.objects.filter(
            content_type__app_label__in={label for label, _codename in wanted}
        ).select_related("content_type")
    }
    if missing := wanted - found.keys():
        raise LookupError(f"There are no permissions {sorted(missing)}.")
    group.permissions.add(*(found[right] for right in wanted))
