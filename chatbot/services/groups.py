"""Who talks with shoppers."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db import transaction

CUSTOMER_SERVICE: Final = "Customer service"
_RIGHTS: Final = {
    "wagtailadmin": ["access_admin"],
    "chatbot": [
        "work_at_desk",
        *(f"{verb}_cannedanswer" for verb in ("view", "add", "change", "delete")),
        *(f"{verb}_faqentry" for verb in ("view", "add", "change")),
    ],
}


@transaction.atomic
def setup_customer_service() -> None:
    """Make the group whose people read conversations, talk in them, and write ready answers.

    Twice changes nothing, and what was added to the group since stays. Needs the permissions of all
    apps.
    """
    group, _created = Group.objects.get_or_create(name=CUSTOMER_SERVICE)
    for label, codenames in _RIGHTS.items():
        rights = Permission.objects.filter(content_type__app_label=label, codename__in=codenames)
        group.permissions.add(*rights)
