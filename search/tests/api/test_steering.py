"""What marketers decide, seen by shoppers."""

import pytest

from search.models import PlacedProduct, Placement, QueryRedirect
from search.services.state import raise_search_version

from .conftest import names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _indexed(each_engine, rugs, build):
    build()


@pytest.fixture
def place(channel):
    """Pin and hide products for a query, and tell everybody."""

    def run(query, *, pinned=(), hidden=()):
        placement = Placement.objects.create(channel=channel, query=query)
        kinds = [*((one, "pinned") for one in pinned), *((one, "hidden") for one in hidden)]
        for order, (product, kind) in enumerate(kinds):
            PlacedProduct.objects.create(
                placement=placement, product=product, kind=kind, sort_order=order
            )
        raise_search_version(channel.pk)

    return run


def test_pinned_products_come_first_and_hidden_ones_never_at_once(search, rugs, place):
    assert sorted(names(search("wool"))) == ["Blue wool rug", "Red wool rug"]

    place("wool", pinned=[rugs["lamp"]], hidden=[rugs["red"]])

    answer = search("wool")
    assert names(answer) == ["Brass table lamp", "Blue wool rug"]
    assert answer["count"] == 2


def test_a_chosen_order_has_no_pins(search, rugs, place):
    place("wool", pinned=[rugs["lamp"]], hidden=[rugs["red"]])

    assert names(search("wool", sort="name")) == ["Blue wool rug"]


def test_a_redirect_comes_beside_the_results(search, channel):
    assert search("wool")["redirect"] is None

    QueryRedirect.objects.create(channel=channel, query="wool", address="/care")
    raise_search_version(channel.pk)

    answer = search("wool")
    assert answer["redirect"] == {"url": "/care"}
    assert answer["count"] == 2
