"""Pages of categories and brands, and stores."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.models import BrandPage, CategoryPage, Store, StoresPage
from cms.services import PageContent, ensure_page, ensure_stores, raise_content_version
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)

from .test_page_api import body_of

PLACES = "/api/v1/content/places/"
QUOTE = ("quote", {"text": "No regrets.", "author": "Ines"})
YARD = {
    "name": "The Yard",
    "street": "Am Kanal 12",
    "postcode": "10999",
    "city": "Berlin",
    "country": "DE",
    "latitude": "52.4983",
    "longitude": "13.4290",
    "hours": "Fr-Mo 10:00-19:00\n\n We 09:30 - 12:00",
}


def category_page(home, category, slug="light", **fields):
    page = CategoryPage(
        title="Light", slug=slug, locale=home.locale, category=category, live=False, **fields
    )
    page.between = [QUOTE]
    home.refresh_from_db()
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def stores_page(home, *stores):
    return ensure_stores(
        parent=home, slug="stores", content=PageContent(title="Stores"), stores=stores
    )


def test_a_category_has_a_page(api, channel, home, django_assert_max_num_queries):
    category = make_category(channel.tenant, "Lighting")
    product = make_product(channel, "Lamp", categories=[category])
    page = category_page(home, category)
    page.body = [QUOTE, ("product_rail", {"heading": "Ours", "products": [product]})]
    page.save_revision().publish()

    assert api.get(PLACES).json() == {
        "categories": [{"slug": "lighting", "path": "/light/"}],
        "brands": [],
    }
    with django_assert_max_num_queries(6):
        told = body_of(api, "/light/")
    between = told["category"].pop("between")
    assert told["category"] == {"slug": "lighting", "name": "Lighting", "every": 6}
    assert [block["value"] for block in between] == [{"text": "No regrets.", "author": "Ines"}]


def test_places_are_told_in_few_queries_and_then_in_one(
    api, channel, home, django_assert_max_num_queries
):
    for number in range(4):
        category_page(home, make_category(channel.tenant, f"C{number}"), slug=f"c{number}")
    raise_content_version()

    with django_assert_max_num_queries(6):
        assert len(api.get(PLACES).json()["categories"]) == 4
    with django_assert_max_num_queries(1):
        api.get(PLACES)


def test_drafts_and_hidden_categories_have_no_place(api, channel, home):
    hidden = make_category(channel.tenant, "Secret", is_public=False)
    category_page(home, hidden, slug="secret")
    draft = category_page(home, make_category(channel.tenant, "Lighting"))
    CategoryPage.objects.get(pk=draft.pk).unpublish()

    assert api.get(PLACES).json() == {"categories": [], "brands": []}
    assert body_of(api, "/secret/")["category"] is None


def test_a_category_has_one_page_in_a_language(channel, home, german_home):
    category = make_category(channel.tenant, "Lighting")
    category_page(home, category)
    second = CategoryPage(title="Again", slug="again", locale=home.locale, category=category)
    other = CategoryPage(title="Licht", slug="licht", locale=german_home.locale, category=category)

    with pytest.raises(ValidationError, match="There is a page for this category already"):
        second.clean()
    other.clean()


def test_a_brand_has_a_page_and_a_code_to_narrow_lists_by(api, back_office, channel, home):
    kind = make_product_class(channel.tenant)
    make_attribute(kind, "brand", type="text")
    product = make_product(channel, "Lamp", product_class=kind, attributes={"brand": "Rook & Co"})
    page = ensure_page(
        parent=home,
        slug="rook",
        content=PageContent(title="Rook", facts={"brand": "Rook & Co"}),
        model=BrandPage,
    )

    told = body_of(api, "/rook/")["brand"]

    assert told["name"] == "Rook & Co"
    assert api.get(PLACES).json()["brands"] == [{"code": told["code"], "path": "/rook/"}]
    assert api.get(f"/api/v1/products/{product.slug}/").json()["brand"]["code"] == told["code"]
    edited = back_office.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "1 product of Rook &amp; Co leads to this page while it is live." in edited


def test_stores_say_where_they_are_and_when_they_are_open(api, home, django_assert_max_num_queries):
    today = timezone.localdate()
    past, soon = today - timedelta(days=1), today + timedelta(days=3)
    special = f"{soon} closed\n{past} 10:00-12:00\n{today} 10:00-14:00"
    stores_page(home, {**YARD, "special_days": special})
    store = Store.objects.get()

    with django_assert_max_num_queries(6):
        (told,) = body_of(api, "/stores/")["stores"]

    hours = told.pop("hours")
    assert [(one["weekday"], one["opens"], one["closes"]) for one in hours] == [
        (5, "10:00", "19:00"),
        (6, "10:00", "19:00"),
        (7, "10:00", "19:00"),
        (1, "10:00", "19:00"),
        (3, "09:30", "12:00"),
    ]
    assert told == {
        "id": store.public_id,
        "name": "The Yard",
        "street": "Am Kanal 12",
        "postcode": "10999",
        "city": "Berlin",
        "country": "DE",
        "latitude": 52.4983,
        "longitude": 13.429,
        "phone": "",
        "email": "",
        "note": "",
        "special_days": [
            {"day": today.isoformat(), "opens": "10:00", "closes": "14:00"},
            {"day": soon.isoformat(), "opens": None, "closes": None},
        ],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hours", "Mo-Fr 10-19"),
        ("hours", "Mo-Fr 19:00-10:00"),
        ("hours", "Mo 10:00-25:00"),
        ("special_days", "2026-02-30 closed"),
        ("special_days", "24.12.2026 closed"),
        ("special_days", "2026-12-24 14:00-14:00"),
        ("latitude", "91"),
    ],
)
def test_what_is_no_time_or_place_is_refused_by_name(home, name, value):
    page = stores_page(home)
    store = Store(page=page, locale=page.locale, sort_order=0, **{**YARD, name: value})

    with pytest.raises(ValidationError) as error:
        store.full_clean()

    assert set(error.value.message_dict) == {name}
    assert not StoresPage.objects.get().stores.exists()
