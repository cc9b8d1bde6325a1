"""The search that a shop has without a search engine: ILIKE over names and descriptions, and counts.

It is measured beside the real one on the same rows and answers with the same cards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, JsonResponse

from commerce.catalogue.models import ProductDocument, ProductDocumentTerm
from commerce.tenancy.selectors import get_default_channel

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

PAGE_SIZE = 24
LOCALE = "en"
FACETS = ("category", "attr.colour", "attr.size", "attr.material", "attr.brand", "available")


def search_with_icontains(request: HttpRequest) -> JsonResponse:
    """All words of `q` somewhere in name or description, and the counts of the facets' values."""
    channel = get_default_channel()
    found = _matching(channel, request.GET["q"].split(), request.GET.get("attr.colour"))
    cards = found.order_by("-entry__sold", "-product_id").values_list("card", flat=True)
    return JsonResponse(
        {
            "count": found.count(),
            "results": [orjson.loads(card) for card in cards[:PAGE_SIZE]],
            "facets": _counts(channel, found),
        }
    )


def _matching(channel: Channel, words: list[str], colour: str | None) -> QuerySet[ProductDocument]:
    found = ProductDocument.objects.in_channel(channel).filter(locale=LOCALE)
    for word in words:
        named = Q(product__title__icontains=word)
        found = found.filter(named | Q(product__description__icontains=word))
    if colour is not None:
        found = found.filter(entry__terms__field="attr.colour", entry__terms__value=colour)
    return found


def _counts(channel: Channel, found: QuerySet[ProductDocument]) -> dict[str, dict[str, int]]:
    terms = ProductDocumentTerm.objects.in_channel(channel).filter(
        entry__in=found.values("entry"), field__in=FACETS
    )
    counts: dict[str, dict[str, int]] = {}
    rows = terms.values_list("field", "value").annotate(Count("pk")).order_by()
    for field, value, number in rows:
        counts.setdefault(field, {})[value] = number
    return counts
