"""The state that answers are kept under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from search.models import SearchState

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

_VERSION = f"SELECT version FROM {SearchState._meta.db_table} WHERE channel_id = %s"  # noqa: S608


def get_search_version(*, channel: Channel) -> int:
    """Return the channel's search version, 0 before it was raised for the first time. One query.

    What is found afterwards is at least as new as this version.
    """
    # Part of every search: building this query would take longer than asking it.
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [channel.pk])
        row = cursor.fetchone()
    return row[0] if row else 0
