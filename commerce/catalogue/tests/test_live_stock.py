"""Who looks at a product hears what is left of it, however many products change at once."""

from __future__ import annotations

import pytest
from django.db import transaction

from commerce.cart.tests.goods import make_product
from commerce.catalogue.events import StockChanged
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.services.live import tell_stock
from commerce.core.bus import publish
from commerce.core.services.outbox import relay
from commerce.live.models import LiveMessage
from commerce.live.services import place_messages
from commerce.oscar.partner.models import StockRecord

pytestmark = pytest.mark.django_db

MANY = 60


@pytest.fixture
def goods(channel):
    made = [make_product(channel, f"Lamp {number}") for number in range(MANY)]
    rebuild_products(product_ids=[each.pk for each in made])
    return made


def test_an_import_of_many_products_is_told_to_each_page(api, goods):
    ids = tuple(each.pk for each in goods)
    StockRecord.objects.filter(product__in=ids).update(num_in_stock=3)
    with transaction.atomic():
        publish(StockChanged(product_ids=ids))
    relay()
    place_messages()

    for product in (goods[0], goods[-1]):
        heard = api.get(f"/api/v1/live/messages/?topics=product:{product.public_id}&after=0").json()
        told = heard["messages"][-1]
        assert told["kind"] == "stock.changed"
        assert told["body"]["variants"][product.public_id]["is_available"] is True


def test_many_cost_no_more_queries_than_one(goods, django_assert_num_queries):
    ids = [each.pk for each in goods]
    for some in (ids[:1], ids):
        with django_assert_num_queries(7):
            tell_stock(product_ids=some)

    assert LiveMessage.objects.filter(kind="stock.changed").count() >= MANY + 1
