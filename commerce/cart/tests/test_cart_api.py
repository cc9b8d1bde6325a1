"""The cart as a storefront uses it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.cart.selectors.baskets import token_hash
from commerce.catalogue.tests import factories
from commerce.oscar.basket.models import Basket

from .carts import Storefront
from .goods import make_offer, make_product, make_voucher, set_price, set_stock

EUR = "EUR"


def eur(amount):
    return {"amount": amount, "currency": EUR}


@pytest.fixture
def shop(api):
    return Storefront(api)


def test_there_is_an_empty_cart_before_anything_was_added(shop):
    cart = shop.cart()

    assert cart["id"] is None
    assert cart["lines"] == []
    assert cart["totals"]["total"] == eur("0.00")
    assert Basket.objects.count() == 0


def test_the_first_line_makes_the_cart_and_gives_out_its_token_once(shop, channel):
    lamp = make_product(channel)

    answer = shop.add(lamp, 2)

    cart = answer.json()
    assert answer.status_code == 201, cart
    assert len(cart["token"]) == 43
    assert cart["item_count"] == 2
    assert cart["lines"][0]["unit_price"] == eur("20.00")
    assert cart["lines"][0]["total"] == eur("40.00")
    assert cart["totals"]["total"] == eur("40.00")
    assert cart["lines"][0]["sku"] == "LAMP"
    assert Basket.objects.get().token_hash == token_hash(cart["token"])
    assert "token" not in shop.cart()
    assert {**shop.cart(), "token": cart["token"]} == cart


def test_guests_behind_one_address_never_get_each_others_cart(api, channel):
    """Not even with one and the same key, as programs may make them."""
    product, key = make_product(channel), {"Idempotency-Key": "add-1"}

    carts = [Storefront(api).add(product, **key) for _guest in range(2)]

    assert [answer.status_code for answer in carts] == [201, 201]
    assert carts[0].json()["token"] != carts[1].json()["token"]
    assert carts[0].json()["id"] != carts[1].json()["id"]


def test_a_refused_line_may_be_mended_under_its_key(shop, channel):
    product, key = make_product(channel), {"Idempotency-Key": "add-2"}
    shop.add(product)

    refused = shop.add(product, 0, **key)
    mended = shop.add(product, 2, **key)
    again = shop.add(product, 2, **key)

    assert [each.status_code for each in (refused, mended, again)] == [400, 201, 201]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Cache-Control"] == mended.headers["Cache-Control"] == "private, no-store"
    assert again.json() == mended.json()


def test_adding_the_same_again_adds_to_the_line(shop, channel):
    lamp = make_product(channel)
    shop.add(lamp, 2)

    cart = shop.add(lamp, 3).json()

    assert [line["quantity"] for line in cart["lines"]] == [5]
    assert cart["version"] == 2


def test_lines_are_changed_and_removed(shop, channel):
    shop.add(make_product(channel, "A"), 1)
    cart = shop.add(make_product(channel, "B"), 1).json()
    first, second = (line["id"] for line in cart["lines"])

    changed = shop.set_quantity(first, 4).json()
    removed = shop.call("delete", f"cart/lines/{second}/").json()

    assert [line["quantity"] for line in changed["lines"]] == [4, 1]
    assert [line["id"] for line in removed["lines"]] == [first]
    assert removed["totals"]["total"] == eur("80.00")


def test_clearing_takes_out_lines_and_vouchers(shop, channel):
    make_voucher(channel)
    shop.add(make_product(channel))
    shop.voucher("welcome")

    cart = shop.call("post", "cart/clear/").json()

    assert (cart["lines"], cart["vouchers"]) == ([], [])


def test_a_change_of_currency_prices_everything_anew(shop, channel):
    shop.add(make_product(channel), 2)

    cart = shop.call("patch", "cart/", {"currency": "USD"}).json()

    assert cart["currency"] == "USD"
    assert cart["totals"]["total"] == {"amount": "48.00", "currency": "USD"}


def test_a_line_without_a_price_in_the_new_currency_stays_with_a_problem(shop, channel):
    shop.add(make_product(channel, "A"))
    shop.add(make_product(channel, "B", prices={"EUR": "5.00"}))

    cart = shop.call("patch", "cart/", {"currency": "USD"}).json()
    back = shop.call("patch", "cart/", {"currency": "EUR"}).json()

    assert cart["lines"][1]["unit_price"] is None
    assert cart["lines"][1]["problems"][0]["code"] == "no_price"
    assert cart["totals"]["total"]["amount"] == "24.00"
    assert back["totals"]["total"] == eur("25.00")


def test_offers_of_the_channel_apply_to_the_cent(shop, channel):
    make_offer(channel, benefit=("Percentage", "10"))
    a, b, c = (make_product(channel, sku, prices={"EUR": "12.35"}) for sku in "ABC")
    shop.add(a), shop.add(b)

    cart = shop.add(c).json()

    assert [line["discount"]["amount"] for line in cart["lines"]] == ["1.24", "1.24", "1.24"]
    assert cart["totals"]["discount"] == eur("3.72")
    assert cart["totals"]["total"] == eur("33.33")
    assert cart["discounts"][0]["amount"] == eur("3.72")
    assert cart["discounts"][0]["name"] == "Ten percent"


def test_an_amount_of_money_is_taken_off_in_the_default_currency_only(shop, channel):
    make_offer(channel, "Five off", benefit=("Absolute", "5"))
    shop.add(make_product(channel))

    euros = shop.cart()
    dollars = shop.call("patch", "cart/", {"currency": "USD"}).json()

    assert euros["totals"]["discount"] == eur("5.00")
    assert dollars["totals"]["discount"]["amount"] == "0.00"


def test_an_amount_set_for_the_currency_is_used(shop, channel):
    offer = make_offer(channel, "Five off", benefit=("Absolute", "5"))
    offer.benefit.amounts = {"USD": "6.50"}
    offer.benefit.save()
    shop.add(make_product(channel))

    dollars = shop.call("patch", "cart/", {"currency": "USD"}).json()

    assert dollars["totals"]["discount"] == {"amount": "6.50", "currency": "USD"}


def test_a_voucher_is_used_and_given_back(shop, channel):
    make_voucher(channel, "WELCOME")
    shop.add(make_product(channel), 2)

    with_voucher = shop.voucher(" welcome ").json()
    without = shop.call("delete", "cart/vouchers/WELCOME/").json()

    assert with_voucher["vouchers"] == [
        {
            "code": "WELCOME",
            "name": "Voucher WELCOME",
            "discount": eur("4.00"),
            "is_applied": True,
            "reason": None,
            "reason_detail": None,
            "conflicts_with": [],
        }
    ]
    assert with_voucher["totals"]["total"] == eur("36.00")
    assert (without["vouchers"], without["totals"]["total"]) == ([], eur("40.00"))


def test_a_voucher_that_no_longer_applies_says_why(shop, channel):
    make_voucher(channel, "BIG", condition=("Value", "50"))
    cart = shop.add(make_product(channel), 3).json()
    shop.voucher("BIG")

    cart = shop.set_quantity(cart["lines"][0]["id"], 1).json()

    assert cart["vouchers"][0]["is_applied"] is False
    assert cart["vouchers"][0]["reason"] == "conditions_not_met"


def test_a_cart_shows_what_has_changed_since_it_was_filled(shop, channel):
    lamp = make_product(channel)
    line = shop.add(lamp, 5).json()["lines"][0]["id"]
    set_price(lamp, channel, "21.00")
    set_stock(lamp, 3)
    Basket.objects.update(snapshot_key="")  # what the document builder's new version does

    cart = shop.cart()

    assert cart["totals"]["total"] == eur("105.00")
    assert cart["lines"][0]["availability"]["max_quantity"] == 3
    assert cart["problems"][0] == {
        "code": "insufficient_stock",
        "detail": "There are fewer left than you want.",
        "line_id": line,
    }


def test_each_language_has_its_own_answer(shop, channel):
    shop.add(make_product(channel))

    assert shop.cart("?locale=de")["id"] == shop.cart()["id"]


def test_a_new_offer_is_seen_at_once(shop, channel):
    shop.add(make_product(channel))
    assert shop.cart()["totals"]["discount"]["amount"] == "0.00"

    make_offer(channel)

    assert shop.cart()["totals"]["discount"]["amount"] == "2.00"


def test_an_offer_begins_and_ends_on_time(shop, channel):
    make_offer(channel, start_datetime=timezone.now() + timedelta(hours=1))
    shop.add(make_product(channel))

    basket = Basket.objects.get()

    assert shop.cart()["discounts"] == []
    assert basket.snapshot_until is not None
    assert basket.snapshot_until <= timezone.now() + timedelta(hours=1)


def test_reading_a_cart_is_one_query(shop, channel, django_assert_num_queries):
    for sku in "ABCDE":
        shop.add(make_product(channel, sku))
    shop.cart()

    with django_assert_num_queries(1):
        shop.cart()


def test_adding_a_line_takes_few_queries(shop, channel, django_assert_max_num_queries):
    make_offer(channel)
    for sku in "ABCD":
        shop.add(make_product(channel, sku))
    lamp = make_product(channel, "E")

    with django_assert_max_num_queries(10):
        shop.add(lamp)


def test_making_a_cart_takes_few_queries(shop, channel, django_assert_max_num_queries):
    make_offer(channel)
    lamp = make_product(channel)
    Storefront(shop.api).add(lamp)

    with django_assert_max_num_queries(10):
        shop.add(lamp)


def test_a_line_looks_like_its_product(shop, channel):
    product_class = factories.make_product_class(channel.tenant)
    factories.make_attribute(product_class, "colour", "Moss", "Clay", is_variant_axis=True)
    product = factories.make_product(
        channel,
        "Heron Lamp",
        product_class=product_class,
        variants=[{"attributes": {"colour": "moss"}}, {"attributes": {"colour": "clay"}}],
    )

    (line,) = shop.add(product.children.order_by("pk").last()).json()["lines"]

    assert (line["product_id"], line["name"], line["slug"]) == (
        product.public_id,
        "Heron Lamp",
        "heron-lamp",
    )
    assert line["options"] == [
        {"code": "colour", "name": "Colour", "value": "clay", "label": "Clay"}
    ]
