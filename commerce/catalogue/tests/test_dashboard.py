"""What staff do in the dashboard shows in the shop."""

from decimal import Decimal

import pytest
from oscar.apps.catalogue.reviews.models import ProductReview  # noqa: TID251 not forked

from commerce.catalogue.models import ProductEntry
from commerce.oscar.catalogue.models import Category, Product
from commerce.oscar.partner.models import Partner, StockRecordPrice

from .dashboard_forms import form_data, submit
from .factories import make_attribute, make_category, make_product, make_product_class

pytestmark = pytest.mark.django_db

CATALOGUE = "/dashboard/catalogue/"


@pytest.fixture
def staff(client, channel, django_user_model):
    user = django_user_model.objects.create_superuser(email="staff@example.com", password="x" * 12)
    client.force_login(user)
    return client


def test_a_new_product_appears_in_the_shop(staff, api, channel, tenant, deliver):
    product_class = make_product_class(tenant, name="Lamp")
    make_attribute(product_class, "colour", "Moss", "Clay", is_facet=True)
    category = make_category(tenant, "Light")
    partner = Partner.objects.create(tenant=tenant, name="House", code="house")
    option = product_class.attributes.get().option_group.options.get(code="clay")

    submit(
        staff,
        f"{CATALOGUE}products/create/{product_class.slug}/",
        **{
            "title": "Reading lamp",
            "summary": "For late chapters.",
            "attr_colour": option.pk,
            "name_de": "Leselampe",
            "productcategory_set-0-category": category.pk,
            "stockrecords-0-partner": partner.pk,
            "stockrecords-0-partner_sku": "LAMP-1",
            "stockrecords-0-num_in_stock": "4",
            "stockrecords-0-price_currency": "EUR",
            "stockrecords-0-price": "49.90",
        },
    )
    deliver()

    found = api.get("/api/v1/products/reading-lamp/").json()
    assert (found["name"], found["summary"]) == ("Reading lamp", "For late chapters.")
    assert found["prices"]["EUR"]["from"] == {"amount": "49.90", "currency": "EUR"}
    assert found["availability"]["status"] == "low_stock"
    assert found["attributes"][0]["value"] == "clay"
    assert found["breadcrumbs"] == [{"slug": "light", "name": "Light"}]
    assert api.get("/api/v1/products/leselampe/", {"locale": "de"}).json()["name"] == "Leselampe"


def test_prices_languages_and_channels_are_edited_on_the_product_page(
    staff, api, channel, tenant, deliver
):
    lamp = make_product(channel, "Lamp", categories=[make_category(tenant)])
    record = lamp.stockrecords.get()
    path = f"{CATALOGUE}products/{lamp.pk}/"
    dollars = f"price-{record.pk}-{channel.pk}-USD"

    submit(
        staff,
        path,
        **{f"{dollars}-amount": "30", f"{dollars}-compare_at": "40", "name_ar": "مصباح"},
    )
    deliver()

    found = api.get("/api/v1/products/lamp/", {"locale": "ar"}).json()
    assert found["name"] == "مصباح"
    assert found["prices"]["EUR"]["from"]["amount"] == "20.00"
    assert found["prices"]["USD"]["compare_at"] == {"amount": "40.00", "currency": "USD"}

    submit(staff, path, **{f"{dollars}-compare_at": "29"}, expected=200)
    assert StockRecordPrice.objects.get(currency="USD").compare_at == 40

    data = form_data(staff.get(path))
    del data[f"listing-{channel.pk}-is_published"]
    assert staff.post(path, data).status_code == 302
    deliver()
    assert api.get("/api/v1/products/lamp/").status_code == 404


@pytest.mark.parametrize(
    ("currency", "good", "bad"), [("KWD", "3.255", "3.2555"), ("JPY", "980", "980.5")]
)
def test_a_price_has_the_decimals_of_its_currency(staff, channel, tenant, currency, good, bad):
    channel.currencies = [*channel.currencies, currency]
    channel.save()
    lamp = make_product(channel, "Lamp", categories=[make_category(tenant)])
    path = f"{CATALOGUE}products/{lamp.pk}/"
    amount = f"price-{lamp.stockrecords.get().pk}-{channel.pk}-{currency}-amount"

    submit(staff, path, **{amount: good})
    assert form_data(staff.get(path))[amount] == good
    submit(staff, path, title="Another title")
    submit(staff, path, **{amount: bad}, expected=200)

    assert StockRecordPrice.objects.get(currency=currency).amount == Decimal(good)


def test_the_cost_is_edited_beside_the_price(staff, channel, tenant, deliver):
    lamp = make_product(channel, "Lamp", price="20", categories=[make_category(tenant)])
    path = f"{CATALOGUE}products/{lamp.pk}/"
    price = f"price-{lamp.stockrecords.get().pk}-{channel.pk}"
    entries = ProductEntry.objects.in_channel(channel)

    submit(staff, path, **{f"{price}-EUR-cost": "5"})
    deliver()

    assert entries.get().margin == 75
    submit(staff, path, **{f"{price}-EUR-amount": "10"})
    submit(staff, path, **{f"{price}-USD-cost": "5"}, expected=200)
    assert StockRecordPrice.objects.get().cost == 5
    submit(staff, path, **{f"{price}-EUR-cost": ""})
    deliver()
    assert entries.get().margin is None


