"""Small channels have an index together, and nobody who searches can tell."""

import pytest

from search.engines.elasticsearch import ElasticsearchEngine, indices
from search.errors import IndexMissingError
from search.query.question import IndexName
from search.tests.conformance.factories import document, question, variant

from .conftest import PATIENCE, emptied

pytestmark = pytest.mark.elasticsearch
SMALL, LARGE = 3, 1_000


@pytest.fixture
def engine(client, prefix):
    yield from emptied(
        ElasticsearchEngine(client, prefix=prefix, budget=PATIENCE, shared_below=1_000)
    )


def fill(engine, name, documents, expected=SMALL):
    generation = engine.begin(name, documents=expected)
    engine.write(name, documents, generation=generation)
    engine.publish(name, generation=generation)
    return generation


def shards(client, prefix):
    """Return how many shards the engine has in the cluster, copies left out."""
    pattern = f"{prefix.replace('-', '.')}.2-*"
    return len(
        [one for one in client.cat.shards(index=pattern, format="json") if one["prirep"] == "p"]
    )


def found(engine, name, *args, **facts):
    answer = engine.search(question(name, *args, size=10, **facts))
    return [(hit.product_id, round(hit.score, 4)) for hit in answer.hits]


def shop(number):
    return IndexName(f"shop-{number}", "en")


def rugs_of(number):
    """Two products with the ids that every shop has; one of them is red in every other shop."""
    colour = "red" if number % 2 else "blue"
    return [
        document(1, "woven rug", variant(price=10 + number, colour=colour)),
        document(2, "rug" if number % 3 else "rug rug rug rug", variant(price=5, colour="blue")),
    ]


def test_many_channels_need_few_shards_and_find_what_is_theirs(engine, client, prefix, monkeypatch):
    monkeypatch.setattr(indices, "MOST_TOGETHER", 8)

    for number in range(20):
        fill(engine, shop(number), rugs_of(number))

    assert shards(client, prefix) == 3
    for number in (0, 7, 8, 19):
        engine.refresh(shop(number))
        answer = engine.search(
            question(shop(number), "rug", facets=("attr.colour",), counts_prices=True)
        )
        assert {hit.product_id for hit in answer.hits} == {1, 2}
        assert answer.counts["attr.colour"] == (
            {"red": 1, "blue": 1} if number % 2 else {"blue": 2}
        )
        assert (answer.prices.minimum, answer.prices.maximum) == (5, 10 + number)
        assert engine.count_words(shop(number))["woven"] == 1
        assert [pk for pk, _checksum in engine.list_checksums(shop(number))] == [1, 2]
    assert {state.documents for state in engine.list_states()} == {2}


def test_words_are_as_rare_as_in_an_index_of_the_channels_own(engine, client, prefix):
    alone = IndexName("alone", "en")
    fill(engine, alone, rugs_of(1), LARGE)
    fill(engine, shop(1), rugs_of(1))
    fill(engine, shop(2), [document(n, "woven " * n) for n in range(1, 30)])
    for name in (alone, shop(1)):
        engine.refresh(name)

    assert shards(client, prefix) == 2
    assert found(engine, shop(1), "woven") == found(engine, alone, "woven") != []
    assert found(engine, shop(1), "rug") == found(engine, alone, "rug")


def test_vectors_may_have_another_length_in_each_channel(engine):
    fill(engine, shop(1), [document(1, "rug", vector=(1.0, 0.0))])
    fill(engine, shop(2), [document(1, "rug", vector=(1.0, 0.0, 0.0)), document(2, "rug")])
    for number in (1, 2):
        engine.refresh(shop(number))

    assert [pk for pk, _ in engine.nearest(shop(1), (1.0, 0.1))] == [1]
    assert [pk for pk, _ in engine.nearest(shop(2), (1.0, 0.1, 0.0))] == [1]


def test_a_channel_moves_when_it_is_made_anew_and_grows_out_of_sharing(engine, client, prefix):
    fill(engine, shop(1), rugs_of(1))
    fill(engine, shop(2), rugs_of(2))
    assert shards(client, prefix) == 1

    fill(engine, shop(1), [document(7, "lamp")])  # beside what is live, in another index
    engine.refresh(shop(1))
    assert shards(client, prefix) == 2
    assert [pk for pk, _score in found(engine, shop(1))] == [7]
    assert [pk for pk, _score in found(engine, shop(2), "woven")] == [1]
    assert client.count(index=f"{prefix.replace('-', '.')}.2-*")["count"] == 3

    fill(engine, shop(1), [document(8, "lamp")], LARGE)
    engine.refresh(shop(1))
    assert [pk for pk, _score in found(engine, shop(1))] == [8]
    assert shards(client, prefix) == 2  # its own; what nobody shares any more is gone

    engine.drop(shop(2))
    engine.drop(shop(1))
    assert shards(client, prefix) == 0


def test_what_one_channel_drops_or_changes_is_not_the_others(engine):
    fill(engine, shop(1), rugs_of(1))
    fill(engine, shop(2), rugs_of(2))

    engine.delete(shop(1), [1])
    engine.write(shop(1), [document(3, "lamp")])
    engine.refresh(shop(1))
    assert sorted(pk for pk, _score in found(engine, shop(1))) == [2, 3]
    assert sorted(pk for pk, _score in found(engine, shop(2))) == [1, 2]

    engine.drop(shop(1))
    with pytest.raises(IndexMissingError):
        engine.search(question(shop(1)))
    assert sorted(pk for pk, _score in found(engine, shop(2))) == [1, 2]


def test_an_unfinished_generation_is_found_again_where_it_is_shared(engine):
    begun = engine.begin(shop(1), documents=SMALL)
    engine.write(shop(1), [document(1, "rug")], generation=begun)

    assert engine.begin(shop(1), generation=begun, documents=SMALL) == begun
    assert list(engine.list_checksums(shop(1), generation=begun)) == [(1, "first-1")]
    (state,) = engine.list_states(shop(1))
    assert (state.generation, state.documents, state.is_live) == (begun, 1, False)


def test_a_channel_comes_in_although_the_last_one_has_just_left(engine, monkeypatch):
    gone = indices.Indices._find_room
    monkeypatch.setattr(indices.Indices, "_find_room", lambda self, index: f"{index.channel}-gone")

    fill(engine, shop(1), rugs_of(1))
    monkeypatch.setattr(indices.Indices, "_find_room", gone)

    assert [pk for pk, _score in found(engine, shop(1), "woven")] == [1]
