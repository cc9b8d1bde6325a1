"""An index holds what was announced and nothing else."""

import pytest
from elasticsearch import BadRequestError

from search.errors import DocumentsRejectedError, IndexMissingError
from search.query.question import IndexName
from search.tests.conformance.factories import document, question, variant
from search.tests.conformance.filling import fill

pytestmark = pytest.mark.elasticsearch
ALIAS = "{}.2-main.shop-en.gb-products"


def alias_of(prefix):
    return ALIAS.format(prefix.replace("-", "."))


@pytest.mark.parametrize(
    "record",
    [
        {"colour": "blue"},
        {"variants": [{"colour": "blue"}]},
        {"price": {"EUR": {"minimum": "cheap"}}},
        {"position": "first"},
    ],
)
def test_a_field_that_nobody_announced_is_refused(engine, client, index, prefix, record):
    fill(engine, index, [])

    with pytest.raises(BadRequestError):
        client.index(index=alias_of(prefix), document={"product_id": 1, **record})

    engine.refresh(index)
    assert engine.search(question(index)).total == 0


def test_currencies_and_vectors_are_added_when_they_come(engine, client, index, prefix):
    fill(engine, index, [document(1, "rug", variant(price=5))])

    engine.write(index, [document(2, "rug", variant(dollars=6), vector=(1.0, 0.0, 0.5))])

    (mapping,) = client.indices.get_mapping(index=alias_of(prefix)).body.values()
    properties = mapping["mappings"]["properties"]
    assert set(properties["price"]["properties"]) == {"EUR", "USD"}
    assert properties["price"]["properties"]["USD"]["properties"]["minimum"] == {"type": "long"}
    assert properties["shops"]["properties"]["main-shop"]["properties"]["vector"]["dims"] == 3


def test_a_vector_of_another_length_is_rejected_by_name(engine, index):
    fill(engine, index, [document(1, "rug", vector=(1.0, 0.0, 0.5))])

    with pytest.raises(DocumentsRejectedError):
        engine.write(index, [document(2, "rug", vector=(1.0, 0.0))])


def test_names_are_safe_and_different_for_different_indices(engine, client, prefix):
    for name in (IndexName("a-b", "c"), IndexName("a", "b-c"), IndexName("Ä?*/", "de", "pages")):
        fill(engine, name, [document(1, f"{name.channel} {name.locale}")])

    states = engine.list_states()
    assert {(state.name, state.documents) for state in states} == {
        (IndexName("a-b", "c"), 1),
        (IndexName("a", "b-c"), 1),
        (IndexName("Ä?*/", "de", "pages"), 1),
    }


def test_indices_of_a_longer_prefix_belong_to_somebody_else(engine, client, prefix, index):
    others = type(engine)(client, prefix=f"{prefix}-more", budget=5)
    fill(others, index, [document(1, "rug")])

    assert engine.list_states() == []
    engine.drop(index)
    assert [state.documents for state in others.list_states()] == [1]
    others.drop(index)


def test_nothing_is_made_by_writing_to_an_index_that_is_not_there(engine, client, index, prefix):
    with pytest.raises(IndexMissingError):
        engine.write(index, [document(1, "rug")])
    with pytest.raises(IndexMissingError):
        engine.write(index, [document(1, "rug")], generation="gone")
    with pytest.raises(IndexMissingError):
        engine.delete(index, [1])

    assert client.indices.get(index=f"{prefix.replace('-', '.')}*").body == {}


def test_writing_goes_on_at_rest_and_searches_see_it_within_a_second_when_live(
    engine, client, index
):
    generation = engine.begin(index)
    (resting,) = client.indices.get_settings(index=f"*{generation}").body.values()
    engine.publish(index, generation=generation)
    (live,) = client.indices.get_settings(index=f"*{generation}").body.values()

    assert resting["settings"]["index"]["refresh_interval"] == "-1"
    assert live["settings"]["index"]["refresh_interval"] == "1s"
