"""What marketers may do with the search."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from cms.services.groups import MARKETERS

_TABLES = (
    "boostrule",
    "judgedset",
    "placement",
    "queryredirect",
    "searchpreferences",
    "stopwordlist",
    "synonymset",
)
_RIGHTS = (
    *(f"{verb}_{table}" for table in _TABLES for verb in ("add", "change", "delete", "view")),
    "add_publishedconfiguration",
    "view_publishedconfiguration",
)


@transaction.atomic
def setup_search_rights() -> None:
    """Let the group Marketers steer the search, publish included. Twice changes nothing.

    Needs the permissions of all apps. Raises LookupError when one does not exist.
    """
    group, _created = Group.objects.get_or_create(name=MARKETERS)
    rights = Permission.objects.filter(content_type__app_label="store_search", codename__in=_RIGHTS)
    if missing := set(_RIGHTS) - set(rights.values_list("codename", flat=True)):
        raise LookupError(f"There are no permissions {sorted(missing)}.")
    group.permissions.add(*rights)
