"""The baseline is what it says: BM25 of any word in name or description, and nothing else."""

import pytest

from commerce.catalogue.tests.factories import make_product
from infra.services.addresses import ADDRESSES
from search.laboratory.measuring.baseline import (
    PlainText,
    elasticsearch_baseline,
    embedded_baseline,
    iterate_texts,
)

TEXTS = [
    PlainText(1, "Blue rug", "A rug of wool."),
    PlainText(2, "Lamp", "Blue light for a blue hour."),
    PlainText(3, "Sofa", "Seats three."),
    PlainText(4, "Rugs and more", "A book."),
]


@pytest.mark.parametrize(
    ("query", "product_ids"),
    [
        ("BLUE rug", [1, 2]),
        ("blue, sofa!", [3, 1, 2]),
        ("rugs", [4]),
        ("ruge", []),
        ("couch", []),
        ("?!", []),
    ],
)
def test_any_word_counts_as_it_is_written(query, product_ids):
    found = embedded_baseline(TEXTS)(query)

    assert sorted(found.product_ids) == sorted(product_ids)
    assert found.total == len(product_ids)
    assert list(found.product_ids)[:1] == product_ids[:1]


@pytest.mark.elasticsearch
def test_elasticsearch_ranks_alike():
    queries = ["blue rug", "rugs", "sofa wool", "?!"]
    embedded = embedded_baseline(TEXTS)

    with elasticsearch_baseline(ADDRESSES["elasticsearch"].url, "heron-test", TEXTS) as ranker:
        for query in queries:
            ours, theirs = ranker(query), embedded(query)
            assert (list(ours.product_ids), ours.total) == (list(theirs.product_ids), theirs.total)


@pytest.mark.django_db
def test_texts_come_without_markup(channel):
    product = make_product(channel, title="Lamp", description="<p>Warm &amp; bright</p>")

    assert list(iterate_texts(channel=channel, locale="en")) == [
        PlainText(product.pk, "Lamp", "Warm & bright")
    ]
