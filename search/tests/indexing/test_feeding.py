"""What changes in the shop can be searched, whatever happens on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commerce.catalogue.models import ProductListing
from commerce.catalogue.services.documents import rebuild_products, withdraw_product
from commerce.catalogue.tests.factories import make_product
from commerce.core.models import OutboxDelivery
from search.errors import DocumentsKeepChangingError, EngineUnavailableError
from search.query.filters import PriceFilter
from search.selectors.state import get_search_version
from search.services import indexing
from search.services.comparing import compare
from search.services.indexing import index_products
from search.services.rebuilding import rebuild

from .conftest import both_engines

pytestmark = [pytest.mark.django_db, both_engines]

INDEXED = "search.hooks.index_changed_products"


@pytest.fixture(autouse=True)
def _broker(monkeypatch):
    """Nobody listens to tasks here."""
    monkeypatch.setattr("search.hooks.request_tending", lambda: None)


def rename(product, title):
    product.title = title
    product.save()
    rebuild_products(product_ids=[product.pk])


def test_a_new_product_is_found_in_every_language(channel, built, deliver, find):
    built()
    lamp = make_product(channel, "Lamp")
    assert find("lamp") == []

    deliver()

    assert [find("lamp", locale) for locale in channel.locales] == [[lamp.pk]] * 4


def test_a_renamed_product_is_found_by_its_new_name_only(channel, built, deliver, find):
    lamp = make_product(channel, "Lamp")
    built()
    assert find("lamp") == [lamp.pk]

    rename(lamp, "Vase")
    deliver()

    assert (find("lamp"), find("vase")) == ([], [lamp.pk])


def test_a_new_price_counts(channel, built, deliver, find):
    lamp = make_product(channel, "Lamp", price="20.00")
    built()
    lamp.stockrecords.get().prices.update(amount=Decimal("35.00"))
    rebuild_products(product_ids=[lamp.pk])

    deliver()

    assert find("lamp", price=PriceFilter("EUR", maximum=Decimal(30))) == []
    assert find("lamp", price=PriceFilter("EUR", minimum=Decimal(35))) == [lamp.pk]


def test_what_is_not_shown_any_more_is_not_found(channel, built, deliver, find, source):
    kept, withdrawn, unpublished = (make_product(channel, "Lamp") for _ in range(3))
    built()
    deliver()

    withdraw_product(product_id=withdrawn.pk)
    ProductListing.objects.filter(product=unpublished).update(is_published=False)
    rebuild_products(product_ids=[unpublished.pk])
    deliver()

    assert find("lamp") == [kept.pk]
    assert compare(source=source).is_empty


def test_a_second_delivery_changes_nothing(channel, built, find, source):
    lamp = make_product(channel, "Lamp")
    built()

    for _time in range(2):
        assert index_products(channel_id=channel.pk, product_ids=[lamp.pk, lamp.pk + 1])

    assert find() == [lamp.pk]
    assert compare(source=source).is_empty


def test_answers_are_made_anew_once_a_change_can_be_found(channel, built, deliver):
    built()
    before = get_search_version(channel=channel)
    make_product(channel, "Lamp")
    deliver()
    assert get_search_version(channel=channel) > before


def test_events_wait_while_the_engine_is_down(channel, built, deliver, find, monkeypatch, engine):
    built()
    lamp = make_product(channel, "Lamp")

    def refuse(*_args, **_options):
        raise EngineUnavailableError

    with monkeypatch.context() as down:
        down.setattr(type(engine), "write", refuse)
        deliver()
    waiting = OutboxDelivery.objects.get(consumer=INDEXED)
    assert (waiting.status, waiting.attempts, find("lamp")) == ("pending", 1, [])

    OutboxDelivery.objects.update(available_at=waiting.event.published_at)
    deliver()

    assert find("lamp") == [lamp.pk]
    assert set(OutboxDelivery.objects.values_list("status", flat=True)) == {"done"}


def test_without_an_index_an_event_asks_for_one(channel, deliver, monkeypatch, source, find):
    asked = []
    monkeypatch.setattr("search.hooks.request_tending", lambda: asked.append(True))
    lamp = make_product(channel, "Lamp")

    deliver()

    assert asked == [True]
    assert OutboxDelivery.objects.get(consumer=INDEXED).status == "done"
    rebuild(source=source)
    assert find("lamp") == [lamp.pk]


def test_a_product_that_changes_while_it_is_written_is_written_again(
    channel, source, find, monkeypatch, engine
):
    lamp = make_product(channel, "Lamp")
    rebuild(source=source)
    write = type(engine).write
    titles = iter(["Vase", "Bowl"])

    def change_meanwhile(self, index, documents, **options):
        if title := next(titles, None):
            rename(lamp, title)
        return write(self, index, documents, **options)

    monkeypatch.setattr(type(engine), "write", change_meanwhile)
    indexing.index_documents(source=source, ids=[lamp.pk])

    assert (find("lamp"), find("vase"), find("bowl")) == ([], [], [lamp.pk])


def test_a_product_that_never_stops_changing_is_left_to_the_next_delivery(
    channel, source, monkeypatch, engine
):
    lamp = make_product(channel, "Lamp")
    rebuild(source=source)
    write = type(engine).write
    numbers = iter(range(100))

    def change_meanwhile(self, index, documents, **options):
        rename(lamp, f"Lamp {next(numbers)}")
        return write(self, index, documents, **options)

    monkeypatch.setattr(type(engine), "write", change_meanwhile)
    with pytest.raises(DocumentsKeepChangingError):
        indexing.index_documents(source=source, ids=[lamp.pk])
    assert next(numbers) == indexing.MOST_ROUNDS


def test_channels_do_not_find_each_others_products(channel, built, deliver, find, tenant):
    built()
    make_product(channel, "Lamp")
    index_products(channel_id=channel.pk + 1000, product_ids=[1])
    assert find("lamp") == []
