"""Products and categories stay where they are until somebody moves them, and are found there still."""

import pytest
from django.contrib.auth import get_user_model

from commerce.catalogue.models import CategoryTranslation, ProductTranslation
from commerce.catalogue.services.categories import rebuild_categories
from commerce.catalogue.services.documents import rebuild_products
from commerce.oscar.catalogue.models import Category, Product

from .factories import make_category, make_product
from .test_dashboard import form_data, submit

pytestmark = pytest.mark.django_db

CATALOGUE = "/dashboard/catalogue/"


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


@pytest.fixture
def lamp(channel, tenant):
    product = make_product(channel, "Lamp", categories=[make_category(tenant)], build=False)
    ProductTranslation.objects.create(product=product, locale="de", name="Leselampe")
    rebuild_products(product_ids=[product.pk])
    return product


def slug_of(api, slug, locale="en", kind="products"):
    return api.get(f"/api/v1/{kind}/{slug}/", {"locale": locale}).json().get("slug")


def moved_to(api, slug, locale="en", kind="products"):
    answer = api.get(f"/api/v1/{kind}/{slug}/", {"locale": locale})
    assert answer.status_code == 404
    assert answer.json()["code"] == "moved"
    return answer.json()["redirect_to"]


def test_a_new_name_does_not_move_a_product(staff, api, lamp, deliver):
    path = f"{CATALOGUE}products/{lamp.pk}/"

    submit(staff, path, title="Reading light", name_de="Bürolampe", name_ar="مصباح")
    deliver()

    assert slug_of(api, "lamp") == "lamp"
    assert slug_of(api, "leselampe", "de") == "leselampe"
    assert slug_of(api, "lamp", "ar") == "مصباح"  # its first words give it an address of its own
    found = api.get("/api/v1/products/leselampe/", {"locale": "de"}).json()
    assert found["name"] == "Bürolampe"


def test_an_address_is_changed_on_purpose_and_the_old_ones_lead_there(staff, api, lamp, deliver):
    path = f"{CATALOGUE}products/{lamp.pk}/"
    for slug, base in (("buerolampe", "light"), ("schreibtischlampe", "bright-light")):
        submit(staff, path, slug_de=slug, slug=base)
        deliver()

    assert slug_of(api, "schreibtischlampe", "de") == "schreibtischlampe"
    for old in ("leselampe", "buerolampe"):
        assert moved_to(api, old, "de") == "/products/schreibtischlampe"
    for old in ("light", "buerolampe"):
        assert moved_to(api, old) == "/products/bright-light"
    # A language without words of its own follows the first one.
    assert moved_to(api, "lamp", "fr") == "/products/bright-light"


def test_a_product_moves_back(staff, api, lamp, deliver):
    path = f"{CATALOGUE}products/{lamp.pk}/"
    for slug in ("buerolampe", "leselampe"):
        submit(staff, path, slug_de=slug)
        deliver()

    assert slug_of(api, "leselampe", "de") == "leselampe"
    assert moved_to(api, "buerolampe", "de") == "/products/leselampe"


def test_an_old_address_belongs_to_nobody_else(staff, api, channel, tenant, lamp, deliver):
    submit(staff, f"{CATALOGUE}products/{lamp.pk}/", slug="light", slug_de="licht")
    deliver()
    other = make_product(channel, "Other", categories=[make_category(tenant, "More")])

    refused = submit(
        staff, f"{CATALOGUE}products/{other.pk}/", slug="lamp", slug_de="leselampe", expected=200
    )

    assert "belongs to" in refused.content.decode()
    assert form_data(refused)["slug"] == "lamp"
    assert Product.objects.get(pk=other.pk).slug == "other"
    same = make_product(channel, "Lamp")
    assert slug_of(api, f"lamp-{same.public_id[-6:].lower()}")


def test_addresses_outlive_the_documents(api, channel, lamp, staff, deliver):
    submit(staff, f"{CATALOGUE}products/{lamp.pk}/", slug_de="licht")
    deliver()
    path = f"{CATALOGUE}products/{lamp.pk}/"
    data = form_data(staff.get(path))
    published = f"listing-{channel.pk}-is_published"
    del data[published]
    staff.post(path, data)
    deliver()
    assert api.get("/api/v1/products/leselampe/", {"locale": "de"}).json()["code"] == "not_found"

    data = form_data(staff.get(path))
    staff.post(path, {**data, published: "on", "name_de": "Neu", "slug_de": ""})
    deliver()

    assert slug_of(api, "licht", "de") == "licht"
    assert moved_to(api, "leselampe", "de") == "/products/licht"


def test_an_address_in_other_letters_is_given_as_browsers_send_it(staff, api, lamp, deliver):
    for slug in ("قديم", "مصباح"):
        submit(staff, f"{CATALOGUE}products/{lamp.pk}/", slug_ar=slug)
        deliver()

    assert moved_to(api, "قديم", "ar") == "/products/%D9%85%D8%B5%D8%A8%D8%A7%D8%AD"


def test_a_new_name_does_not_move_a_category(staff, api, channel, tenant, deliver):
    light = Category.add_root(tenant=tenant, name="Light")
    CategoryTranslation.objects.create(category=light, locale="de", name="Licht")
    rebuild_categories(tenant_id=tenant.pk)
    path = f"{CATALOGUE}categories/{light.pk}/update/"

    submit(staff, path, name="Lighting", name_de="Leuchten")
    deliver()
    assert slug_of(api, "licht", "de", "categories") == "licht"
    assert slug_of(api, "light", kind="categories") == "light"

    submit(staff, path, slug="lighting", slug_de="leuchten")
    deliver()
    assert moved_to(api, "licht", "de", "categories") == "/categories/leuchten"
    assert moved_to(api, "light", kind="categories") == "/categories/lighting"
