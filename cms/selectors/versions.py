"""What answers of the website are kept under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from cms.models import ContentVersion
from commerce.catalogue.selectors.documents import CATALOGUE_VERSION

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

_NUMBER = f"SELECT number FROM {ContentVersion._meta.db_table}"  # noqa: S608
_BOTH = f"SELECT ({_NUMBER}), ({CATALOGUE_VERSION})"


def get_content_version(*, channel: Channel) -> tuple[int, int]:
    """Return the versions of the website and of the channel's catalogue. One query.

    What is read afterwards is at least as new as these.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, [channel.pk])
        website, catalogue = cursor.fetchone()
    return website or 0, catalogue or 0
