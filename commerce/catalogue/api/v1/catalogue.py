"""Products: a feed of all that changed, and whole documents."""

from __future__ import annotations

from typing import Any, Final

import orjson
from rest_framework.request import Request

from commerce.catalogue.errors import (
    InvalidParameterError,
    MovedError,
    RetiredError,
    RetiredParameterError,
)
from commerce.catalogue.registry import ATTRIBUTE_PREFIX
from commerce.catalogue.selectors.changes import Change, Changes, Wanted, count_shown, list_changes
from commerce.catalogue.selectors.documents import get_product_document
from commerce.core.api.json import dumps
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import FloodThrottle

from . import contract
from .answers import CatalogueView
from .parameters import place_of, size_of, wanted_of, write_place

SEARCH: Final = "/api/v1/search/products/"
# What lists of products were narrowed and ordered by before that was all the search's.
RETIRED: Final = ("category", "price_min", "price_max", "available", "on_sale", "sort", "page")


class ProductFeedView(CatalogueView):
    """The products of the channel in the order of their last change, a part at a time."""

    query_parameters = ("updated_since", "ids", "fields", "cursor", "page_size")
    throttles = (FloodThrottle,)
    throttle_scope = "feed"

    @contract.product_list
    @refuses(InvalidParameterError, RetiredParameterError)
    def get(self, request: Request) -> bytes:
        parameters = request.query_params
        wanted, size = wanted_of(parameters), size_of(parameters)
        asked = (self.channel.code, self.locale_code, wanted.since, wanted.ids)
        after = place_of(parameters, asked=asked)
        found = list_changes(
            channel=self.channel, locale=self.locale_code, wanted=wanted, size=size, after=after
        )
        count = None
        if after is None:
            count = count_shown(channel=self.channel, locale=self.locale_code, wanted=wanted)
        return _page_json(found, wanted, count, write_place(found.next, asked=asked))

    def _refuse_unknown_parameters(self, request: Request) -> None:
        for name in request.query_params:
            if name in RETIRED or name.startswith(ATTRIBUTE_PREFIX):
                instead = "cursor" if name == "page" else SEARCH
                raise RetiredParameterError(parameter=name, instead=instead)
        super()._refuse_unknown_parameters(request)


class ProductFiltersView(CatalogueView):
    """What lists were narrowed down by, before that was all the search's."""

    @contract.product_filters
    @refuses(RetiredError)
    def get(self, request: Request) -> bytes:
        raise RetiredError(instead="/api/v1/search/filters/")

    def _refuse_unknown_parameters(self, request: Request) -> None:
        """Whatever is asked is answered in one way."""


class ProductView(CatalogueView):
    """One product."""

    @contract.product_detail
    @refuses(MovedError)
    def get(self, request: Request, slug: str) -> bytes:
        body = get_product_document(channel=self.channel, locale=self.locale_code, slug=slug)
        return body.encode()


def _page_json(found: Changes, wanted: Wanted, count: int | None, cursor: str | None) -> bytes:
    """Return the page around the stored texts, which are put together as they are."""
    texts = [_part(change.text, wanted.fields) for change in found.changes if change.text]
    frame: dict[str, Any] = {
        "count": count,
        "next_cursor": cursor,
        "updated_until": found.changes[-1].place.moment if found.changes else wanted.since,
        "withdrawn": [_withdrawn(change) for change in found.changes if change.text is None],
        "results": [],
    }
    return b"%s[%s]}" % (dumps(frame).removesuffix(b"[]}"), ",".join(texts).encode())


def _withdrawn(change: Change) -> dict[str, Any]:
    return {"id": change.public_id, "withdrawn_at": change.place.moment}


def _part(text: str, fields: tuple[str, ...] | None) -> str:
    if fields is None:
        return text
    members = orjson.loads(text)
    return orjson.dumps({name: members[name] for name in fields}).decode()
