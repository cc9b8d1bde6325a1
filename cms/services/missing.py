"""Counting what readers ask for in vain, and where they are sent instead."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms import selectors
from cms.models import MissingAddress, RedirectUse

if TYPE_CHECKING:
    from cms.selectors import Reader
    from commerce.tenancy.models import Channel

MOST_ADDRESSES: Final = 2000
LONGEST: Final = 200
KEPT_FOR: Final = timedelta(days=90)
# What may have come out of a letter or a mind: keys, e-mail addresses, words behind a question mark.
_PRIVATE: Final = re.compile(r"@|%40|[A-Za-z0-9_-]{32,}")
_OWN_PLACES: Final = re.compile(r"/(account|orders|checkout|reset-password|unsubscribe|~)", re.I)
_HOST: Final = re.compile(r"[a-z0-9.-]{3,253}")


def follow_missing(*, reader: Reader, address: str, referrer: str = "") -> str | None:
    """Return where readers of an address that nothing has are sent; count the redirect, or the miss."""
    path, _mark, query = address.partition("?")
    target = selectors.find_redirect(reader=reader, path=path, query=query)
    if target is None:
        note_missing(channel=reader.channel, path=path, referrer=referrer)
    elif row := selectors.find_redirect_row(reader=reader, path=path, query=query):
        count_redirect(redirect=row)
    return target


@transaction.atomic
def note_missing(*, channel: Channel, path: str, referrer: str = "") -> None:
    """Count one request for an address that nothing has.

    Addresses that may tell of a person are not kept, and beyond a number the least wanted make room.
    """
    place = Redirect.normalise_path(path)
    if len(place) > LONGEST or _PRIVATE.search(place) or _OWN_PLACES.match(place):
        return
    rows = MissingAddress._base_manager.filter(channel=channel)
    seen = {"count": F("count") + 1, "last_seen": timezone.now()}
    if host := _host(referrer):
        seen["referrer"] = host
    if rows.filter(path=place).update(**seen):
        return
    _make_room(channel)
    try:
        with transaction.atomic():
            MissingAddress.objects.create(
                channel=channel, path=place, count=1, referrer=_host(referrer)
            )
    except IntegrityError:
        rows.filter(path=place).update(**seen)


@transaction.atomic
def count_redirect(*, redirect: Redirect) -> None:
    """Count that readers were sent on."""
    used = {"count": F("count") + 1, "last_used": timezone.now()}
    if not RedirectUse.objects.filter(redirect=redirect).update(**used):
        RedirectUse.objects.get_or_create(redirect=redirect, defaults={"count": 1})


def forget_missing() -> int:
    """Delete what nobody has asked for in a long while. Returns how much that was."""
    old = MissingAddress._base_manager.filter(last_seen__lt=timezone.now() - KEPT_FOR)
    count, _by_model = old.delete()
    return count


def _make_room(channel: Channel) -> None:
    rows = MissingAddress._base_manager.filter(channel=channel)
    if rows.count() >= MOST_ADDRESSES:
        least = rows.order_by("count", "last_seen").values_list("pk", flat=True)
        rows.filter(pk__in=[*least[: MOST_ADDRESSES // 100]]).delete()


def _host(referrer: str) -> str:
    """Return the host of an address, or nothing: what else it says may be somebody's own."""
    try:
        host = urlsplit(referrer).hostname or ""
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""
