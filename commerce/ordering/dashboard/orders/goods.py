"""Looking for goods while an order is put together or changed: a list while typing, or a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from oscar.templatetags.currency_filters import currency

from commerce.ordering.selectors.goods import FoundGoods, find_goods

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce.ordering.models import DraftOrder
    from commerce.oscar.order.models import Order

LONGEST = 100


def goods_for_draft(draft: DraftOrder, words: str) -> list[FoundGoods]:
    return find_goods(
        channel=draft.channel,
        locale=draft.locale,
        currency=draft.basket.currency,
        words=words[:LONGEST],
    )


def goods_for_order(order: Order, words: str) -> list[FoundGoods]:
    return find_goods(
        channel=order.channel, locale=order.locale, currency=order.currency, words=words[:LONGEST]
    )


def is_looking(data: Mapping[str, Any]) -> bool:
    """Whether somebody looks for goods, or takes one that was found, rather than saves.

    The key of return sends the form without a button's name: that looks for words that are new.
    """
    is_meant = any(name in data for name in ("save", "is_confirmed", "is_back"))
    words = str(data.get("words", "")).strip()
    is_new = bool(words) and words != str(data.get("looked", "")).strip()
    return "find" in data or "take" in data or (is_new and not is_meant)


def looked_for(data: Mapping[str, Any], found: list[FoundGoods]) -> dict[str, Any]:
    """What the step shows without a script: what was looked for, and what there is."""
    words = str(data.get("words", ""))[:LONGEST]
    return {"words": words, "found": [_row(each) for each in found], "found_said": _said(found)}


def address_of(name: str, **arguments: str) -> dict[str, str]:
    """Where the script of the page asks."""
    return {"goods_url": reverse(f"dashboard:{name}", kwargs=arguments)}


def answer(found: list[FoundGoods]) -> JsonResponse:
    """What the script of the page shows."""
    told = {"goods": [_row(each) for each in found], "said": _said(found)}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def _row(goods: FoundGoods) -> dict[str, str]:
    price = currency(goods.price.amount, goods.price.currency) if goods.price else _("no price")
    return {
        "sku": goods.sku,
        "name": goods.name,
        "options": goods.options,
        "image": goods.image,
        "price": price,
        "stock": _stock(goods.left),
    }


def _stock(left: int | None) -> str:
    if left is None:
        return _("always in stock")
    return _("%(number)d in stock") % {"number": left} if left else _("sold out")


def _said(found: list[FoundGoods]) -> str:
    if not found:
        return _("Nothing of that is sold here.")
    number = len(found)
    said = ngettext("%(number)d product found.", "%(number)d products found.", number)
    return said % {"number": number}
