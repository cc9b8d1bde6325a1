"""A small shop whose products were indexed, and how to search it over HTTP."""

from __future__ import annotations

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.core.process_cache import forget_everything
from commerce.core.services.outbox import relay
from commerce.oscar.catalogue.models import Product
from infra.services.addresses import ADDRESSES
from search.engines.choice import get_engine
from search.indexing.sources import ProductSource
from search.services.rebuilding import rebuild


@pytest.fixture(autouse=True)
def _nobody_was_throttled_before():
    cache.clear()


@pytest.fixture
def engine(settings, tmp_path):
    """The embedded engine with a folder of its own."""
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_EMBEDDED_ROOT = tmp_path / "search"
    forget_everything()
    yield get_engine()
    forget_everything()


ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@contextmanager
def _running(name, folder):
    """An engine with indexes of its own, which are gone afterwards."""
    with override_settings(
        SEARCH_EMBEDDED_ROOT=folder / "search",
        SEARCH_INDEX_PREFIX=f"heron-api-{uuid4().hex[:8]}",
        ELASTICSEARCH_URL=ADDRESSES["elasticsearch"].url if name == "elasticsearch" else "",
    ):
        forget_everything()
        engine = get_engine()
        yield engine
        for index in {state.name for state in engine.list_states()}:
            engine.drop(index)
        forget_everything()


@pytest.fixture(params=ENGINES)
def each_engine(request, tmp_path):
    """One engine after the other, with nothing in it."""
    with _running(request.param, tmp_path) as engine:
        yield engine


@pytest.fixture(scope="module", params=ENGINES)
def indexed_rugs(request, tmp_path_factory, rows_of_module, channel_of_module, rugs_of_module):
    """One engine after the other with the goods of the module, for tests that only search."""
    with _running(request.param, tmp_path_factory.mktemp(request.param)):
        with rows_of_module():
            before = transaction.savepoint()
            rebuild(source=ProductSource(channel_of_module, "en"))
        yield request.param
        with rows_of_module():
            transaction.savepoint_rollback(before)


@pytest.fixture
def engine_of_its_own(indexed_rugs, tmp_path):
    """An engine of the same kind, for a test that builds an index where the others only search."""
    with _running(indexed_rugs, tmp_path) as engine:
        yield engine


@pytest.fixture
def build(channel):
    """Build the index of one language from what the shop has by now."""

    def run(locale="en"):
        rebuild(source=ProductSource(channel, locale))

    return run


@pytest.fixture
def deliver():
    """Deliver what was published, as a worker does."""

    def run():
        while relay().handled:
            pass

    return run


@pytest.fixture
def search(api):
    """Search and return the answer's body."""

    def run(q="", **parameters):
        answer = api.get("/api/v1/search/products/", {"q": q, **parameters} if q else parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return run


@pytest.fixture(scope="module")
def rugs_of_module(rows_of_module, channel_of_module):
    """The keys of `make_rugs`."""
    with rows_of_module():
        return {name: product.pk for name, product in make_rugs(channel_of_module).items()}


@pytest.fixture
def rugs(channel, rugs_of_module):
    """The goods of the module, read anew."""
    products = Product.objects.in_bulk(rugs_of_module.values())
    return {name: products[pk] for name, pk in rugs_of_module.items()}


def make_rugs(channel):
    """Rugs, a lamp and a sofa: what most searches here are for.

    The blue rug comes in two sizes, of which the large one is dear and sold out.
    """
    home = make_category(channel.tenant, "Home")
    floor = make_category(channel.tenant, "Rugs", parent=home)
    lighting = make_category(channel.tenant, "Lamps", parent=home)
    textile = make_product_class(channel.tenant, name="Textile")
    make_attribute(textile, "colour", "Blue", "Red", "Moss", is_facet=True, is_variant_axis=True)
    make_attribute(textile, "size", "S", "L", is_facet=True, is_variant_axis=True)
    common = {"product_class": textile, "categories": [floor]}
    return {
        "blue": make_product(
            channel,
            "Blue wool rug",
            variants=[
                {"attributes": {"colour": "blue", "size": "s"}, "price": "99.00"},
                {"attributes": {"colour": "blue", "size": "l"}, "price": "249.00", "stock": 0},
            ],
            **common,
        ),
        "red": make_product(
            channel,
            "Red wool rug",
            variants=[
                {"attributes": {"colour": "red", "size": "s"}, "price": "89.00"},
                {"attributes": {"colour": "moss", "size": "l"}, "price": ("179.00", "199.00")},
            ],
            **common,
        ),
        "lamp": make_product(
            channel, "Brass table lamp", categories=[lighting], price="59.00", stock=3
        ),
        "sofa": make_product(channel, "Linen sofa", categories=[home], price="899.00"),
    }


def names(answer):
    return [hit["name"] for hit in answer["results"]]


def facet(answer, code):
    """Return a facet's values with their counts, None when it is not there."""
    for found in answer["facets"]:
        if found["code"] == code:
            return {value["value"]: value["count"] for value in found["values"]}
    return None
