"""What shoppers have searched for in the past weeks, and what marketers have made of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from commerce.accounts.selectors import find_user
from commerce.core.errors import DomainError
from commerce.oscar.catalogue.models import Product
from search.enums import InteractionType
from search.models import (
    BoostRule,
    PlacedProduct,
    Placement,
    QueryRedirect,
    SearchDay,
    SearchInteraction,
    SearchRecord,
    SynonymSet,
)
from search.query.request import SearchRequest
from search.services.publishing import publish_configuration
from search.services.saved_searches import save_search

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Language, words, products found, how often in four weeks, and a product that was clicked.
SEARCHES: Final = (
    ("en", "sofa", 6, 34, "SE-101"),
    ("en", "mug", 4, 29, "TK-101"),
    ("en", "reading lamp", 3, 21, "LI-201"),
    ("en", "linen bedding", 5, 17, ""),
    ("en", "wool throw", 4, 12, ""),
    ("en", "green cushion", 7, 11, ""),
    ("en", "bunk bed", 0, 8, ""),
    ("en", "ottoman", 0, 6, ""),
    ("en", "cuppa", 4, 9, "TK-101"),
    ("de", "Sofa", 6, 22, "SE-101"),
    ("de", "Tisch", 9, 15, ""),
    ("de", "Leselampe", 2, 10, "LI-201"),
    ("de", "Hochbett", 0, 5, ""),
    ("de", "Lesefunzel", 2, 6, "LI-201"),
    ("fr", "canapé", 6, 13, "SE-101"),
    ("fr", "tapis", 8, 9, ""),
    ("fr", "hamac", 0, 4, ""),
    ("ar", "مصباح", 7, 8, "LI-201"),
    ("ar", "وسادة", 6, 6, ""),
)
# What some of those who searched for the second had searched for in vain before.
REWORDED: Final = {("en", "mug"): "cuppa", ("de", "Leselampe"): "Lesefunzel"}
SYNONYMS: Final = (
    ("en", "sofa, couch, settee"),
    ("en", "throw, blanket, plaid"),
    ("en", "mug, cup"),
    ("de", "Sofa, Couch"),
    ("de", "Plaid, Decke"),
    ("fr", "canapé, sofa"),
    ("ar", "أريكة, كنبة"),
)
DAYS: Final = 28


@transaction.atomic
def record_past_searches(*, channel: Channel) -> int:
    """Record four weeks of searches, and four earlier ones as counts; return how many searches."""
    if SearchRecord.objects.filter(channel=channel).exists():
        return 0
    products = {row.code: row for row in Product.objects.filter(tenant=channel.tenant_id)}
    records, clicked = [], []
    for query, (locale, text, results, times, sku) in enumerate(SEARCHES):
        for turn in range(times):
            record = _record(channel, (query, turn), (locale, text, results), is_click=turn % 3 > 0)
            records.append(record)
            if record.was_clicked and sku in products:
                clicked.append((record, products[sku]))
    SearchRecord.objects.bulk_create(records)
    SearchInteraction.objects.bulk_create(
        SearchInteraction(
            record=record,
            type=InteractionType.CLICK,
            product=product,
            position=1,
            recorded_at=record.recorded_at,
        )
        for record, product in clicked
    )
    SearchDay.objects.bulk_create(_earlier_days(channel))
    return len(records)


def _record(
    channel: Channel, key: tuple[int, int], asked: tuple[str, str, int], *, is_click: bool
) -> SearchRecord:
    (query, turn), (locale, text, results) = key, asked
    was_clicked = bool(results) and is_click
    age = timedelta(days=(turn * 11 + query * 5) % DAYS, minutes=(turn * 137 + query * 61) % 1400)
    return SearchRecord(
        channel=channel,
        search_id=UUID(int=(query << 32) + turn + 1),
        locale=locale,
        query=text,
        results=results,
        relaxation="",
        was_clicked=was_clicked,
        was_added=was_clicked and turn % 4 == 1,
        was_ordered=was_clicked and turn % 8 == 1,
        reworded_from=REWORDED.get((locale, text), "") if was_clicked and turn % 2 else "",
        recorded_at=timezone.now() - age,
    )


def _earlier_days(channel: Channel) -> list[SearchDay]:
    today = timezone.now().date()
    return [
        SearchDay(
            channel=channel,
            locale=locale,
            query=text,
            day=today - timedelta(days=DAYS + 3 + week * 7),
            searches=max(times // 4, 1),
            zero_results=0 if results else max(times // 4, 1),
            clicks=times // 6 if results else 0,
            add_to_carts=times // 12 if results else 0,
            abandoned=times // 10 if results else 0,
            results=results,
        )
        for locale, text, results, times, _sku in SEARCHES
        for week in range(4)
    ]


@transaction.atomic
def merchandise(*, channel: Channel) -> None:
    """Leave synonyms, a redirect, a pinned product and a boost, unless marketers have some."""
    if SynonymSet.objects.filter(channel=channel).exists():
        return
    for locale, terms in SYNONYMS:
        SynonymSet.objects.create(channel=channel, locale=locale, terms=terms)
    QueryRedirect.objects.create(channel=channel, query="sale", address="/products?on_sale=true")
    BoostRule.objects.create(
        channel=channel, label="What is new", kind=BoostRule.Kind.NEWNESS, amount=30, factor=1.2
    )
    lamp = Product.objects.filter(tenant=channel.tenant_id, code="LI-201").first()
    if lamp is not None:
        placement = Placement.objects.create(channel=channel, locale="en", query="lamp")
        PlacedProduct.objects.create(placement=placement, product=lamp, sort_order=0)
    Redirect.objects.get_or_create(
        old_path="/summer-sale", site=channel.site, defaults={"redirect_link": "/products"}
    )


def publish_merchandising(*, channel: Channel) -> None:
    """Put the synonyms in force; without an engine that can be measured they stay a draft."""
    try:
        publish_configuration(channel, None, "The demo shop begins with these.")
    except DomainError:
        return


def save_searches(*, channel: Channel) -> None:
    """Let the demo's shopper wait for two things."""
    shopper = find_user(email="gil@example.com")
    if shopper is None:
        return
    for text in ("wool throw", "floor lamp"):
        save_search(
            user=shopper,
            channel=channel,
            locale="en",
            currency=channel.default_currency,
            request=SearchRequest(text=text),
        )
