"""What the assistant does beside finding: it compares, picks variants and redeems vouchers."""

import pytest

from chatbot.registry import Caller, call
from commerce.cart.shapes import Shopper
from commerce.cart.tests.goods import make_voucher
from commerce.oscar.order.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]


def _caller(channel, **more):
    return Caller(Shopper(channel=channel, locale="en", currency="EUR"), lambda _rate: True, **more)


def test_products_are_compared_in_words_of_the_shop(visitor, goods):
    assert visitor.say("compare the first two")["text"] != "This is how they compare:"
    visitor.say("show me something for the home")
    shown = visitor.say("show me a linen lamp or a wool rug")
    if len(shown["products"]) < 2:
        pytest.fail("Both were to be found.")

    compared = visitor.say("compare them")

    assert compared["text"] == "This is how they compare:"
    assert compared["tools"] == ["compare_products"]
    assert len(compared["products"]) == 2


def test_a_comparison_holds_what_a_model_may_say(goods, channel):
    heard = []
    caller = _caller(channel, note=lambda *told: heard.append(told[0]))
    ids = [goods["lamp"].public_id, goods["rug"].public_id, "prod_gone"]

    rows = call("compare_products", caller, product_ids=ids)

    assert [(row["name"], row["price"]["from"]) for row in rows] == [
        ("Linen lamp", {"amount": "40.00", "currency": "EUR"}),
        ("Wool rug", {"amount": "90.00", "currency": "EUR"}),
    ]
    (variant,) = call("list_variants", caller, product_id=ids[0])
    assert (variant["variant_id"], variant["price"]["amount"]) == (ids[0], "40.00")
    assert heard == ["compare_products", "list_variants"]


def test_a_voucher_is_refused_with_the_reason_redeemed_and_taken_back(visitor, goods, channel):
    make_voucher(channel, "WELCOME10")
    visitor.say("show me a linen lamp")
    visitor.say("put it in my cart")

    refused = visitor.say("redeem the voucher NOSUCHCODE")
    assert refused["text"].startswith("That is not possible: ")
    assert visitor.cart()["vouchers"] == []

    redeemed = visitor.say("redeem the voucher WELCOME10")
    assert redeemed["text"] == "The voucher counts in your cart:"
    assert redeemed["cart"]["total"] == visitor.cart()["totals"]["total"]
    assert [each["code"] for each in visitor.cart()["vouchers"]] == ["WELCOME10"]
    assert redeemed["buttons"] == [{"label": "Undo that", "action": None}]

    assert visitor.say("Undo that")["text"] == "The voucher is out of your cart:"
    assert visitor.cart()["vouchers"] == []
    assert Order.objects.count() == 0
