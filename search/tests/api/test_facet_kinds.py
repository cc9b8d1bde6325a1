"""A kind of facet that is registered once is asked for, counted, named and kept like any other."""

import pytest

from commerce.catalogue import registry
from commerce.catalogue.documents import terms
from commerce.catalogue.enums import FacetType
from commerce.catalogue.registry import FacetKind, Parameter, parse_choice, parse_list
from commerce.catalogue.tests.factories import make_attribute, make_product, make_product_class

from .conftest import facet, make_rugs, names

pytestmark = pytest.mark.django_db

PARAMETERS = {"letter": "b,r", "cost": "dear"}


@pytest.fixture
def registered(monkeypatch):
    """A kind of products, their first letter, and one of variants: whether they are dear."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    monkeypatch.setattr(terms, "_of_products", dict(terms._of_products))
    monkeypatch.setattr(terms, "_of_variants", dict(terms._of_variants))
    registry.register_facet_kind(
        FacetKind(
            code="letter",
            field="initial",
            name="First letter",
            type=FacetType.CHOICE,
            is_of_variants=False,
            parameters=(Parameter("letter", registry.VALUES, "b,r", "First letters."),),
            parse=parse_list,
            label=str.upper,
            choices=("b", "l", "r"),
        )
    )
    registry.register_facet_kind(
        FacetKind(
            code="cost",
            field="cost",
            name="Cost",
            type=FacetType.CHOICE,
            is_of_variants=True,
            parameters=(Parameter("cost", {"type": "string"}, "dear", "How dear."),),
            parse=parse_choice("dear"),
            label=str.title,
            choices=("dear",),
        )
    )

    @terms.of_product("letter")
    def _letter(telling):
        return [telling.facts.row.title[0].lower()]

    @terms.of_variant("cost")
    def _cost(telling, variant):
        return ["dear"] if variant.prices[telling.currency].amount > 100 else []


@pytest.fixture
def shop(registered, each_engine, channel, build):
    make_rugs(channel)
    build()


@pytest.fixture
def shop_without_an_index(registered, engine, channel):
    """The database answers."""
    make_rugs(channel)


def test_a_kind_registered_once_is_asked_for_and_counted(search, shop):
    asks_for_letters_and_cost(search)


def test_the_database_knows_it_too(search, shop_without_an_index):
    asks_for_letters_and_cost(search)


def asks_for_letters_and_cost(search):
    assert set(names(search(letter="b"))) == {"Blue wool rug", "Brass table lamp"}
    assert set(names(search(cost="dear"))) == {"Blue wool rug", "Red wool rug", "Linen sofa"}
    # The small rugs are cheap, and one variant has to have all of it.
    assert names(search(cost="dear", **{"attr.size": "s"})) == []
    assert names(search(cost="dear", **{"attr.size": "l"}, letter="b")) == ["Blue wool rug"]
    answer = search(**PARAMETERS)
    assert facet(answer, "letter") == {"b": 1, "l": 1, "r": 1}
    assert facet(answer, "cost") == {"dear": 2}
    [letters] = [each for each in answer["facets"] if each["code"] == "letter"]
    assert (letters["name"], letters["type"]) == ("First letter", "choice")
    assert [each["label"] for each in letters["values"] if each["is_selected"]] == ["B", "R"]


def test_it_is_refused_by_name_when_it_makes_no_sense(api, shop):
    for parameters, code in [
        ({"cost": "cheap"}, "invalid_parameter"),
        ({"costs": "dear"}, "unknown_parameter"),
    ]:
        answer = api.get("/api/v1/search/products/", parameters)
        assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_kind_that_is_there_is_not_replaced(registered):
    taken = registry.find_facet_kind("cost")

    with pytest.raises(ValueError, match="cost"):
        registry.register_facet_kind(taken)


@pytest.fixture
def sale(channel, each_engine, build):
    """One lamp whose only variant is reduced by 35 percent, and a rug of which the small one is."""
    textile = make_product_class(channel.tenant, name="Textile")
    make_attribute(textile, "size", "S", "L", is_facet=True, is_variant_axis=True)
    make_product(channel, "Lamp", price=("65.00", "100.00"))
    make_product(
        channel,
        "Rug",
        product_class=textile,
        variants=[
            {"attributes": {"size": "s"}, "price": ("45.00", "90.00")},
            {"attributes": {"size": "l"}, "price": "120.00"},
        ],
    )
    make_product(channel, "Sofa", price="900.00")
    build()


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"discount": "10"}, {"Lamp", "Rug"}),
        ({"discount": "30"}, {"Lamp", "Rug"}),
        ({"discount": "50"}, {"Rug"}),
        ({"discount": "50", "attr.size": "l"}, set()),
    ],
)
def test_products_are_found_by_how_much_they_are_reduced(search, sale, parameters, expected):
    answer = search(**parameters)

    assert set(names(answer)) == expected
    if expected:
        assert facet(answer, "discount") == {"50": 1, "30": 2, "20": 2, "10": 2}
