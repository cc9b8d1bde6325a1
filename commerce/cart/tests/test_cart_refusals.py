"""What a cart refuses. Each refusal is a problem with a stable code, and nothing has changed."""

from copy import copy
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.catalogue.models import Product
from commerce.oscar.voucher.models import Voucher
from infra.testing.shop import CHANNEL_HOST

from .carts import Storefront, state_of_carts
from .goods import make_parent, make_product, make_voucher, set_stock

pytestmark = pytest.mark.django_db
HOSTILE = [
    "' OR 1=1; DROP TABLE basket_basket; --",
    "{{ 7*7 }}{% debug %}",
    "${7*7}",
    "<script>alert(1)</script>",
    "x\r\nX-Injected: 1",
    "../../etc/passwd",
    "ÿ\u202e\u0007",
]


@pytest.fixture(scope="module")
def filled_of_module(rows_of_module, channel_of_module):
    """Somebody whose cart has two lamps in it."""
    with rows_of_module():
        filled = Storefront(APIClient(SERVER_NAME=CHANNEL_HOST))
        lamp = make_product(channel_of_module)
        filled.line_id = filled.add(lamp, 2).json()["lines"][0]["id"]
        filled.lamp_id = lamp.pk
        return filled


@pytest.fixture
def channel(channel_of_module):
    return channel_of_module


@pytest.fixture
def shop(api):
    return Storefront(api)


@pytest.fixture
def lamp(filled_of_module):
    return Product.objects.get(pk=filled_of_module.lamp_id)


@pytest.fixture
def filled(api, filled_of_module):
    filled = copy(filled_of_module)
    filled.api = api
    return filled


def assert_refused(answer, status, code, before):
    problem = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, problem["code"]) == (status, code), problem
    assert problem["detail"]
    assert state_of_carts() == before


@pytest.mark.parametrize(
    "quantity", [0, -1, 10**9, 1000, "1e3", "2", 2.0, 2.5, 1e3, True, None, [], {}, "", "½"]
)
@pytest.mark.parametrize("method", ["add", "change"])
def test_quantities_are_whole_numbers_from_1_to_999(filled, lamp, quantity, method):
    before = state_of_carts()

    ask = {
        "add": lambda: filled.add(lamp, quantity),
        "change": lambda: filled.set_quantity(filled.line_id, quantity),
    }
    answer = ask[method]()

    assert_refused(answer, 400, "validation_failed", before)
    assert answer.json()["errors"][0]["pointer"] == "/quantity"


def test_a_quantity_must_be_given(filled, lamp):
    before = state_of_carts()

    answer = filled.call("post", "cart/lines/", {"variant_id": lamp.public_id})

    assert_refused(answer, 400, "validation_failed", before)


def test_adding_up_beyond_the_limit_is_refused(shop, channel):
    many = make_product(channel, "MANY", stock=5000)
    shop.add(many, 900)
    before = state_of_carts()

    assert_refused(shop.add(many, 100), 422, "quantity_too_large", before)


def test_more_than_there_is_in_stock_is_refused(filled, lamp):
    before = state_of_carts()

    answer = filled.add(lamp, 9)

    assert_refused(answer, 409, "insufficient_stock", before)
    assert (answer.json()["available"], answer.json()["sku"]) == (10, "LAMP")


def test_allocated_stock_is_not_for_sale(shop, lamp):
    lamp.stockrecords.update(num_allocated=9)

    before = state_of_carts()

    assert_refused(shop.add(lamp, 2), 409, "insufficient_stock", before)
    assert shop.add(lamp, 1).status_code == 201


def test_a_parent_of_variants_is_not_for_sale(shop, channel):
    parent, children = make_parent(channel, "RED", "BLUE")
    before = state_of_carts()

    assert_refused(shop.add(parent), 422, "choose_a_variant", before)
    assert shop.add(children[0]).status_code == 201


def test_a_product_of_another_channel_does_not_exist_here(shop, lamp, other_channel):
    foreign = make_product(other_channel, "FOREIGN")
    before = state_of_carts()

    assert_refused(shop.add(foreign), 404, "product_not_found", before)


def test_an_unlisted_or_hidden_product_does_not_exist(shop, channel):
    hidden = make_product(channel, "HIDDEN", is_public=False)
    unlisted = make_product(channel, "UNLISTED")
    unlisted.listings.all().update(is_published=False)
    before = state_of_carts()

    for product in (hidden, unlisted):
        assert_refused(shop.add(product), 404, "product_not_found", before)


def test_a_product_without_a_price_is_not_for_sale(shop, channel):
    free_of_price = make_product(channel, "GIFT", prices={"USD": "3.00"})
    before = state_of_carts()

    assert_refused(shop.add(free_of_price), 409, "not_for_sale", before)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_finds_nothing_and_breaks_nothing(filled, text):
    before = state_of_carts()

    assert_refused(filled.add(text[:64]), 404, "product_not_found", before)
    assert_refused(filled.voucher(text), 404, "voucher_not_found", before)
    answer = filled.call("patch", "cart/", {"currency": text[:3]})
    assert_refused(answer, 400, "unknown_currency", before)


def test_nul_characters_are_refused(filled):
    before = state_of_carts()

    assert_refused(filled.voucher("A\x00B"), 400, "nul_character", before)


