"""Letters about products that a saved search was waiting for."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any, Final

import orjson
import structlog
from babel.numbers import format_currency
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.catalogue.selectors.search_feed import list_documents_by_id
from commerce.core.texts import unlinked
from search.models import SavedSearch
from search.selectors.saved_searches import list_searches_to_tell, stop_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

logger = structlog.get_logger(__name__)

# Nobody wants a letter for each of the products that an import brings.
PAUSE: Final = timedelta(hours=1)
MOST_SHOWN: Final = 10
MOST_LETTERS: Final = 200


def tell_customers() -> int:
    """Send the letters that are due, some hundreds at most; return how many were sent.

    A search has one letter an hour at most, and each product is told once. A letter that cannot be
    sent is tried again an hour later.
    """
    before = timezone.now() - PAUSE
    due = list_searches_to_tell().filter(Q(last_told_at=None) | Q(last_told_at__lte=before))
    return sum(_tell(search) for search in due.filter(user__is_active=True)[:MOST_LETTERS])


def _tell(search: SavedSearch) -> bool:
    """Tell of everything found so far, unless another process does. Returns whether it was sent."""
    now = timezone.now()
    mine = SavedSearch.objects.filter(pk=search.pk, last_told_at=search.last_told_at)
    if not mine.update(last_told_at=now):
        return False
    untold = search.hits.filter(told_at=None)
    ids = list(untold.order_by("-pk").values_list("product_id", flat=True))
    products = list(_products(search, ids))
    if products and not _is_sent(search, products):
        return False
    untold.filter(product__in=ids).update(told_at=now)
    return bool(products)


def _is_sent(search: SavedSearch, products: Sequence[dict[str, Any]]) -> bool:
    with translation.override(search.locale):
        letter = _letter(search, products)
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        logger.warning("saved_search_letter_not_sent", reason=type(error).__name__)
        return False
    return True


def _products(search: SavedSearch, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What the letter says of each product; those that are not shown any more are left out."""
    documents = list_documents_by_id(channel=search.channel, locale=search.locale, product_ids=ids)
    for pk in ids:
        if pk in documents:
            card = orjson.loads(documents[pk][0])
            price = card["prices"].get(search.currency)
            yield {
                "name": card["name"],
                "url": f"{settings.STOREFRONT_URL}/{search.locale}/products/{card['slug']}",
                "price": price and _money(price["from"], search.locale),
            }


def _money(amount: dict[str, str], locale: str) -> str:
    return format_currency(amount["amount"], amount["currency"], locale=locale.replace("-", "_"))


def stop_url(search: SavedSearch) -> str:
    """Return the address that ends the letters of the search."""
    path = reverse("stop-saved-search", kwargs={"token": stop_token(search)})
    return f"{settings.PUBLIC_URL}{path}"


def _letter(search: SavedSearch, products: Sequence[dict[str, Any]]) -> EmailMultiAlternatives:
    shop, stop = search.channel.branding, stop_url(search)
    context = {
        "search": unlinked(search.name or search.text) or _("Your saved search"),
        "name": unlinked(search.user.first_name),
        "products": products[:MOST_SHOWN],
        "more": max(0, len(products) - MOST_SHOWN),
        "shop": shop,
        "stop": stop,
        "language": search.locale,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    letter = EmailMultiAlternatives(
        subject=_subject([product["name"] for product in products], shop.shown_name),
        body=render_to_string("search/mail/arrived.txt", context),
        from_email=shop.support_email or None,
        to=[search.user.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string("search/mail/arrived.html", context)
    letter.attach_alternative(html, "text/html")
    return letter


def _subject(names: list[str], shop: str) -> str:
    """Name the product when it is the only one."""
    if len(names) == 1:
        return _("A new product at %(shop)s: %(product)s") % {"shop": shop, "product": names[0]}
    several = ngettext(
        "%(count)d new product at %(shop)s", "%(count)d new products at %(shop)s", len(names)
    )
    return several % {"count": len(names), "shop": shop}
