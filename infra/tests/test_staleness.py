"""Whatever people change is shown wherever it shows, and told to the storefront under exact tags.

Each change is made where people make it; nothing is faked but the storefront and the passing of the
half minute for which the search trusts the words it knows.
"""

from __future__ import annotations

import pytest

from cms.services import ensure_image
from commerce.accounts.models import User
from commerce.oscar.offer.models import Range
from commerce.shop.tests.dashboard_forms import form_data, submit
from commerce.shop.tests.factories import make_category
from commerce.shop.tests.goods import make_offer, make_voucher
from commerce.shop.tests.test_offers_per_language_and_currency import make_in_wizard

from .shop_window import ShopWindow, picture

CARDS = (
    *("cart", "list", "category list", "product", "page", "rule page"),
    *("hit", "suggestion"),
)
SHELVES = ("list", "category list", "product", "page", "rule page", "hit")
CARD = ("name", "slug", "price", "availability")
GONE = {f"{place}.{what}": None for place in (*SHELVES, "suggestion") for what in CARD}
del GONE["suggestion.availability"]
TO_ABOUT = ("About", "/about")
LISTS = ["category:lamps", "category:lighting"]
LAMP = [*LISTS, "menus", "page:/bright/", "page:/chosen/", "product:brass-lamp", "products"]
PAGES = ["banners", "menus", "pages"]


