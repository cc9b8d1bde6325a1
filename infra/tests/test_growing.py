"""A catalogue grows to the size that is asked for, in as many steps as somebody likes."""

import pytest
from django.db import connection

from commerce.catalogue.selectors.search_feed import count_feed, iterate_feed
from infra.bench.growth import count_grown, grow
from infra.bench.growth_rows import BLOCK, FIRST_KEY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY is PostgreSQL's")
def test_a_catalogue_grows_on_where_it_ended(api, channel):
    seen = []

    assert grow(channel=channel, size=30, progress=seen.append) == 30
    assert grow(channel=channel, size=BLOCK + 10, progress=seen.append) == BLOCK - 20
    assert grow(channel=channel, size=BLOCK, progress=seen.append) == 0

    assert seen == [30, BLOCK - 30, 10]
    assert count_grown(channel) == count_feed(channel=channel, locale="de") == BLOCK + 10
    [batch] = iterate_feed(channel=channel, locale="en", after=FIRST_KEY + BLOCK - 1)
    slug = batch[0].document["slug"]
    assert api.get(f"/api/v1/products/{slug}/").json()["id"] == batch[0].public_id
