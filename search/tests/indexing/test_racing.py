"""Writers in several processes at once, on a database that lets them."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from commerce.catalogue.services.documents import rebuild_products, withdraw_product
from commerce.catalogue.tests.factories import make_product
from commerce.core.services.outbox import relay
from commerce.core.tests.processes import Stage, acting
from commerce.oscar.catalogue.models import Product
from search.indexing.sources import ProductSource
from search.services import indexing, rebuilding
from search.services.comparing import compare
from search.services.rebuilding import rebuild

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

PRODUCTS, CHANGES, EDITORS, WORKERS = 24, 30, 2, 2


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH_SIZE", 3)
    monkeypatch.setattr("search.hooks.request_tending", lambda: None)


def deliver_all():
    while relay().handled:
        pass


def edit(first, ids):
    """Rename, withdraw and show products again, as several editors do."""

    def play(stage: Stage) -> None:
        stage.pause("at the start")
        for number in range(CHANGES):
            product_id = ids[(first + number * 7) % len(ids)]
            if number % 5 == 4:
                withdraw_product(product_id=product_id)
            else:
                Product.objects.filter(pk=product_id).update(title=f"Vase {first} {number}")
                rebuild_products(product_ids=[product_id])

    return play


def work(stage: Stage) -> None:
    stage.pause("at the start")
    for _round in range(40):
        relay()


def build(source):
    def play(stage: Stage) -> None:
        stage.pause("at the start")
        for _time in range(4):
            rebuild(source=source)

    return play


def test_whatever_crosses_the_index_says_what_the_shop_says(channel, source, find):
    ids = [make_product(channel, f"Lamp {number}").pk for number in range(PRODUCTS)]
    deliver_all()
    rebuild(source=source)

    with ExitStack() as stack:
        plays = [edit(first, ids) for first in range(EDITORS)]
        plays += [work] * WORKERS + [build(source)]
        actors = [stack.enter_context(acting(play)) for play in plays]
        for actor in actors:
            actor.reach()
        for actor in actors:
            actor.go_on()
        assert [actor.finish() for actor in actors] == [0] * len(actors)
    deliver_all()

    assert compare(source=source).is_empty
    shown = [found.product_id for found in source.read(ids)]
    assert find() == shown
    assert find("vase") == [
        found.product_id for found in source.read(ids) if found.sort_name.startswith("vase")
    ]


def test_of_two_writers_that_cross_the_newer_state_stays(channel, source, find):
    """One has read the old name, and writes it after the other one has written the new name."""
    lamp = make_product(channel, "Lamp")
    deliver_all()
    rebuild(source=source)

    def read_and_wait(stage: Stage) -> None:
        read = ProductSource.read

        def read_slowly(self, ids):
            found = read(self, ids)
            ProductSource.read = read
            stage.pause("read, not written")
            return found

        ProductSource.read = read_slowly
        indexing.index_documents(source=source, ids=[lamp.pk])

    with acting(read_and_wait) as slow:
        slow.reach()
        Product.objects.filter(pk=lamp.pk).update(title="Vase")
        rebuild_products(product_ids=[lamp.pk])
        deliver_all()
        assert find("vase") == [lamp.pk]
        slow.go_on()
        assert slow.finish() == 0

    assert (find("vase"), find("lamp")) == ([lamp.pk], [])
    assert compare(source=source).is_empty
