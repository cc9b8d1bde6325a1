"""Orders leave the house in parcels."""

import pytest
from django.db import IntegrityError, transaction

from commerce.cart.tests.goods import make_product
from commerce.core.errors import NotFoundError
from commerce.core.models import OutboxEvent
from commerce.core.services.outbox import relay
from commerce.ordering.errors import (
    FulfilmentNotFoundError,
    FulfilmentStepRefusedError,
    NothingChosenError,
    NothingToCancelError,
    OrderClosedError,
    OrderHasLeftError,
    PaymentAwaitedError,
    StockShortageError,
    TooManyPiecesError,
)
from commerce.ordering.models import Fulfilment, FulfilmentLine
from commerce.ordering.services.fulfilments import (
    cancel_fulfilment,
    create_fulfilments,
    deliver_fulfilment,
    ship_fulfilment,
)
from commerce.ordering.services.orders import cancel_order, cancel_rest, change_order_status
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import Partner, StockRecord
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import capture_order

from .checkouts import Customer, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("customer_of_module")]


@pytest.fixture(scope="module")
def customer_of_module(rows_of_module, channel_of_module, api_of_module):
    with rows_of_module():
        return reviewed(channel_of_module, api_of_module, LAMP=3, VASE=2)


@pytest.fixture
def customer(api, customer_of_module):
    return Customer(api, token=customer_of_module.token)


@pytest.fixture
def order(customer):
    return customer.order()


def line(order, sku="LAMP"):
    return order.lines.get(partner_sku=sku)


def pack(order, **pieces):
    quantities = {line(order, sku).pk: number for sku, number in pieces.items()}
    return create_fulfilments(order_id=order.pk, quantities=quantities)[0]


def ship(order, **pieces):
    parcel = pack(order, **pieces)
    ship_fulfilment(fulfilment_id=parcel.pk, carrier="Post", tracking_number="RR1")
    return parcel


def stock(sku="LAMP"):
    return StockRecord.objects.values_list("num_in_stock", "num_allocated").get(partner_sku=sku)


def standing(order):
    order.refresh_from_db()
    return order.state, order.status, {row.partner_sku: row.status for row in order.lines.all()}


def topics():
    events = OutboxEvent.objects.filter(topic__startswith="ordering.").order_by("pk")
    return [topic.removeprefix("ordering.") for topic in events.values_list("topic", flat=True)]


def everything():
    """What a refusal must leave as it is."""
    tables = (Order, Line, StockRecord, Fulfilment, FulfilmentLine)
    return [list(table.objects.order_by("pk").values()) for table in tables], topics()


def test_an_order_is_sent_in_two_parcels(order):
    first = ship(order, LAMP=2)
    assert standing(order) == ("open", "packed", {"LAMP": "packed", "VASE": "placed"})
    assert stock() == (8, 1)
    assert stock("VASE") == (10, 2)

    second = ship(order, LAMP=1, VASE=2)
    assert standing(order) == ("open", "shipped", {"LAMP": "shipped", "VASE": "shipped"})
    assert (stock(), stock("VASE")) == ((7, 0), (8, 0))

    deliver_fulfilment(fulfilment_id=first.pk)
    deliver_fulfilment(fulfilment_id=second.pk)
    assert standing(order)[:2] == ("open", "delivered")
    capture_order(order_id=order.pk)
    relay()
    assert standing(order)[:2] == ("completed", "delivered")
    moves = ["fulfilment_created", "fulfilment_shipped"]
    delivered = ["fulfilment_delivered", "fulfilment_delivered"]
    assert topics() == [*moves, *moves, *delivered, "order_completed", "order_paid"]
    changes = order.status_changes.order_by("pk").values_list("new_status", flat=True)
    assert list(changes) == ["packed", "shipped", "delivered"]


def test_a_paid_order_is_completed_when_it_arrives(order):
    capture_order(order_id=order.pk)
    parcel = ship(order, LAMP=3, VASE=2)

    deliver_fulfilment(fulfilment_id=parcel.pk)

    assert standing(order)[0] == "completed"
    assert topics()[-1] == "order_completed"


@pytest.mark.parametrize(
    ("pieces", "error"),
    [
        ({"LAMP": 4}, TooManyPiecesError),
        ({"VASE": 2, "LAMP": 99}, TooManyPiecesError),
        ({"LAMP": 0}, NothingChosenError),
        ({"LAMP": -1}, NothingChosenError),
        ({}, NothingChosenError),
    ],
)
def test_no_more_is_packed_than_was_ordered(order, pieces, error):
    before = everything()

    with pytest.raises(error):
        pack(order, **pieces)

    assert everything() == before


def test_what_is_in_one_parcel_is_not_packed_into_another(order):
    pack(order, LAMP=2)
    before = everything()

    with pytest.raises(TooManyPiecesError) as refused:
        pack(order, LAMP=2)

    assert everything() == before
    assert refused.value.detail == "Product LAMP: only 1 left to pack."


def test_lines_of_another_order_are_not_packed(order, customer, channel):
    customer.add(make_product(channel, "CUP"), 1)
    customer.review()
    customer.place()
    foreign = Line.objects.get(partner_sku="CUP")

    with pytest.raises(NotFoundError):
        create_fulfilments(order_id=order.pk, quantities={foreign.pk: 1})

    assert not Fulfilment.objects.exists()


def test_what_is_to_be_paid_before_is_not_packed(customer):
    customer.place(payment_method="bank-transfer")
    order = Order.objects.get()
    before = everything()

    with pytest.raises(PaymentAwaitedError):
        pack(order, LAMP=1)

    assert everything() == before
    change_order_status(order_id=order.pk, status="paid")
    pack(order, LAMP=1)
    assert standing(order)[1] == "paid"


