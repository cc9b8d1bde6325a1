"""Variants in the dashboard: who sells one finds it below its product and saves it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from commerce.oscar.partner.models import Partner, StockRecord

from .dashboard_forms import submit
from .factories import make_attribute, make_category, make_product, make_product_class

pytestmark = pytest.mark.django_db


def page_of(product):
    return f"/dashboard/catalogue/products/{product.pk}/"


@pytest.fixture
def fern(channel, tenant):
    """A plant in two colours, of which the seller has one; none of them has a UPC."""
    plants = make_product_class(tenant, name="Plant")
    make_attribute(plants, "colour", "Clay", "Moss", is_variant_axis=True)
    return make_product(
        channel,
        "Fern",
        product_class=plants,
        categories=[make_category(tenant)],
        variants=[{"attributes": {"colour": "clay"}}, {"attributes": {"colour": "moss"}}],
    )


@pytest.fixture
def seller(client, channel, tenant, fern):
    nursery = Partner.objects.create(tenant=tenant, name="Nursery")
    user = get_user_model().objects.create_user("moss@example.com", password="x" * 12)
    user.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    nursery.users.add(user)
    StockRecord.objects.filter(product=fern.children.earliest("pk")).update(partner=nursery)
    client.force_login(user)
    return client


def test_a_seller_finds_the_own_variants_and_changes_their_stock(seller, fern):
    own, others = fern.children.order_by("pk")
    page = BeautifulSoup(seller.get(page_of(fern)).content, "html.parser")

    assert page.find("a", href="#child_products", attrs={"data-toggle": "tab"})
    listed = page.find(id="child_products")
    assert [link["href"] for link in listed.find_all("a")] == [page_of(own)]
    assert not listed.find("button")
    assert seller.get(page_of(others)).status_code == 404

    submit(seller, page_of(own), **{"stockrecords-0-num_in_stock": "4"})

    assert own.stockrecords.get().num_in_stock == 4


def test_any_number_of_products_have_no_upc(client, channel, tenant, fern):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    lamp = make_product(channel, "Lamp", categories=[make_category(tenant, "Lamps")])

    submit(client, page_of(lamp), title="Bright lamp")
    submit(client, page_of(fern.children.earliest("pk")), **{"stockrecords-0-num_in_stock": "4"})

    lamp.refresh_from_db()
    assert lamp.title == "Bright lamp"