def test_an_unknown_line_is_not_found(filled):
    before = state_of_carts()

    assert_refused(filled.set_quantity("line_nothing", 1), 404, "line_not_found", before)
    answer = filled.call("delete", "cart/lines/line_nothing/")
    assert_refused(answer, 404, "line_not_found", before)


def test_a_line_of_somebody_elses_cart_is_not_found(api, filled, lamp):
    other = Storefront(api)
    other.add(lamp)
    before = state_of_carts()

    answer = other.set_quantity(filled.line_id, 5)

    assert_refused(answer, 404, "line_not_found", before)


def test_an_unknown_token_opens_nothing(filled, lamp):
    before = state_of_carts()
    filled.token = "guessed"

    for answer in (filled.call("get", "cart/"), filled.add(lamp)):
        assert_refused(answer, 404, "cart_not_found", before)


def test_a_token_opens_its_cart_in_its_own_channel_only(filled, other_channel):
    before = state_of_carts()

    answer = filled.call(
        "get", "cart/", **{"X-Channel": "other", "X-Channel-Key": "testing-channel-key"}
    )

    assert_refused(answer, 404, "cart_not_found", before)


def test_an_expired_cart_says_so_and_keeps_its_lines(filled, lamp):
    Basket.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    before = state_of_carts()

    for answer in (
        filled.call("get", "cart/"),
        filled.add(lamp),
        filled.set_quantity(filled.line_id, 1),
        filled.call("delete", f"cart/lines/{filled.line_id}/"),
        filled.call("post", "cart/clear/"),
        filled.voucher("WELCOME"),
    ):
        assert_refused(answer, 410, "cart_expired", before)
    assert Line.objects.get().quantity == 2


def test_a_cart_has_a_limited_number_of_lines(filled, channel, monkeypatch):
    monkeypatch.setattr("commerce.cart.services.baskets.MAX_LINES", 1)
    other = make_product(channel, "OTHER")
    before = state_of_carts()

    assert_refused(filled.add(other), 409, "too_many_lines", before)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start_datetime": timezone.now() + timedelta(hours=1)}, "not_started"),
        ({"end_datetime": timezone.now() - timedelta(hours=1)}, "expired"),
        ({"usage": Voucher.ONCE_PER_CUSTOMER}, "sign_in_required"),
        ({"condition": ("Value", "1000")}, "conditions_not_met"),
    ],
)
def test_a_voucher_that_gives_nothing_is_refused_with_its_reason(filled, channel, fields, reason):
    make_voucher(channel, "CODE", **fields)
    before = state_of_carts()

    answer = filled.voucher("CODE")

    assert_refused(answer, 409, "voucher_unavailable", before)
    assert answer.json()["reason"] == reason


def test_a_voucher_of_another_channel_does_not_exist_here(filled, other_channel):
    make_voucher(other_channel, "THEIRS")
    before = state_of_carts()

    assert_refused(filled.voucher("THEIRS"), 404, "voucher_not_found", before)


def test_a_voucher_that_is_not_in_the_cart_cannot_be_taken_out(filled, channel):
    make_voucher(channel, "CODE")
    before = state_of_carts()

    answer = filled.call("delete", "cart/vouchers/CODE/")

    assert_refused(answer, 404, "voucher_not_found", before)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?locale=xx", "unknown_locale"),
        ("?currency=XXX", "unknown_currency"),
        ("?page=1", "unknown_parameter"),
    ],
)
def test_unknown_locales_currencies_and_parameters_are_refused(filled, query, code):
    before = state_of_carts()

    assert_refused(filled.call("get", f"cart/{query}"), 400, code, before)


def test_an_unknown_channel_has_no_carts(filled):
    before = state_of_carts()

    answer = filled.call(
        "get", "cart/", **{"X-Channel": "nowhere", "X-Channel-Key": "testing-channel-key"}
    )

    assert_refused(answer, 404, "unknown_channel", before)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("{", "application/json", 400, "malformed_json"),
        ('{"quantity": NaN}', "application/json", 400, "malformed_json"),
        ("[]", "application/json", 400, "validation_failed"),
        ("quantity=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        ("x" * (2 * 1024 * 1024), "application/json", 413, "body_too_large"),
    ],
)
def test_bodies_that_are_not_what_they_should_be_are_refused(
    filled, body, content_type, status, code
):
    before = state_of_carts()

    answer = filled.api.post(
        "/api/v1/cart/lines/",
        body,
        content_type=content_type,
        headers={"X-Cart-Token": filled.token},
    )

    assert_refused(answer, status, code, before)


def test_other_methods_are_refused(filled):
    before = state_of_carts()

    assert_refused(filled.call("put", "cart/", {}), 405, "method_not_allowed", before)


def test_trying_voucher_codes_is_slowed_down(filled):
    answers = [filled.voucher(f"GUESS{number}").status_code for number in range(31)]

    assert answers == [404] * 30 + [429]


def test_a_line_that_ran_out_is_refused_when_it_is_changed(filled, lamp):
    set_stock(lamp, 1)
    before = state_of_carts()

    answer = filled.set_quantity(filled.line_id, 5)

    assert_refused(answer, 409, "insufficient_stock", before)


@override_settings(CHANNEL_HEADER_KEY="")
def test_the_channel_header_needs_its_key(filled):
    before = state_of_carts()

    answer = filled.call("get", "cart/", **{"X-Channel": "reed-and-rook"})

    assert_refused(answer, 400, "untrusted_channel_header", before)
