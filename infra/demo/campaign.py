"""One planned release of the demo shop: banners in each language, and lamps for less."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from cms.enums import BannerStyle
from cms.models import Release
from cms.registry import find_release_kind
from cms.services import (
    BannerContent,
    decide_change,
    draft_banner,
    plan_release,
    put_into_release,
)
from commerce.accounts.selectors import find_user
from commerce.oscar.catalogue.models import Category, Product
from commerce.oscar.partner.models import StockRecordPrice
from infra.demo.catalogue import load
from infra.demo.people import ACCOUNTS
from infra.demo.rows import category_path
from infra.demo.website import texts

if TYPE_CHECKING:
    from cms.models import Banner
    from commerce.tenancy.models import Channel

NAME = "Long evenings"
BEGINS_IN, LASTS = timedelta(days=21), timedelta(days=14)
LAMPS = 4


def plan_campaign(channel: Channel) -> None:
    """Plan the release; one of that name stays as it is."""
    staff: Any = find_user(email=ACCOUNTS[0].email)
    if staff is None or Release.objects.filter(channel=channel, name=NAME).exists():
        return
    day = timezone.localdate() + BEGINS_IN
    begins = timezone.make_aware(datetime.combine(day, time(8)))
    release = Release.objects.create(
        channel=channel, name=NAME, starts_at=begins, ends_at=begins + LASTS
    )
    lamps = _lamps()
    _put(release, "banner", _banners(channel, lamps), staff)
    _put(release, "price", _prices(channel, lamps), staff)
    for item in release.items.filter(kind="price"):
        before = Decimal(item.change["amount"])
        now = (before * Decimal("0.85")).quantize(Decimal(1), ROUND_DOWN)
        decide_change(item=item, change={"amount": f"{now}.00", "compare_at": str(before)})
    plan_release(release=release, actor=staff)


def _put(release: Release, code: str, rows: list[Any], staff: Any) -> None:
    kind = find_release_kind(code)
    if kind is not None:
        put_into_release(release=release, kind=kind, rows=rows, actor=staff)


def _lamps() -> Category:
    name = category_path(load(), "lighting")[-1]
    return Category.objects.get(depth=1, name=name)


def _banners(channel: Channel, lamps: Category) -> list[Banner]:
    made: list[Banner] = []
    for locale in channel.locales:
        words = texts.in_language(texts.read()["campaign"], locale)
        content = BannerContent(
            text=words["text"],
            link={"label": words["label"], "category": lamps},
            style=BannerStyle.PROMOTION,
        )
        original = made[0] if made else None
        made.append(
            draft_banner(channel=channel, locale=locale, content=content, translation_of=original)
        )
    return made


def _prices(channel: Channel, lamps: Category) -> list[StockRecordPrice]:
    shown = Product.objects.filter(categories__in=lamps.get_descendants_and_self()).values("pk")
    own, family = Q(stockrecord__product__in=shown), Q(stockrecord__product__parent__in=shown)
    rows = StockRecordPrice.objects.filter(
        own | family, channel=channel, currency=channel.default_currency, compare_at=None
    )
    keys = sorted(set(rows.values_list("pk", flat=True)))[:LAMPS]
    found = StockRecordPrice.objects.filter(pk__in=keys).select_related("channel")
    return list(found.select_related("channel", "stockrecord__product").order_by("pk"))
