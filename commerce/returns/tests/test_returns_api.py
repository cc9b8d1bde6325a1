"""Goods come back: asked for, approved, received, inspected, and the money goes back."""

import base64
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone
from PIL import Image

from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_offer, make_product, make_rates
from commerce.catalogue.tests.factories import make_category
from commerce.core.money import Money
from commerce.ordering.models import Fulfilment
from commerce.ordering.services.fulfilments import (
    create_fulfilments,
    deliver_fulfilment,
    ship_fulfilment,
)
from commerce.ordering.tests.checkouts import EMAIL, Customer
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.services.sessions import capture_order
from commerce.returns.enums import ReturnState
from commerce.returns.errors import RefundTooHighError, ReturnStepRefusedError
from commerce.returns.models import ReturnPhoto, ReturnRequest, ReturnRules
from commerce.returns.selectors.amounts import refund_of
from commerce.returns.selectors.returns import get_return
from commerce.returns.services.deciding import approve_return, decline_return
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.settling import exchange_return, refund_return

pytestmark = pytest.mark.usefixtures("channel_of_module")


class Sender(Customer):
    """A customer who sends things back."""

    token_of_order = ""

    def about(self, number, rest="", method="get", body=None, **headers):
        path = f"orders/{number}/{rest}?token={self.token_of_order}"
        return self.call(method, path, body, **headers)

    def ask(self, order, pieces=1, key=None, **body):
        line = order.lines.first()
        asked = {
            "lines": [{"line_id": line.public_id, "quantity": pieces}],
            "reason": "wrong_size",
            "wish": "refund",
            **body,
        }
        headers = {"Idempotency-Key": key or uuid4().hex}
        return self.about(order.number, "returns/", "post", asked, **headers)

    def withdraw(self, order):
        headers = {"Idempotency-Key": uuid4().hex}
        return self.about(order.number, "withdrawal/", "post", None, **headers)


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Sender(api)


@pytest.fixture
def placed(customer, channel):
    """Two lamps, ordered and paid."""
    customer.add(make_product(channel, stock=5), 2)
    customer.review()
    customer.token_of_order = customer.place().json()["access_token"]
    order = Order.objects.get()
    capture_order(order_id=order.pk)
    return order


def send(order, pieces=2):
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: pieces})
    ship_fulfilment(fulfilment_id=parcel.pk)
    deliver_fulfilment(fulfilment_id=parcel.pk)
    return parcel


@pytest.fixture
def order(placed):
    send(placed)
    return placed


def picture(size=(60, 40), kind="PNG"):
    drawn = BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind)
    return base64.b64encode(drawn.getvalue()).decode()


def moved():
    """What of money and stock has moved."""
    record = StockRecord.objects.get()
    return (
        sorted(LedgerEntry.objects.values_list("kind", "amount")),
        (record.num_in_stock, record.num_allocated),
        ReturnRequest.objects.count(),
    )


def bring_back(request, pieces, restocked):
    """Approved, received and inspected."""
    row = request.lines.get()
    approve_return(return_id=request.pk)
    receive_return(return_id=request.pk, pieces={row.pk: pieces})
    inspect_return(return_id=request.pk, results={row.pk: (restocked, pieces - restocked)})


def test_one_of_two_comes_back_with_a_picture(customer, order, deliver):
    before = StockRecord.objects.get().num_in_stock

    answer = customer.ask(order, photo=picture(), comment="Too wide")
    request = ReturnRequest.objects.get()
    bring_back(request, 1, restocked=1)
    refund_return(return_id=request.pk)
    deliver()

    assert (answer.status_code, answer.json()["state"]) == (201, "requested")
    assert answer.json()["has_photo"]
    assert answer.json()["number"] == f"{order.number}-1"
    line = order.lines.get()
    request.refresh_from_db()
    assert (request.state, request.refunded) == ("refunded", line.line_price_incl_tax / 2)
    assert PaymentSession.objects.get().refunded == request.refunded
    assert StockRecord.objects.get().num_in_stock == before + 1
    shown = customer.about(order.number, "returns/").json()
    (told,) = shown["returns"]
    assert [step["state"] for step in told["history"]] == [
        *("requested", "approved", "received", "inspected", "refunded"),
    ]
    assert shown["lines"][0]["left"] == 1
    subjects = [letter.subject for letter in mail.outbox]
    arrived = f"Your return {order.number}-1 has arrived"
    for words in ("We have your return", "Please send it back", arrived, "is done"):
        assert sum(words in subject for subject in subjects) == 1, subjects