def test_a_price_has_one_place(staff, api, channel, tenant, deliver):
    lamp = make_product(channel, "Lamp", categories=[make_category(tenant)])
    path = f"{CATALOGUE}products/{lamp.pk}/"
    price = f"price-{lamp.stockrecords.get().pk}-{channel.pk}-EUR-amount"

    fields = form_data(staff.get(path))
    assert {name for name in fields if name.endswith("-0-price")} == set()
    submit(
        staff,
        path,
        **{price: "18.50", "stockrecords-0-price": "11", "stockrecords-0-num_in_stock": "0"},
    )
    deliver()

    record = lamp.stockrecords.get()
    assert (record.price, record.prices.get().amount) == (Decimal("18.50"), Decimal("18.50"))
    found = api.get("/api/v1/products/lamp/").json()
    assert found["prices"]["EUR"]["from"]["amount"] == "18.50"
    assert found["availability"]["status"] == "out_of_stock"


def test_a_price_and_a_stock_level_are_changed_together(staff, channel, tenant):
    lamp = make_product(channel, "Lamp", categories=[make_category(tenant)])
    record = lamp.stockrecords.get()

    submit(
        staff,
        f"{CATALOGUE}products/{lamp.pk}/",
        **{f"price-{record.pk}-{channel.pk}-EUR-amount": "17", "stockrecords-0-num_in_stock": "3"},
    )

    record.refresh_from_db()
    assert (record.num_in_stock, record.price, record.prices.get().amount) == (3, 17, 17)


def test_products_without_a_upc_are_edited(staff, channel):
    lamps = make_category(channel.tenant)
    lamp, _other = (make_product(channel, title, categories=[lamps]) for title in ("Lamp", "Rug"))
    path = f"{CATALOGUE}products/{lamp.pk}/"

    submit(staff, path, title="Tall lamp", upc="")
    submit(staff, path, upc="4012345678901")
    submit(staff, path, upc="")

    lamp.refresh_from_db()
    assert (lamp.title, lamp.upc) == ("Tall lamp", "")
    assert Product.objects.filter(upc__isnull=True).count() == 2


def test_a_deleted_product_is_gone(staff, api, channel, deliver):
    lamp = make_product(channel, "Lamp")

    assert staff.post(f"{CATALOGUE}products/{lamp.pk}/delete/").status_code == 302
    deliver()

    assert api.get("/api/v1/products/lamp/").status_code == 404


def test_categories_are_renamed_translated_hidden_and_deleted(staff, api, channel, tenant, deliver):
    light = make_category(tenant, "Light")
    make_product(channel, "Lamp", categories=[light])
    path = f"{CATALOGUE}categories/{light.pk}/update/"

    submit(staff, path, name="Lighting", name_de="Licht", slug_de="licht")
    deliver()

    tree = api.get("/api/v1/categories/", {"locale": "de"}).json()["results"]
    assert [(node["name"], node["slug"], node["product_count"]) for node in tree] == [
        ("Licht", "licht", 1)
    ]
    crumbs = api.get("/api/v1/products/lamp/").json()["breadcrumbs"]
    assert crumbs == [{"slug": "light", "name": "Lighting"}]

    assert staff.post(f"{CATALOGUE}categories/{light.pk}/delete/").status_code == 302
    deliver()
    assert api.get("/api/v1/categories/").json()["results"] == []
    assert api.get("/api/v1/products/lamp/").json()["breadcrumbs"] == []


def test_a_new_category_is_in_the_tree(staff, api, channel, deliver):
    submit(staff, f"{CATALOGUE}categories/create/", name="Kitchen", _position="sorted-child")
    deliver()

    assert Category.objects.get().tenant == channel.tenant
    assert api.get("/api/v1/categories/kitchen/").json()["name"] == "Kitchen"


def test_words_of_attributes_and_options_show_in_documents(staff, api, channel, tenant, deliver):
    product_class = make_product_class(tenant, name="Lamp")
    colour = make_attribute(product_class, "colour", "Moss", is_facet=True, position=3)
    make_product(channel, "Lamp", product_class=product_class, attributes={"colour": "moss"})
    group = colour.option_group

    submit(
        staff,
        f"{CATALOGUE}attribute-option-group/{group.pk}/update/",
        **{"options-0-label_de": "Moos", "options-0-swatch": "#6b7a4b"},
    )
    submit(
        staff,
        f"{CATALOGUE}product-type/{product_class.pk}/update/",
        **{"attributes-0-name_de": "Farbe", "name_de": "Leuchte"},
    )
    deliver()

    found = api.get("/api/v1/products/lamp/", {"locale": "de"}).json()
    assert (found["attributes"][0]["name"], found["attributes"][0]["label"]) == ("Farbe", "Moos")
    assert found["product_class"]["name"] == "Leuchte"
    colour.refresh_from_db()
    assert (colour.is_facet, colour.position) == (True, 3)


def test_an_approved_review_counts(staff, api, channel, deliver, django_user_model):
    lamp = make_product(channel, "Lamp")
    user = django_user_model.objects.create_user(email="a@example.com", password="x" * 12)
    review = ProductReview.objects.create(
        product=lamp, user=user, score=4, title="Good", body="Bright.", status=0
    )
    assert api.get("/api/v1/products/lamp/").json()["rating"] == {"average": None, "count": 0}

    submit(staff, f"/dashboard/reviews/{review.pk}/", status="1")
    deliver()

    assert api.get("/api/v1/products/lamp/").json()["rating"] == {"average": "4.0", "count": 1}


def test_staff_see_the_products_of_their_tenant_only(staff, channel, other_channel):
    mine, theirs = make_product(channel, "Mine"), make_product(other_channel, "Theirs")

    page = staff.get(f"{CATALOGUE}").content.decode()

    assert "Mine" in page
    assert "Theirs" not in page
    assert staff.get(f"{CATALOGUE}products/{theirs.pk}/").status_code == 404
    assert staff.post(f"{CATALOGUE}products/{theirs.pk}/delete/").status_code == 404
    assert Product.objects.filter(pk__in=[mine.pk, theirs.pk]).count() == 2
