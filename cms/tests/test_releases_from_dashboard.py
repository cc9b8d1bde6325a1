"""Prices, offers and vouchers are put into a release from where the dashboard writes them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from cms.models import Release
from commerce.accounts.models import User
from commerce.cart.tests.goods import make_offer, make_voucher
from commerce.catalogue.tests.factories import make_product
from commerce.oscar.partner.models import StockRecordPrice


@pytest.fixture
def release(channel):
    return Release.objects.create(channel=channel, name="Autumn")


@pytest.fixture
def places(channel):
    """Pages of the dashboard, and where each leads to."""
    product = make_product(channel, "Lamp")
    price = StockRecordPrice.objects.get(stockrecord__product=product, currency="EUR")
    offer, voucher = make_offer(channel, "Autumn offer"), make_voucher(channel, "AUTUMN")
    into = "/cms/put-into-release"
    return {
        f"/dashboard/catalogue/products/{product.pk}/": f"{into}/price/{price.pk}/",
        f"/dashboard/offers/{offer.pk}/": f"{into}/offer/{offer.pk}/",
        f"/dashboard/vouchers/stats/{voucher.pk}/": f"{into}/voucher/{voucher.pk}/",
    }


def become_staff(user):
    """With every right on what is sold."""
    User.objects.filter(pk=user.pk).update(is_staff=True)
    sold = ("catalogue", "offer", "partner", "voucher")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=sold))


def test_pages_of_goods_lead_into_a_release(back_office, places, release):
    become_staff(User.objects.get(email="mara@example.com"))

    for page, address in places.items():
        assert f'href="{address}"' in back_office.get(page).content.decode(), page
        answer = back_office.post(address, {"release": release.pk})
        assert answer["Location"] == f"/cms/releases/{release.pk}/"

    held = release.items.order_by("kind").values_list("kind", "object_id")
    assert [f"/cms/put-into-release/{kind}/{key}/" for kind, key in held] == sorted(places.values())


def test_who_may_not_change_releases_is_led_nowhere(channel, places, release):
    user = User.objects.create_user("staff@example.com", "a-long-password")
    become_staff(user)
    client = Client(SERVER_NAME="testserver")
    client.force_login(user)

    for page, address in places.items():
        answer = client.get(page)
        assert (answer.status_code, "put-into-release" in answer.content.decode()) == (200, False)
        assert client.post(address, {"release": release.pk}).status_code == 302
    assert not release.items.exists()
