"""Messages about products that a saved search was waiting for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import orjson
from babel.numbers import format_currency
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.catalogue.selectors.search_feed import list_documents_by_id
from commerce.core.texts import unlinked
from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from search.kinds import SAVED_SEARCH
from search.models import SavedSearch
from search.selectors.saved_searches import list_searches_to_tell, stop_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

# Nobody wants a letter for each of the products that an import brings.
PAUSE: Final = timedelta(hours=1)
MOST_SHOWN: Final = 10
MOST_LETTERS: Final = 200


def tell_customers() -> int:
    """Tell those for whom something is due, some hundreds at most; return how many were told.

    A search is told of once an hour at most, and each product once.
    """
    before = timezone.now() - PAUSE
    due = list_searches_to_tell().filter(Q(last_told_at=None) | Q(last_told_at__lte=before))
    return sum(_tell(search) for search in due.filter(user__is_active=True)[:MOST_LETTERS])


@transaction.atomic
def _tell(search: SavedSearch) -> bool:
    """Tell of everything found so far, unless another process does. Returns whether it did."""
    now = timezone.now()
    mine = SavedSearch.objects.filter(pk=search.pk, last_told_at=search.last_told_at)
    if not mine.update(last_told_at=now):
        return False
    untold = search.hits.filter(told_at=None)
    ids = list(untold.order_by("-pk").values_list("product_id", flat=True))
    if products := list(_products(search, ids)):
        _notify(search, products, now)
    untold.filter(product__in=ids).update(told_at=now)
    return bool(products)


def _notify(search: SavedSearch, products: Sequence[dict[str, Any]], now: datetime) -> None:
    with translation.override(search.locale):
        values = _values(search, products)
    notify(
        kind=SAVED_SEARCH.code,
        recipient=Recipient(search.locale, user_id=search.user_id, email=search.user.email),
        channel_id=search.channel_id,
        event_id=f"{search.public_id}/{now.isoformat()}",
        values=values,
        unsubscribe_url=stop_url(search),
    )


def _products(search: SavedSearch, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What is said of each product; those that are not shown any more are left out."""
    documents = list_documents_by_id(channel=search.channel, locale=search.locale, product_ids=ids)
    for pk in ids:
        if pk in documents:
            card = orjson.loads(documents[pk][0])
            price = card["prices"].get(search.currency)
            yield {
                "title": card["name"],
                "url": f"{settings.STOREFRONT_URL}/{search.locale}/products/{card['slug']}",
                "amount": _money(price["from"], search.locale) if price else "",
            }


def _money(amount: dict[str, str], locale: str) -> str:
    return format_currency(amount["amount"], amount["currency"], locale=locale.replace("-", "_"))


def stop_url(search: SavedSearch) -> str:
    """Return the address that ends the letters of the search."""
    path = reverse("stop-saved-search", kwargs={"token": stop_token(search)})
    return f"{settings.PUBLIC_URL}{path}"


def _values(search: SavedSearch, products: Sequence[dict[str, Any]]) -> dict[str, Any]:
    name, more = unlinked(search.user.first_name), len(products) - MOST_SHOWN
    rest = ngettext("… and %(count)d more product.", "… and %(count)d more products.", more)
    return {
        "greeting": _("Hello %(name)s,") % {"name": name} if name else _("Hello,"),
        "search": unlinked(search.name or search.text) or _("Your saved search"),
        "subject": _subject(search, [product["title"] for product in products]),
        "products": list(products[:MOST_SHOWN]),
        "more": rest % {"count": more} if more > 0 else "",
        "url": products[0]["url"],
    }


def _subject(search: SavedSearch, names: list[str]) -> str:
    """Name the product when it is the only one."""
    shop = search.channel.branding.shown_name
    if len(names) == 1:
        return _("A new product at %(shop)s: %(product)s") % {"shop": shop, "product": names[0]}
    several = ngettext(
        "%(count)d new product at %(shop)s", "%(count)d new products at %(shop)s", len(names)
    )
    return several % {"count": len(names), "shop": shop}
