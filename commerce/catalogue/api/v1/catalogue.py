"""Products: lists of cards, and whole documents."""

from __future__ import annotations

import orjson
from rest_framework.request import Request

from commerce.catalogue.errors import (
    InvalidParameterError,
    InvertedPriceRangeError,
    MovedError,
    UnknownAttributeError,
    UnknownCategoryError,
)
from commerce.catalogue.selectors.documents import (
    count_products,
    get_product_document,
    list_cards,
    require_categories,
)
from commerce.catalogue.selectors.facets import list_product_filters
from commerce.core.api.json import dumps
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses

from . import contract
from .answers import CatalogueView
from .parameters import QUESTION_PARAMETERS, fields_of, question_of, sort_of

QUESTION = (InvalidParameterError, InvertedPriceRangeError, UnknownAttributeError)


class ProductListView(CatalogueView):
    """The products of the channel that answer a question, a page at a time."""

    query_parameters = (*QUESTION_PARAMETERS, *PAGE_PARAMETERS, "sort", "fields", "attr.")

    @contract.product_list
    @refuses(*QUESTION, UnknownCategoryError)
    def get(self, request: Request) -> bytes:
        parameters = request.query_params
        question = question_of(parameters, currency=self.currency)
        page, sort, fields = Page.of(request), sort_of(parameters), fields_of(parameters)
        count = count_products(channel=self.channel, question=question)
        page.check(count)
        cards = count and list_cards(
            channel=self.channel,
            locale=self.locale_code,
            question=question,
            sort=sort,
            bounds=page.bounds,
        )
        return page_json(page, count, cards or [], fields)


class ProductFiltersView(CatalogueView):
    """What a list can be narrowed down by."""

    query_parameters = (*QUESTION_PARAMETERS, "attr.")

    @contract.product_filters
    @refuses(*QUESTION, UnknownCategoryError)
    def get(self, request: Request) -> bytes:
        question = question_of(request.query_params, currency=self.currency)
        if question.category is not None:
            require_categories(channel=self.channel, slugs=[question.category])
        filters = list_product_filters(
            channel=self.channel, locale=self.locale_code, question=question
        )
        return dumps({"filters": filters})


class ProductView(CatalogueView):
    """One product."""

    @contract.product_detail
    @refuses(MovedError)
    def get(self, request: Request, slug: str) -> bytes:
        body = get_product_document(channel=self.channel, locale=self.locale_code, slug=slug)
        return body.encode()


def page_json(page: Page, count: int, cards: list[str], fields: tuple[str, ...] | None) -> bytes:
    """Return the page around the stored texts, which are put together as they are."""
    texts = cards if fields is None else [_only(card, fields) for card in cards]
    frame = dumps(page.envelope([], count=count))
    return b"%s[%s]}" % (frame.removesuffix(b"[]}"), ",".join(texts).encode())


def _only(card: str, fields: tuple[str, ...]) -> str:
    members = orjson.loads(card)
    return orjson.dumps({name: members[name] for name in fields}).decode()