def test_what_is_kept_of_a_picture_is_drawn_anew(customer, order):
    drawn = BytesIO()
    image = Image.new("RGB", (3000, 2000), "teal")
    exif = image.getexif()
    exif[0x010E] = "at home"
    image.save(drawn, "JPEG", exif=exif)

    customer.ask(order, photo=base64.b64encode(drawn.getvalue()).decode())

    kept = bytes(ReturnPhoto.objects.get().jpeg)
    assert b"at home" not in kept
    assert Image.open(BytesIO(kept)).size == (1600, 1067)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"photo": "no base64"}, 422, "photo_invalid"),
        ({"photo": base64.b64encode(b"<svg/>").decode()}, 422, "photo_invalid"),
        ({"photo": picture((9000, 5000), "WEBP")}, 422, "photo_too_large"),
        ({"wish": "credit"}, 409, "account_needed"),
        ({"reason": "because"}, 400, "validation_failed"),
        ({"lines": []}, 400, "validation_failed"),
        ({"lines": [{"line_id": "oline_X", "quantity": 1}]}, 409, "return_never_sent"),
        ({"pieces": 3}, 409, "return_never_sent"),
    ],
)
def test_what_cannot_come_back_moves_nothing(customer, order, body, status, code):
    before = moved()

    answer = customer.ask(order, **body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert moved() == before


def test_what_was_never_sent_or_asked_for_twice_is_refused(customer, placed):
    assert customer.ask(placed).json()["code"] == "return_never_sent"
    send(placed, pieces=1)

    first, second = customer.ask(placed), customer.ask(placed)

    assert first.status_code == 201
    assert (second.status_code, second.json()["code"]) == (409, "return_never_sent")
    assert ReturnRequest.objects.count() == 1


def test_after_the_window_and_for_excluded_goods_there_is_no_return(customer, order, channel):
    rules = ReturnRules.objects.create(channel=channel, excluded_skus="OTHER")
    Fulfilment.objects.update(delivered_at=timezone.now() - timedelta(days=31))
    late = customer.ask(order)
    Fulfilment.objects.update(delivered_at=timezone.now() - timedelta(days=29))
    rules.excluded_skus = order.lines.get().partner_sku
    rules.save()
    excluded = customer.ask(order)
    shown = customer.about(order.number, "returns/").json()

    assert (late.status_code, late.json()["code"]) == (409, "return_window_over")
    assert (excluded.status_code, excluded.json()["code"]) == (409, "return_excluded")
    assert shown["lines"][0]["refusal"]["code"] == "return_excluded"
    assert not ReturnRequest.objects.exists()


def test_nobody_else_sees_or_makes_returns(customer, order):
    right = customer.token_of_order
    customer.ask(order)
    customer.token_of_order = "x:y:z"

    answers = [
        customer.about(order.number, "returns/"),
        customer.ask(order),
        customer.withdraw(order),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert {answer.json()["code"] for answer in answers} == {"order_not_found"}
    customer.token_of_order = right
    other = customer.about(order.number, "returns/ret_X/sent/", "post", {})
    assert (other.status_code, other.json()["code"]) == (404, "return_not_found")


def test_a_customer_says_it_is_sent_or_keeps_it(customer, order):
    made = customer.ask(order).json()
    early = customer.about(order.number, f"returns/{made['id']}/sent/", "post", {})
    approve_return(return_id=ReturnRequest.objects.get().pk)
    body = {"carrier": "Post", "tracking_number": "RR1"}
    sent = customer.about(order.number, f"returns/{made['id']}/sent/", "post", body)
    kept = customer.about(order.number, f"returns/{made['id']}/cancel/", "post")
    second = customer.ask(order).json()
    taken = customer.about(order.number, f"returns/{second['id']}/cancel/", "post")

    assert (early.status_code, early.json()["code"]) == (409, "return_step_refused")
    assert (sent.json()["state"], sent.json()["tracking_number"]) == ("sent", "RR1")
    assert kept.json()["code"] == "return_step_refused"
    assert taken.json()["state"] == "cancelled"
    assert customer.about(order.number, "returns/").json()["lines"][0]["left"] == 1


def test_a_return_is_settled_once(customer, order):
    customer.ask(order)
    request = ReturnRequest.objects.get()
    bring_back(request, 1, restocked=0)
    refund_return(return_id=request.pk)
    before = moved()

    with pytest.raises(ReturnStepRefusedError):
        refund_return(return_id=request.pk)
    with pytest.raises(ReturnStepRefusedError):
        decline_return(return_id=request.pk, reason="no")

    assert moved() == before
    assert StockRecord.objects.get().num_in_stock == 3  # scrapped


def test_no_more_is_given_back_than_was_paid(customer, order):
    customer.ask(order, pieces=2)
    request = ReturnRequest.objects.get()
    bring_back(request, 2, restocked=2)
    most = refund_of(get_return(request.pk)).most

    with pytest.raises(RefundTooHighError):
        refund_return(return_id=request.pk, amount=most + Money(Decimal("0.01"), "EUR"))
    refund_return(return_id=request.pk)

    # All of it came back, so the delivery does, too.
    assert most == Money(Decimal(order.total_incl_tax), "EUR").rounded()
    assert PaymentSession.objects.get().refunded == most.amount


def test_the_label_is_taken_off_where_the_customer_pays_for_the_way_back(customer, order, channel):
    ReturnRules.objects.create(
        channel=channel, label_cost=Decimal("4.90"), is_approved_at_once=True
    )
    mine = customer.ask(order).json()
    yours = customer.ask(order, reason="faulty").json()

    assert (mine["state"], mine["label_cost"]["amount"]) == ("approved", "4.90")
    assert (yours["state"], yours["label_cost"]["amount"]) == ("approved", "0.00")


def test_store_credit_for_one_of_two(api, customer, placed, channel):
    placed.user = make_user("ada@example.org")
    placed.save()
    send(placed)
    customer.ask(placed, wish="credit")
    request = ReturnRequest.objects.get()
    bring_back(request, 1, restocked=1)

    refund_return(return_id=request.pk, as_credit=True)

    request.refresh_from_db()
    kinds = LedgerEntry.objects.values_list("kind", "amount")
    assert ("credited", request.refunded) in kinds
    assert request.is_credit


def test_an_exchange_names_another_order_of_the_same_customer(customer, order, channel):
    customer.ask(order, wish="exchange")
    request = ReturnRequest.objects.get()
    bring_back(request, 1, restocked=1)
    customer.add(make_product(channel, "OTHER", stock=3))
    customer.review()
    other = customer.place().json()["number"]
    before = LedgerEntry.objects.count()

    exchange_return(return_id=request.pk, replacement=other)

    request.refresh_from_db()
    assert (request.state, request.replacement.number) == (ReturnState.EXCHANGED, other)
    assert LedgerEntry.objects.count() == before


def test_withdrawing_before_anything_left_cancels_with_a_receipt(customer, placed, deliver):
    query = f"orders/{placed.number}/withdrawal/?email={EMAIL}"
    answers = [
        customer.call("post", query, None, **{"Idempotency-Key": uuid4().hex}) for _ in range(2)
    ]
    deliver()

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["outcome"] == "cancelled"
    placed.refresh_from_db()
    assert placed.status == "cancelled"
    session = PaymentSession.objects.get()
    assert session.refunded == session.captured
    receipts = [letter for letter in mail.outbox if letter.subject.startswith("Receipt")]
    assert [placed.number in receipt.body for receipt in receipts] == [True]


def test_withdrawing_after_a_part_left_opens_a_return_and_gives_the_rest_back(customer, placed):
    send(placed, pieces=1)

    answer = customer.withdraw(placed)

    assert answer.json()["outcome"] == "return"
    request = ReturnRequest.objects.get()
    assert (request.state, request.is_withdrawal) == ("approved", True)
    line = placed.lines.get()
    assert (line.num_cancelled, request.lines.get().quantity) == (1, 1)
    half = line.line_price_incl_tax / 2
    assert PaymentSession.objects.get().refunded == half
    bring_back_sent = request.lines.get()
    receive_return(return_id=request.pk, pieces={bring_back_sent.pk: 1})
    inspect_return(return_id=request.pk, results={bring_back_sent.pk: (1, 0)})
    refund_return(return_id=request.pk)
    session = PaymentSession.objects.get()
    assert session.refunded == session.captured


def test_withdrawing_from_what_is_packed_and_has_not_left_cancels_it(customer, placed):
    create_fulfilments(order_id=placed.pk, quantities={placed.lines.get().pk: 2})

    answer = customer.withdraw(placed)

    assert (answer.status_code, answer.json()["outcome"]) == (201, "cancelled")
    session = PaymentSession.objects.get()
    assert session.refunded == session.captured
    assert StockRecord.objects.get().num_allocated == 0


def test_what_lies_in_an_excluded_category_is_not_returned(customer, order, channel):
    product = order.lines.get().product
    above = make_category(channel.tenant, "Underwear")
    (product.parent or product).categories.add(above)
    rules = ReturnRules.objects.create(channel=channel)
    rules.excluded_categories.add(above)

    assert customer.ask(order).json()["code"] == "return_excluded"


def test_withdrawing_too_late_is_refused(customer, order):
    Fulfilment.objects.update(delivered_at=timezone.now() - timedelta(days=15))
    before = moved()

    answer = customer.withdraw(order)

    assert (answer.status_code, answer.json()["code"]) == (409, "withdrawal_over")
    assert moved() == before


def test_an_offer_lowers_what_comes_back(customer, channel):
    make_offer(channel, "A third off")
    customer.add(make_product(channel, stock=5), 3)
    customer.review()
    customer.token_of_order = customer.place().json()["access_token"]
    order = Order.objects.get()
    capture_order(order_id=order.pk)
    send(order, pieces=3)
    line = order.lines.get()

    for _ in range(3):
        customer.ask(order)
        request = ReturnRequest.objects.order_by("pk").last()
        bring_back(request, 1, restocked=1)
        refund_return(return_id=request.pk)

    given = sum(ReturnRequest.objects.values_list("refunded", flat=True))
    assert line.line_price_incl_tax < line.line_price_before_discounts_incl_tax
    assert given == Decimal(order.total_incl_tax).quantize(Decimal("0.01"))


def test_a_wrong_token_beside_an_address_does_not_make_guessing_free(customer, placed, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {
            **settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"],
            "order_lookup": "2/min",
        },
    }
    guess = f"orders/{placed.number}/returns/?email=other@example.com&token=none"

    answers = [customer.call("get", guess).status_code for _ in range(3)]

    assert answers == [404, 404, 429]
    assert customer.about(placed.number, "returns/").status_code == 200
