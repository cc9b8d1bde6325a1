"""Variants and facts of one product in words, as of now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from chatbot.answering.texts import FACT, IN_STOCK, SOLD_OUT
from chatbot.tools.details import name_variant
from commerce.catalogue.selectors.documents import find_product_document

if TYPE_CHECKING:
    from chatbot.answering.replies import Reply
    from commerce.cart.shapes import Shopper

MOST: Final = 12


def list_lines(reply: Reply, slug: str, shopper: Shopper) -> list[str]:
    """Return a line for each variant and fact that a reply names. One query."""
    found = find_product_document(channel=shopper.channel, locale=shopper.locale, slug=slug)
    if found is None:
        return []
    document = msgspec.json.decode(found)
    variants, facts = reply.get("variants", []), reply.get("facts", [])
    named = [each for each in document["variants"] if each["id"] in variants]
    told = [_variant(each, document["options"]) for each in named[:MOST]]
    return told + [_fact(each) for each in document["attributes"] if each["code"] in facts]


def _variant(variant: dict[str, Any], options: list[dict[str, Any]]) -> str:
    line = IN_STOCK if variant["availability"]["is_available"] else SOLD_OUT
    return str(line) % {"variant": name_variant(variant, options)}


def _fact(attribute: dict[str, Any]) -> str:
    fact = f"{attribute['label']} {attribute['unit'] or ''}".strip()
    return str(FACT) % {"name": attribute["name"], "fact": fact}
