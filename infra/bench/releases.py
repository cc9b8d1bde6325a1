"""python -m infra.bench.releases: publish a release of 200 things, and roll it back.

Prints seconds, CPU of this process and statements. Half are pages with drafts, the others banners and
prices. Everything happens in one transaction
that is given up at the end, so the shop is as it was before.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import django

from infra.launch.running import take_over_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from commerce.tenancy.models import Channel

PAGES, BANNERS, PRICES = 100, 60, 40
EDITOR = "ada@reedandrook.example"


def main() -> None:
    """Measure it in the shop of the settings at hand."""
    from django.contrib.auth import get_user_model

    from commerce.tenancy.selectors import get_default_channel

    actor = get_user_model().objects.filter(email=EDITOR).first()
    channel = get_default_channel()
    if actor is None:
        raise SystemExit("There is nobody who could publish.")
    measure(channel, actor)


def measure(channel: Channel, actor: Any) -> None:
    """Publish such a release in that channel as that person, roll it back, and leave nothing of it."""
    from django.db import transaction

    from cms.models import Release
    from cms.services import publish_release, roll_back_release

    with transaction.atomic():
        release = Release.objects.create(channel=channel, name="Measured")
        size = _fill(release, channel, actor)
        print(f"{size} things")
        _measure("published", lambda: publish_release(release=release, actor=actor))
        _measure("rolled back", lambda: roll_back_release(release=release, actor=actor))
        transaction.set_rollback(True)


def _fill(release: Any, channel: Channel, actor: Any) -> int:
    from cms.registry import find_release_kind
    from cms.services import put_into_release

    rows = {"page": _pages(channel), "banner": _banners(channel), "price": _prices(channel)}
    for code, found in rows.items():
        kind = find_release_kind(code)
        if kind is not None:
            put_into_release(release=release, kind=kind, rows=found, actor=actor)
    return int(release.items.count())


def _pages(channel: Channel) -> list[Any]:
    from cms.selectors import list_homes
    from cms.services import PageContent, ensure_page

    home = list_homes(channel=channel)[0]
    body = [("quote", {"text": "Before", "author": ""})] * 12
    pages = []
    for number in range(PAGES):
        content = PageContent(title=f"Measured {number}", body=body)
        page = ensure_page(parent=home, slug=f"measured-{number}", content=content)
        page.title = f"Measured anew {number}"
        page.save_revision()
        pages.append(page)
    return pages


def _banners(channel: Channel) -> list[Any]:
    from cms.services import BannerContent, draft_banner

    locale = channel.default_locale
    return [
        draft_banner(channel=channel, locale=locale, content=BannerContent(text=f"Measured {n}"))
        for n in range(BANNERS)
    ]


def _prices(channel: Channel) -> list[Any]:
    from commerce.oscar.partner.models import StockRecordPrice

    rows = StockRecordPrice.objects.filter(channel=channel).select_related("channel", "stockrecord")
    return list(rows.order_by("pk")[:PRICES])


def _measure(name: str, act: Callable[[], object]) -> None:
    from infra.bench.queries import count_statements

    began, worked = time.perf_counter(), time.process_time()
    statements = count_statements(act)
    cpu, seconds = time.process_time() - worked, time.perf_counter() - began
    print(f"{name}: {seconds:.2f} s, {cpu:.2f} s of CPU, {statements:,} statements", flush=True)


if __name__ == "__main__":
    take_over_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    django.setup()
    main()
