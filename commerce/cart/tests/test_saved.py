"""What is put aside for later, and comes back."""

import pytest

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.oscar.basket.models import Basket, Line

from .carts import Storefront, state_of_carts
from .goods import make_product, set_price, set_stock
from .test_cart_refusals import assert_refused


@pytest.fixture
def shop(api):
    return Storefront(api)


def save(shop, line):
    return shop.call("post", "cart/saved/", {"line_id": line["id"]})


def saved_lines(shop):
    return shop.call("get", "cart/saved/").json()["lines"]


def restore(shop, line):
    return shop.call("post", f"cart/saved/{line['id']}/restore/")


def fill(shop, *products, quantity=2):
    for product in products:
        answer = shop.add(product, quantity)
    return answer.json()["lines"]


def sign_in(shop):
    body = {"email": "ada@example.com", "password": PASSWORD}
    access = shop.call("post", "auth/login/", body).json()["access"]
    shop.api.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    shop.token = None


def test_a_line_is_put_aside_and_comes_back(shop, channel, django_assert_num_queries):
    lamp, bowl = make_product(channel), make_product(channel, "BOWL")
    line, other = fill(shop, lamp, bowl)

    cart = save(shop, line).json()

    assert [each["id"] for each in cart["lines"]] == [other["id"]]
    assert cart["item_count"] == 2
    assert cart["totals"]["total"] == {"amount": "40.00", "currency": "EUR"}
    set_price(lamp, channel, "21.00")
    with django_assert_num_queries(3):  # the cart, the list and its lines, however many
        (kept,) = saved_lines(shop)
    assert kept["id"] == line["id"]
    assert (kept["quantity"], kept["unit_price"]["amount"]) == (2, "21.00")
    assert kept["availability"]["max_quantity"] == 10
    assert "total" not in kept

    fill(shop, lamp, quantity=1)
    back = restore(shop, kept).json()

    assert [(each["sku"], each["quantity"]) for each in back["lines"]] == [("BOWL", 2), ("LAMP", 3)]
    assert back["totals"]["total"]["amount"] == "103.00"
    assert saved_lines(shop) == []


def test_what_cannot_be_bought_is_refused_and_stays_saved(shop, channel):
    lamp, bowl, cup = (make_product(channel, sku) for sku in ("LAMP", "BOWL", "CUP"))
    for line in fill(shop, lamp, bowl, cup):
        save(shop, line)
    bowl.listings.all().update(is_published=False)
    set_stock(lamp, 0)
    set_stock(cup, 1)
    before = state_of_carts()

    gone = {line["sku"]: line for line in saved_lines(shop)}

    codes = {sku: line["problems"][0]["code"] for sku, line in gone.items()}
    assert codes == {
        "LAMP": "out_of_stock",
        "BOWL": "product_unavailable",
        "CUP": "insufficient_stock",
    }
    assert gone["BOWL"]["unit_price"] is None
    assert_refused(restore(shop, gone["LAMP"]), 409, "insufficient_stock", before)
    assert_refused(restore(shop, gone["BOWL"]), 404, "product_not_found", before)
    few = restore(shop, gone["CUP"]).json()
    assert few["problems"][0]["code"] == "insufficient_stock"
    assert shop.call("delete", f"cart/saved/{gone['BOWL']['id']}/").status_code == 204
    bowl.delete(), lamp.delete()
    assert saved_lines(shop) == []


def test_limits_and_strange_lines_change_nothing(shop, api, channel, monkeypatch):
    line, other = fill(shop, make_product(channel, stock=2000), make_product(channel, "B"))
    save(shop, line)
    stranger = Storefront(api)
    (theirs,) = fill(stranger, make_product(channel, "C"))
    save(stranger, theirs)
    monkeypatch.setattr("commerce.cart.services.saved.MAX_SAVED", 1)
    Line.objects.filter(public_id=line["id"]).update(quantity=998)
    (again, _) = sorted(fill(shop, line["variant_id"]), key=lambda each: each["sku"] != "LAMP")
    before = state_of_carts()

    assert_refused(save(shop, again), 422, "quantity_too_large", before)
    assert_refused(restore(shop, line), 422, "quantity_too_large", before)
    assert_refused(save(shop, other), 409, "too_many_saved_lines", before)
    for line_id in (theirs, {"id": "line_nothing"}):
        assert_refused(save(shop, line_id), 404, "line_not_found", before)
        assert_refused(restore(shop, line_id), 404, "line_not_found", before)
        answer = shop.call("delete", f"cart/saved/{line_id['id']}/")
        assert_refused(answer, 404, "line_not_found", before)
    shop.token = "guessed"
    assert_refused(shop.call("get", "cart/saved/"), 404, "cart_not_found", before)


def test_a_guests_list_outlives_the_order_and_joins_the_customers(shop, api, channel):
    lamp, bowl = make_product(channel), make_product(channel, "BOWL")
    user = make_user()
    for line in fill(shop, lamp, bowl):
        save(shop, line)
    Basket.objects.filter(status=Basket.OPEN).update(status=Basket.SUBMITTED)
    spent = shop.token

    new = restore(shop, saved_lines(shop)[0]).json()

    assert new["token"] != spent
    shop.token = new["token"]
    assert [line["sku"] for line in saved_lines(shop)] == ["BOWL"]
    Basket.objects.filter(status=Basket.OPEN).update(status=Basket.SUBMITTED)
    fill(shop, lamp)
    assert shop.token != new["token"]
    assert [line["sku"] for line in saved_lines(shop)] == ["BOWL"]
    first = Basket.objects.create(channel=channel, currency="EUR", owner=user, status=Basket.SAVED)
    Line.objects.create(
        basket=first,
        product=bowl,
        stockrecord=bowl.stockrecords.get(),
        line_reference="1_1",
        quantity=3,
        price_currency="EUR",
    )
    sign_in(shop)
    assert [(line["sku"], line["quantity"]) for line in saved_lines(shop)] == [("BOWL", 5)]
    assert [line["sku"] for line in shop.cart()["lines"]] == ["LAMP"]
    assert saved_lines(Storefront(type(api)(), token=spent)) == []
