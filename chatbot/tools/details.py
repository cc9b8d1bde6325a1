"""Products looked at closely: side by side, and their variants."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from chatbot.registry import Caller, Tool, register
from commerce.catalogue.selectors.cards import list_cards_by_public_id
from commerce.catalogue.selectors.documents import find_product_document

from .catalogue import ProductOf

MOST: Final = 4


class Several(msgspec.Struct, forbid_unknown_fields=True):
    product_ids: Annotated[
        list[Annotated[str, Meta(max_length=64)]], Meta(min_length=2, max_length=MOST)
    ]


def _variants(caller: Caller, asked: ProductOf) -> list[dict[str, Any]]:
    """What can be put into the cart of a product, with its price."""
    currency = caller.shopper.currency
    return [
        {
            "variant_id": each["id"],
            "name": name_variant(each, document["options"]),
            "availability": each["availability"],
            "price": each["prices"].get(currency, {}).get("price"),
        }
        for document in _documents(caller, [asked.product_id])
        for each in document["variants"]
    ]


def name_variant(variant: dict[str, Any], options: list[dict[str, Any]]) -> str:
    """Return the values that make a variant, in words."""
    labels = {
        (option["code"], value["code"]): value["label"]
        for option in options
        for value in option["values"]
    }
    said = [labels.get(each, "") for each in variant["options"].items()]
    return ", ".join(filter(None, said)) or str(variant["name"])


def _compare(caller: Caller, asked: Several) -> list[dict[str, Any]]:
    """What is the same of all kinds of products, then what each is said to be."""
    currency = caller.shopper.currency
    return [_row(document, currency) for document in _documents(caller, asked.product_ids)]


def _documents(caller: Caller, public_ids: list[str]) -> list[dict[str, Any]]:
    shopper = caller.shopper
    channel, locale = shopper.channel, shopper.locale
    cards = list_cards_by_public_id(channel=channel, locale=locale, public_ids=public_ids)
    slugs = [msgspec.json.decode(cards[each])["slug"] for each in public_ids if each in cards]
    found = (find_product_document(channel=channel, locale=locale, slug=slug) for slug in slugs)
    return [msgspec.json.decode(document) for document in found if document]


def _row(document: dict[str, Any], currency: str) -> dict[str, Any]:
    names = ("id", "name", "availability", "rating", "variant_count")
    said = {
        each["name"]: f"{each['label']} {each['unit'] or ''}".strip()
        for each in document["attributes"]
    }
    return {
        **{name: document[name] for name in names},
        "price": document["prices"].get(currency),
        "attributes": said,
    }


LIST_VARIANTS = register(
    Tool("list_variants", "List what can be bought of a product.", ProductOf, _variants)
)
COMPARE_PRODUCTS = register(
    Tool("compare_products", "Hold two to four products against each other.", Several, _compare)
)