def test_goods_that_are_not_there_are_not_shipped(order):
    parcel = pack(order, LAMP=2, VASE=1)
    StockRecord.objects.filter(partner_sku="VASE").update(num_in_stock=0)
    before = everything()

    with pytest.raises(StockShortageError):
        ship_fulfilment(fulfilment_id=parcel.pk, tracking_number="RR1")

    assert everything() == before


@pytest.mark.parametrize(
    ("done", "refused"),
    [
        ([], deliver_fulfilment),
        ([ship_fulfilment], ship_fulfilment),
        ([ship_fulfilment], cancel_fulfilment),
        ([ship_fulfilment, deliver_fulfilment], ship_fulfilment),
        ([ship_fulfilment, deliver_fulfilment], deliver_fulfilment),
        ([cancel_fulfilment], ship_fulfilment),
        ([cancel_fulfilment], cancel_fulfilment),
    ],
)
def test_a_parcel_takes_its_steps_in_order(order, done, refused):
    parcel = pack(order, LAMP=1)
    for step in done:
        step(fulfilment_id=parcel.pk)
    before = everything()

    with pytest.raises(FulfilmentStepRefusedError):
        refused(fulfilment_id=parcel.pk)

    assert everything() == before


def test_a_parcel_that_is_not_there_cannot_be_moved(order):
    with pytest.raises(FulfilmentNotFoundError):
        ship_fulfilment(fulfilment_id=0)


def test_what_is_unpacked_can_be_packed_again(order):
    parcel = pack(order, LAMP=3, VASE=2)
    assert standing(order)[1] == "packed"

    cancel_fulfilment(fulfilment_id=parcel.pk)

    assert standing(order) == ("open", "placed", {"LAMP": "placed", "VASE": "placed"})
    assert topics()[-1] == "fulfilment_cancelled"
    assert stock() == (10, 3)
    ship(order, LAMP=3, VASE=2)
    assert standing(order)[1] == "shipped"


def test_each_seller_packs_a_parcel_of_their_own(order, tenant):
    other = Partner.objects.create(tenant=tenant, name="Other house")
    order.lines.filter(partner_sku="VASE").update(partner=other)

    parcels = create_fulfilments(
        order_id=order.pk, quantities={line(order).pk: 3, line(order, "VASE").pk: 2}
    )

    assert [parcel.partner_id for parcel in parcels] == [line(order).partner_id, other.pk]
    assert topics() == ["fulfilment_created"] * 2


def test_cancelling_the_rest_gives_back_what_has_not_left(order):
    shipped = ship(order, LAMP=1)
    packed = pack(order, LAMP=1)

    cancel_rest(order_id=order.pk)

    assert (stock(), stock("VASE")) == ((9, 0), (10, 0))
    assert standing(order) == ("open", "shipped", {"LAMP": "shipped", "VASE": "cancelled"})
    assert list(order.lines.order_by("pk").values_list("num_packed", "num_cancelled")) == [
        (1, 2),
        (0, 2),
    ]
    packed.refresh_from_db()
    assert packed.state == "cancelled"
    (told,) = OutboxEvent.objects.filter(topic="ordering.order_cancelled")
    assert told.payload["is_whole"] is False
    with pytest.raises(TooManyPiecesError):
        pack(order, LAMP=1)
    deliver_fulfilment(fulfilment_id=shipped.pk)
    assert standing(order)[:2] == ("open", "delivered")


def test_what_has_left_cannot_be_cancelled(order):
    ship(order, LAMP=1)
    before = everything()

    with pytest.raises(OrderHasLeftError):
        cancel_order(order_id=order.pk)

    assert everything() == before
    assert payment_state(order.pk) == "authorised"


@pytest.mark.parametrize("pieces", [{}, {"LAMP": 3, "VASE": 2}])
def test_there_is_no_rest_of_what_is_all_here_or_all_gone(order, pieces):
    if pieces:
        ship(order, **pieces)
    before = everything()

    with pytest.raises(NothingToCancelError):
        cancel_rest(order_id=order.pk)

    assert everything() == before


def test_a_packed_order_is_cancelled_as_a_whole(order):
    pack(order, LAMP=3)

    cancel_order(order_id=order.pk)

    assert standing(order) == (
        "cancelled",
        "cancelled",
        dict.fromkeys(("LAMP", "VASE"), "cancelled"),
    )
    assert (stock(), stock("VASE")) == ((10, 0), (10, 0))
    assert Fulfilment.objects.get().state == "cancelled"
    assert payment_state(order.pk) == "cancelled"
    assert topics()[-2:] == ["fulfilment_cancelled", "order_cancelled"]


@pytest.mark.parametrize("act", [cancel_order, cancel_rest])
def test_a_closed_order_stays_as_it_is(order, act):
    cancel_order(order_id=order.pk)
    before = everything()

    with pytest.raises(OrderClosedError):
        act(order_id=order.pk)
    with pytest.raises(OrderClosedError):
        pack(order, LAMP=1)

    assert everything() == before


@pytest.mark.parametrize(
    "wrong",
    [
        lambda order: order.lines.update(num_packed=4),
        lambda order: order.lines.update(num_packed=2, num_cancelled=2),
        lambda order: FulfilmentLine.objects.update(quantity=0),
        lambda order: Fulfilment.objects.update(state="shipped"),
        lambda order: Fulfilment.objects.update(tracking_url="javascript:alert(1)"),
        lambda order: Order.objects.update(state="lost"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(order, wrong):
    pack(order, LAMP=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(order)
