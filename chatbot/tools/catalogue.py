"""Finding products and pages, through the search that the storefront asks."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta
from wagtail.models import Page

from chatbot.knowledge.quoting import LOOKED_AT, Quotable
from chatbot.models import Assistant
from chatbot.registry import Caller, Tool, register
from commerce.catalogue.selectors.cards import list_cards_by_public_id
from search.finding.brief import NamedProducts, name_pages, name_products

SHOWN: Final = 4
PAGES: Final = 2
# What the pages of the shop are searched for when a person is to be reached.
CONTACT: Final = _("contact")
Words = Annotated[str, Meta(max_length=200)]
Amount = Annotated[str, Meta(pattern=r"^\d{1,9}(\.\d{1,4})?$")]


class Search(msgspec.Struct, forbid_unknown_fields=True):
    text: Words
    price_max: Amount | None = None
    price_min: Amount | None = None
    facets: dict[str, tuple[Annotated[str, Meta(max_length=100)], ...]] = {}


class ProductOf(msgspec.Struct, forbid_unknown_fields=True):
    product_id: Annotated[str, Meta(max_length=64)]


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    pass


class Question(msgspec.Struct, forbid_unknown_fields=True):
    text: Words


def _search(caller: Caller, asked: Search) -> NamedProducts:
    prices = {"price_max": asked.price_max, "price_min": asked.price_min}
    limits = {name: (amount,) for name, amount in prices.items() if amount is not None}
    return _name(caller, asked.text, {**asked.facets, **limits}, SHOWN)


def _product(caller: Caller, asked: ProductOf) -> msgspec.Raw | None:
    shopper = caller.shopper
    cards = list_cards_by_public_id(
        channel=shopper.channel, locale=shopper.locale, public_ids=[asked.product_id]
    )
    card = cards.get(asked.product_id)
    return None if card is None else msgspec.Raw(card.encode())


def _similar(caller: Caller, asked: ProductOf) -> NamedProducts:
    """Products with most of the words of the product's name, without itself."""
    card = _product(caller, asked)
    if card is None:
        return NamedProducts([], is_exact=True)
    name = msgspec.json.decode(card)["name"]
    found = _name(caller, name.split()[-1], {}, SHOWN + 1)
    others = [each for each in found.public_ids if each != asked.product_id]
    return found._replace(public_ids=others[:SHOWN])


def _pages(caller: Caller, asked: Question) -> list[int]:
    shopper, quotable = caller.shopper, Quotable(caller.shopper.channel)
    found = name_pages(
        channel=shopper.channel,
        locale=shopper.locale,
        currency=shopper.currency,
        text=asked.text,
        size=PAGES if quotable.is_everything else LOOKED_AT,
    )
    return quotable.among(found)[:PAGES]


def _people(caller: Caller, _asked: Nothing) -> list[int]:
    """The page that the channel has chosen, in the shopper's language; else what a search finds."""
    shopper = caller.shopper
    chosen = Assistant._base_manager.filter(channel=shopper.channel, contact_page__isnull=False)
    keys = chosen.values("contact_page__translation_key")
    pages = Page.objects.live().filter(
        translation_key__in=keys, locale__language_code=shopper.locale
    )
    found = list(pages.values_list("pk", flat=True)[:1])
    return found or _pages(caller, Question(str(CONTACT)))[:1]


def _name(
    caller: Caller, text: str, chosen: dict[str, tuple[str, ...]], size: int
) -> NamedProducts:
    shopper = caller.shopper
    return name_products(
        channel=shopper.channel,
        locale=shopper.locale,
        currency=shopper.currency,
        text=text,
        chosen=chosen,
        size=size,
    )


SEARCH_PRODUCTS = register(
    Tool("search_products", "Find products by words, facets and limits of price.", Search, _search)
)
PRODUCT = register(Tool("product", "Read the card of one product.", ProductOf, _product))
SIMILAR_PRODUCTS = register(
    Tool("similar_products", "Find products like one.", ProductOf, _similar)
)
FIND_PAGES = register(
    Tool("find_pages", "Find pages of the shop that answer a question.", Question, _pages)
)
HAND_OVER = register(
    Tool("hand_over", "Name the page where people of the shop are reached.", Nothing, _people)
)
