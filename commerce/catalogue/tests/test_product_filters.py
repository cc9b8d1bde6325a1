"""Filters, sorting and counts over HTTP."""

import pytest

from .factories import make_attribute, make_category, make_product, make_product_class

pytestmark = pytest.mark.django_db


@pytest.fixture
def textiles(tenant):
    product_class = make_product_class(tenant, name="Textiles")
    make_attribute(product_class, "colour", "Moss", "Clay", is_variant_axis=True, is_facet=True)
    make_attribute(product_class, "size", "S", "L", is_variant_axis=True, is_facet=True)
    make_attribute(product_class, "material", "Linen", "Wool", is_facet=True)
    return product_class


@pytest.fixture
def cushion(channel, textiles):
    """Moss only in S, clay only in L; clay in L is sold out."""
    return make_product(
        channel,
        "Cushion",
        product_class=textiles,
        attributes={"material": "linen"},
        variants=[
            {"attributes": {"colour": "moss", "size": "s"}, "price": "20"},
            {"attributes": {"colour": "clay", "size": "l"}, "price": "30", "stock": 0},
        ],
    )


@pytest.fixture
def blanket(channel, textiles):
    return make_product(
        channel,
        "Blanket",
        product_class=textiles,
        attributes={"material": "wool"},
        variants=[{"attributes": {"colour": "moss", "size": "l"}, "price": ("80", "99")}],
    )


def names(api, **parameters):
    answer = api.get(
        "/api/v1/products/", {name.replace("__", "."): v for name, v in parameters.items()}
    )
    assert answer.status_code == 200, answer.content
    return [card["name"] for card in answer.json()["results"]]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["Blanket", "Cushion"]),
        ({"attr__colour": "moss"}, ["Blanket", "Cushion"]),
        ({"attr__colour": "clay"}, ["Cushion"]),
        ({"attr__colour": "clay,moss"}, ["Blanket", "Cushion"]),
        ({"attr__colour": "moss", "attr__size": "l"}, ["Blanket"]),
        ({"attr__colour": "clay", "attr__size": "s"}, []),
        ({"attr__colour": "clay", "attr__size": "l", "attr__material": "linen"}, ["Cushion"]),
        ({"attr__colour": "clay", "available": "true"}, []),
        ({"attr__size": "l", "available": "true"}, ["Blanket"]),
        ({"attr__nothing": "moss"}, []),
        ({"available": "true"}, ["Blanket", "Cushion"]),
        ({"on_sale": "true"}, ["Blanket"]),
        ({"on_sale": "true", "currency": "USD"}, []),
        ({"price_min": "31"}, ["Blanket"]),
        ({"price_min": "25", "price_max": "30.00"}, ["Cushion"]),
        ({"price_max": "19.99"}, []),
        ({"sort": "price"}, ["Cushion", "Blanket"]),
        ({"sort": "-price"}, ["Blanket", "Cushion"]),
        ({"sort": "name"}, ["Blanket", "Cushion"]),
    ],
)
def test_lists_are_narrowed_and_sorted(api, cushion, blanket, parameters, expected):
    assert names(api, **parameters) == expected


def test_a_category_includes_those_below_it(api, channel, tenant):
    home = make_category(tenant, "Home")
    light = make_category(tenant, "Light", parent=home)
    make_product(channel, "Lamp", categories=[light])
    make_product(channel, "Rug", categories=[home])

    assert names(api, category="home") == ["Rug", "Lamp"]
    assert names(api, category="light") == ["Lamp"]


def test_an_unknown_category_is_not_an_empty_one(api, channel, tenant):
    make_category(tenant, "Home")

    assert names(api, category="home") == []
    answer = api.get("/api/v1/products/", {"category": "nowhere"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_category")


def test_counts_leave_out_a_filters_own_choice(api, cushion, blanket):
    answer = api.get("/api/v1/product-filters/", {"attr.colour": "clay", "attr.size": "l"})

    found = {
        entry["code"]: {value["value"]: value["count"] for value in entry["values"]}
        for entry in answer.json()["filters"]
    }
    assert found == {
        "attr.colour": {"moss": 1, "clay": 1},
        "attr.size": {"l": 1},
        "attr.material": {"linen": 1},
        "price": {},
    }


def test_filters_have_names_types_and_ends(api, channel, tenant, cushion, blanket):
    home = make_category(tenant, "Home")
    make_product(channel, "Rug", categories=[home], price={"USD": "12"})

    filters = api.get("/api/v1/product-filters/", {"locale": "de"}).json()["filters"]

    assert [entry["code"] for entry in filters] == [
        "category",
        "price",
        "available",
        "attr.colour",
        "attr.material",
        "attr.size",
    ]
    assert filters[0]["values"] == [{"value": "home", "label": "Home", "count": 1, "swatch": None}]
    assert filters[1] == {
        "code": "price",
        "name": "Preis",
        "type": "range",
        "values": [],
        "minimum": {"amount": "20.00", "currency": "EUR"},
        "maximum": {"amount": "80.00", "currency": "EUR"},
    }
    assert filters[2]["type"] == "boolean"
    assert filters[2]["values"][0]["count"] == 3