@pytest.fixture(autouse=True)
def no_storefront(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("commerce.shop.services.storefront.flush_tags", lambda: 0)
    for kept in ("vocabularies.TRUSTED_FOR", "lexicons.TRUSTED_FOR", "names.PAGES_KEPT_SECONDS"):
        monkeypatch.setattr(f"search.selectors.{kept}", -1.0)


@pytest.fixture
def window(channel, api):
    return ShopWindow(channel, api)


@pytest.fixture
def staff(client, window):
    client.force_login(User.objects.create_superuser("boss@example.com", "x" * 12))
    return client


def shows(what, value, places=CARDS):
    return {f"{place}.{what}": value for place in places}


def edit_lamp(staff, window, **changes):
    submit(staff, f"/dashboard/catalogue/products/{window.lamp.pk}/", **changes)


def reprice(window, staff):
    price = f"price-{window.lamp.stockrecords.get().pk}-{window.channel.pk}-EUR"
    edit_lamp(staff, window, **{f"{price}-amount": "25", f"{price}-compare_at": "30"})


def sell_out(window, staff):
    edit_lamp(staff, window, **{"stockrecords-0-num_in_stock": "0"})


def rename(window, staff):
    edit_lamp(staff, window, title="Copper lamp")


def put_among_rugs(window, staff):
    edit_lamp(staff, window, **{"productcategory_set-0-category": window.rugs.pk})


def hide(window, staff):
    path = f"/dashboard/catalogue/products/{window.lamp.pk}/"
    data = form_data(staff.get(path))
    del data[f"listing-{window.channel.pk}-is_published"]
    assert staff.post(path, data).status_code == 302


def reprice_rug(window, staff):
    price = f"price-{window.rug.stockrecords.get().pk}-{window.channel.pk}-EUR-amount"
    submit(staff, f"/dashboard/catalogue/products/{window.rug.pk}/", **{price: "9"})


@pytest.mark.parametrize(
    ("change", "facts", "tags"),
    [
        pytest.param(
            reprice,
            {**shows("price", "25.00"), **shows("former", "30.00"), "cart.total": "25.00"},
            LAMP,
            id="price",
        ),
        pytest.param(
            sell_out,
            {
                **shows("availability", "out_of_stock", (*SHELVES, "cart")),
                "cart.problem": ["out_of_stock"],
            },
            LAMP,
            id="stock",
        ),
        pytest.param(rename, shows("name", "Copper lamp"), LAMP, id="name"),
        pytest.param(
            put_among_rugs,
            {
                **{fact: None for fact in GONE if fact.startswith(("category list", "rule page"))},
                "product.breadcrumbs": ["Rugs"],
            },
            [*LISTS, "category:rugs", *LAMP[2:]],
            id="other category",
        ),
        pytest.param(
            reprice_rug,
            {},
            ["category:rugs", "page:/soft/", "product:wool-rug", "products"],
            id="another product",
        ),
        pytest.param(
            hide,
            {
                **GONE,
                "product.breadcrumbs": [],
                "menu.links": [TO_ABOUT],
                "cart.price": None,
                "cart.total": "0.00",
                "cart.availability": "out_of_stock",
                "cart.problem": ["product_unavailable"],
            },
            LAMP,
            id="withdrawn",
        ),
    ],
)
def test_a_changed_product(window, staff, change, facts, tags):
    before = window.look()

    change(window, staff)

    assert window.tell() == tags
    assert differences(before, window.look()) == facts


def differences(before, after):
    return {fact: after[fact] for fact in after if after[fact] != before[fact]}


def test_a_new_picture_is_shown_everywhere(window, staff):
    before = window.look()

    edit_lamp(staff, window, **{"images-0-original": picture()})

    assert window.tell() == LAMP
    found = differences(before, window.look())
    assert set(found) == set(shows("picture", None))
    assert len(set(found.values())) == 1


def test_a_translation_is_shown_in_its_language_only(window, staff):
    window.lamp_word = "lampe"
    english = window.look()

    edit_lamp(staff, window, name_de="Lampe aus Messing", slug_de="lampe")

    assert window.tell() == [
        *LISTS,
        "menus",
        "page:/bright/",
        "page:/chosen/",
        "product:brass-lamp",
        "product:lampe",
        "products",
    ]
    assert window.look() == english
    window.lamp_slug = "lampe"
    german = window.look("de")
    for place in ("cart", "list", "category list", "product", "hit", "suggestion"):
        assert (german[f"{place}.name"], german[f"{place}.slug"]) == ("Lampe aus Messing", "lampe")


def test_old_addresses_are_read_again_and_lead_on(window, staff):
    edit_lamp(staff, window, slug="copper-lamp")
    assert "product:brass-lamp" in (told := window.tell())
    assert "product:copper-lamp" in told
    assert ("Lamp", "/products/copper-lamp") in window.look()["menu.links"]

    edit_lamp(staff, window, slug="tin-lamp")

    assert {"product:brass-lamp", "product:copper-lamp", "product:tin-lamp"} <= set(window.tell())
    for old in ("brass-lamp", "copper-lamp"):
        answer = window.api.get(f"/api/v1/products/{old}/")
        assert answer.json().get("redirect_to") == "/products/tin-lamp"


def test_an_offer_begins_changes_and_ends_in_the_cart_alone(window, staff):
    before = window.look()
    offer = make_in_wizard(
        staff, {"type": "Percentage", "value": "10"}, {"type": "Count", "value": "1"}
    )
    assert window.tell() == []
    assert differences(before, window.look()) == {
        "cart.discounts": [("Spring", "2.00")],
        "cart.total": "18.00",
    }

    submit(staff, f"/dashboard/offers/{offer.pk}/incentive/", value="20", save="")
    assert window.tell() == []
    assert differences(before, window.look()) == {
        "cart.discounts": [("Spring", "4.00")],
        "cart.total": "16.00",
    }

    staff.post(f"/dashboard/offers/{offer.pk}/", {"suspend": ""})
    assert window.tell() == []
    assert window.look() == before


def test_what_an_offer_is_for_is_followed(window, staff):
    before = window.look()
    lamps = Range.objects.create(name="Lamps")
    lamps.included_categories.add(window.lamps)
    make_offer(window.channel, "On lamps", range_=lamps)
    assert window.look()["cart.total"] == "18.00"

    submit(staff, f"/dashboard/ranges/{lamps.pk}/", included_categories=[window.rugs.pk])
    assert window.tell() == []
    assert window.look() == before

    staff.post(
        f"/dashboard/ranges/{lamps.pk}/products/",
        {"action": "add_products", "query": window.lamp.stockrecords.get().partner_sku},
    )
    assert window.tell() == []
    assert window.look()["cart.total"] == "18.00"

    staff.post(
        f"/dashboard/ranges/{lamps.pk}/products/",
        {"action": "remove_selected_products", "selected_product": window.lamp.pk},
    )
    assert window.look() == before


def test_a_voucher_changes_and_ends_in_the_cart_alone(window, staff):
    voucher = make_voucher(window.channel, "WELCOME")
    offer = voucher.offers.get()
    before = window.look()
    window.shopper.voucher("WELCOME")
    assert window.look()["cart.total"] == "18.00"

    submit(staff, f"/dashboard/offers/{offer.pk}/incentive/", value="50", save="")
    assert window.look()["cart.total"] == "10.00"

    path = f"/dashboard/vouchers/update/{voucher.pk}/"
    submit(staff, path, start_datetime="2020-01-01 00:00", end_datetime="2020-02-01 00:00")
    assert differences(before, window.look()) == {"cart.vouchers": [("WELCOME", False)]}

    staff.post(f"/dashboard/vouchers/delete/{voucher.pk}/")
    assert window.look() == before
    assert window.tell() == []


CATEGORIES = "/dashboard/catalogue/categories/"


def test_a_renamed_category(window, staff):
    before = window.look()

    submit(staff, f"{CATEGORIES}{window.lamps.pk}/update/", name="Lanterns")

    told = window.tell()
    assert differences(before, window.look()) == {
        "product.breadcrumbs": ["Lighting", "Lanterns"],
        "suggestion.categories": [],
        "tree.categories": [(0, "Lighting"), (1, "Lanterns"), (0, "Rugs")],
    }
    assert told == sorted({"categories", *LAMP, *PAGES})


def test_a_moved_category(window, staff):
    before = window.look()

    submit(
        staff,
        f"{CATEGORIES}{window.lamps.pk}/update/",
        treebeard_position="left",
        treebeard_ref_node=window.rugs.pk,
    )

    told = window.tell()
    assert differences(before, window.look()) == {
        **{fact: None for fact in GONE if fact.startswith("category list")},
        "product.breadcrumbs": ["Lamps"],
        "tree.categories": [(0, "Lighting"), (0, "Lamps"), (0, "Rugs")],
    }
    assert told == sorted({"categories", *LAMP, *PAGES})


def test_a_moved_category_without_products(window, staff):
    empty = make_category(window.channel.tenant, "Candles")
    window.tell()
    before = window.look()
    assert before["tree.categories"][-1] == (0, "Candles")

    submit(
        staff,
        f"{CATEGORIES}{empty.pk}/update/",
        treebeard_position="first-child",
        treebeard_ref_node=window.lighting.pk,
    )

    assert window.tell() == ["banners", "categories", "menus", "pages"]
    assert differences(before, window.look()) == {
        "tree.categories": [(0, "Lighting"), (1, "Candles"), (1, "Lamps"), (0, "Rugs")]
    }


def test_the_brand(window, staff):
    before = window.look()
    form = {
        "name": "Rook",
        "tagline": "Quiet",
        "support_email": "hello@example.com",
        "primary_colour": "#112233",
        "accent_colour": "#445566",
        "logo": picture(),
    }

    staff.post(f"/cms/branding/edit/{window.channel.branding.pk}/", form)

    assert window.tell() == ["channel"]
    found = differences(before, window.look())
    assert found.pop("channel.logo_url").endswith(".png")
    assert found == {f"channel.{name}": value for name, value in form.items() if name != "logo"}


def test_a_page_and_what_leads_to_it(window, staff):
    before = window.look()
    about = window.about
    about.title, about.slug = "About everybody", "everybody"

    about.save_revision().publish()

    assert window.tell() == PAGES
    assert differences(before, window.look()) == {
        "menu.links": [("Lamp", "/products/brass-lamp"), ("About", "/everybody")],
        "banner.links": [("About", "/everybody")],
        "suggestion.about": [("About everybody", "/everybody/")],
    }

    staff.post(f"/cms/pages/{about.pk}/unpublish/")

    assert window.tell() == PAGES
    assert differences(before, window.look()) == {
        "menu.links": [("Lamp", "/products/brass-lamp")],
        "banner.links": [],
        "suggestion.about": [],
    }


def test_menus_and_banners(window, staff):
    before = window.look()
    window.menu([{"label": "Home", "page": window.home}])
    assert window.tell() == ["menus"]
    assert differences(before, window.look()) == {"menu.links": [("Home", "/")]}

    staff.post(f"/cms/snippets/cms/banner/unpublish/{window.banner.pk}/")
    assert window.tell() == ["banners"]
    assert window.look()["banner.texts"] == []


def test_a_picture_of_the_website(window, staff):
    image = ensure_image(
        file_name="moss.png", content=picture().read(), title="Moss", description="A wall"
    )
    window.put("mossy", "Mossy", ("image", {"image": image}))
    window.tell()

    staff.post(
        f"/cms/images/{image.pk}/", {"title": "Moss", "description": "Rain", "collection": 1}
    )
    assert window.tell() == ["pages"]

    staff.post(f"/cms/images/{image.pk}/delete/")
    assert window.tell() == ["pages"]
