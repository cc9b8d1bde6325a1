"""The grown catalogue of measurements: the same each time, and like one that was built."""

import orjson
import pytest

from commerce.catalogue.documents.vocabulary import load_vocabulary
from infra.bench.growth import Nursery
from infra.bench.growth_copy import COLUMNS
from infra.bench.growth_rows import BLOCK, FIRST_KEY, Market, make_block
from infra.bench.growth_vocabulary import ensure_sellers, ensure_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nursery")]


@pytest.fixture(scope="module")
def nursery(rows_of_module, channel_of_module):
    with rows_of_module():
        return Nursery.of(channel_of_module, seed=7)


def block_of(nursery, first, last):
    return make_block(
        first=first, last=last, seed=nursery.seed, market=nursery.market, words=nursery.words
    )


def test_a_part_of_a_block_is_the_same_as_in_the_whole(nursery):
    whole, again = block_of(nursery, 0, 40), block_of(nursery, 0, 40)
    tail = block_of(nursery, 25, 40)

    assert again == whole
    assert list(tail.rows.products) == [FIRST_KEY + number for number in range(25, 40)]
    assert all(whole.rows.products[key] == row for key, row in tail.rows.products.items())
    assert block_of(nursery, BLOCK, BLOCK + 5).rows.products.keys().isdisjoint(whole.rows.products)


def test_products_differ_as_those_of_a_shop_do(nursery):
    rows = block_of(nursery, 0, BLOCK).rows

    families = [len(children) for children in rows.children.values()]
    assert max(families) <= 6
    assert BLOCK * 0.3 < len(families) < BLOCK * 0.7
    amounts = sorted(price.amount for prices in rows.prices.values() for price in prices)
    assert amounts[-1] > 20 * amounts[len(amounts) // 4]
    words = [len(row.description.split()) for row in rows.products.values()]
    assert min(words) >= 20
    assert max(words) <= 60
    barcodes = {row.upc for row in rows.products.values()} - {None}
    assert all(checksum(barcode) == 0 for barcode in barcodes)


def checksum(ean):
    """GS1: the digits from the right, each second one three times, come to a multiple of ten."""
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(ean)) % 10


def test_rows_are_written_column_by_column(nursery, channel):
    texts = dict(zip(COLUMNS, nursery.texts(0, 10), strict=True))

    lines = {
        table: [line.split("\t") for line in text.splitlines()]
        for table, (_statement, text) in texts.items()
    }
    assert len(lines["catalogue_product"]) == len(lines["shop_productentry"]) == 10
    assert len(lines["shop_productdocument"]) == 10 * len(channel.locales)
    for table, columns in COLUMNS.items():
        assert {len(line) for line in lines[table]} == {len(columns)}
    first = dict(
        zip(COLUMNS["shop_productdocument"], lines["shop_productdocument"][0], strict=True)
    )
    card = orjson.loads(first["card"].replace(r"\\", "\\"))
    assert card["id"] == lines["catalogue_product"][0][1]
    assert card["slug"] == first["slug"]
    assert orjson.loads(first["body"].replace(r"\\", "\\"))["breadcrumbs"][0]["slug"]


def test_words_are_made_once(nursery, channel):
    words = nursery.words

    assert ensure_words(channel) == words
    assert len(words.categories) > 300
    assert ensure_sellers(channel) == ensure_sellers(channel)
    vocabulary = load_vocabulary(channel.tenant_id, [channel])
    assert set(words.options.values()) <= set(vocabulary.options)
    assert Market(channel.pk, ("EUR",), ensure_sellers(channel)).sellers[0] == "heron-house"
