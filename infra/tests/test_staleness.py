"""Whatever people change is shown wherever it shows, and told to the storefront under exact tags.

Each change is made where people make it; nothing is faked but the storefront and the passing of the
half minute for which the search trusts the words it knows.
"""

from __future__ import annotations

import pytest

from commerce.cart.tests.goods import make_offer, make_voucher
from commerce.cart.tests.test_offers_per_language_and_currency import make_in_wizard
from commerce.catalogue.tests.dashboard_forms import form_data, submit
from commerce.oscar.offer.models import Range

from .shop_window import GONE, LAMP, LISTS, SHELVES, differences, picture

pytestmark = pytest.mark.usefixtures("window_of_module")
CARDS = (
    *("cart", "list", "category list", "product", "page", "rule page"),
    *("hit", "suggestion"),
)
TO_ABOUT = ("About", "/about")


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
