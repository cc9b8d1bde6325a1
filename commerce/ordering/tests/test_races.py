"""Nothing is sold twice, used twice or ordered twice, whoever comes at the same moment."""

from collections import Counter
from decimal import Decimal

import pytest

from commerce.cart.tests.carts import Storefront
from commerce.cart.tests.goods import make_offer, make_product, make_rates, make_voucher
from commerce.core.errors import DomainError
from commerce.ordering.editing.plan import plan_edit
from commerce.ordering.editing.wishes import EditWish, NewPrice
from commerce.ordering.models import FulfilmentLine, OrderEdit
from commerce.ordering.selectors.orders import get_order
from commerce.ordering.services.cancellations import cancel_unpacked_order
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.editing.edits import edit_order
from commerce.ordering.services.fulfilments import create_fulfilments, ship_fulfilment
from commerce.ordering.services.orders import cancel_rest, change_order_status
from commerce.oscar.basket.models import Basket
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.order.models import Line, Order, OrderDiscount
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.voucher.models import Voucher, VoucherApplication

from .checkouts import Customer
from .races import race

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def ready_customers(api, number, fill):
    """So many customers who have filled their cart and reviewed it."""
    customers = []
    for index in range(number):
        customer = Customer(api)
        fill(customer, index)
        customer.seen = customer.review()["fingerprint"]
        customers.append(customer)
    return customers


def outcome(answer):
    return answer.status_code, answer.json().get("code")


def test_twenty_buyers_of_the_last_five_pieces_make_five_orders(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=5)
    customers = ready_customers(api, 20, lambda customer, _: customer.add(lamp))

    outcomes = race(20, lambda index: outcome(customers[index].place(customers[index].seen)))

    assert Counter(outcomes) == {(201, None): 5, (409, "insufficient_stock"): 15}
    assert Order.objects.count() == 5
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (5, 5)


def test_carts_with_the_same_products_in_opposite_order_do_not_block_each_other(api, channel):
    make_rates(channel)
    products = [make_product(channel, sku, stock=100) for sku in "ABCDE"]

    def fill(customer, index):
        for product in products if index % 2 else reversed(products):
            customer.add(product)

    customers = ready_customers(api, 12, fill)

    outcomes = race(12, lambda index: outcome(customers[index].place(customers[index].seen)))

    assert Counter(outcomes) == {(201, None): 12}
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) == {12}
    assert Line.objects.count() == 60


def test_one_key_from_eight_processes_is_one_order(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=100)
    (customer,) = ready_customers(api, 1, lambda customer, _: customer.add(lamp))

    answers = race(8, lambda _: outcome(customer.place(customer.seen, key="same")))

    assert set(answers) <= {(201, None), (409, "idempotency_in_flight")}
    assert (201, None) in answers
    assert Order.objects.count() == 1
    assert StockRecord.objects.get().num_allocated == 1


def test_eight_keys_for_one_cart_are_one_order(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=100)
    (customer,) = ready_customers(api, 1, lambda customer, _: customer.add(lamp))

    answers = race(8, lambda index: outcome(customer.place(customer.seen, key=f"key-{index}")))

    assert Counter(answers) == {(201, None): 1, (409, "cart_empty"): 7}
    assert Order.objects.count() == 1


def test_a_single_use_voucher_is_used_once(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=100)
    make_voucher(channel, "ONCE", usage=Voucher.SINGLE_USE)

    def fill(customer, index):
        customer.add(lamp)
        assert customer.voucher("ONCE").status_code == 200

    customers = ready_customers(api, 8, fill)

    answers = race(8, lambda index: outcome(customers[index].place(customers[index].seen)))

    assert Counter(answers) == {(201, None): 1, (409, "voucher_unavailable"): 7}
    assert VoucherApplication.objects.count() == 1
    assert Voucher.objects.get().num_orders == 1


def test_an_offer_with_a_limit_is_not_given_more_often(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=100)
    offer = make_offer(channel, max_global_applications=2, max_basket_applications=1)
    customers = ready_customers(api, 6, lambda customer, _: customer.add(lamp))

    answers = race(6, lambda index: outcome(customers[index].place(customers[index].seen)))

    assert Counter(answers)[201, None] == 2
    offer.refresh_from_db()
    assert (offer.num_applications, offer.status) == (2, offer.CONSUMED)


def test_placing_and_cancelling_with_the_same_offers_do_not_block_each_other(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=100)
    for number in range(3):
        make_offer(channel, f"Offer {number}", exclusive=False, max_discount=Decimal(900))
        make_voucher(channel, f"CODE{number}")

    def fill(customer, index):
        customer.add(lamp)
        for number in range(3) if index % 2 else reversed(range(3)):
            customer.voucher(f"CODE{number}")

    customers = ready_customers(api, 8, fill)
    placed = [customer.place(customer.seen).json()["number"] for customer in customers[:4]]
    orders = {order.number: order.pk for order in Order.objects.all()}
    for customer in customers[4:]:
        customer.seen = customer.checkout()["fingerprint"]

    def act(index):
        if index < 4:
            return change_order_status(order_id=orders[placed[index]], status="cancelled")
        return outcome(customers[index].place(customers[index].seen))

    answers = race(8, act)

    assert Counter(answers) == {None: 4, (201, None): 4}
    assert set(ConditionalOffer.objects.values_list("num_orders", flat=True)) == {4}
    assert set(Voucher.objects.values_list("num_orders", flat=True)) == {4}


def test_a_budget_is_not_given_away_twice(api, channel):
    make_rates(channel)
    lamp = make_product(channel, stock=100)
    offer = make_offer(channel, benefit=("Absolute", "15"), max_discount=Decimal(20))
    customers = ready_customers(api, 6, lambda customer, _: customer.add(lamp))

    answers = race(6, lambda index: outcome(customers[index].place(customers[index].seen)))

    assert Counter(answers) == {(201, None): 1, (409, "checkout_changed"): 5}
    offer.refresh_from_db()
    assert offer.total_discount == Decimal("15.00")
    given = OrderDiscount.objects.values_list("amount", flat=True)
    assert list(given) == [Decimal("15.00")]


def test_lines_added_at_the_same_moment_are_all_kept(api, channel):
    products = [make_product(channel, f"P{number}") for number in range(8)]
    first = Storefront(api)
    first.add(products[0])

    def add(index):
        return outcome(Storefront(api, token=first.token).add(products[index % 4]))

    answers = race(8, add)

    assert Counter(answers) == {(201, None): 8}
    quantities = {line["sku"]: line["quantity"] for line in first.cart()["lines"]}
    assert quantities == {"P0": 3, "P1": 2, "P2": 2, "P3": 2}
    assert Basket.objects.get().version == 9


def order_of(api, channel, quantity):
    """An order of so many of ten lamps."""
    make_rates(channel)
    lamp = make_product(channel, stock=10)
    (customer,) = ready_customers(api, 1, lambda customer, _: customer.add(lamp, quantity))
    customer.place(customer.seen)
    return Order.objects.get()


def code_of(act, **arguments):
    """How it ended: None, or the code of the refusal."""
    try:
        act(**arguments)
    except DomainError as refused:
        return refused.code
    return None


def test_no_piece_is_packed_twice(api, channel):
    order = order_of(api, channel, 5)
    line = order.lines.get()

    answers = race(
        8, lambda _: code_of(create_fulfilments, order_id=order.pk, quantities={line.pk: 2})
    )

    assert Counter(answers) == {None: 2, "too_many_pieces": 6}
    line.refresh_from_db()
    assert line.num_packed == 4
    assert list(FulfilmentLine.objects.values_list("quantity", flat=True)) == [2, 2]


def test_a_parcel_is_shipped_once(api, channel):
    order = order_of(api, channel, 5)
    quantities = {order.lines.get().pk: 2}
    (parcel,) = create_fulfilments(order_id=order.pk, quantities=quantities)

    answers = race(6, lambda _: code_of(ship_fulfilment, fulfilment_id=parcel.pk))

    assert Counter(answers) == {None: 1, "fulfilment_step_refused": 5}
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (8, 3)


def test_what_is_being_shipped_is_not_cancelled_as_well(api, channel):
    order = order_of(api, channel, 6)
    line = order.lines.get()
    parcels = [
        create_fulfilments(order_id=order.pk, quantities={line.pk: number})[0]
        for number in (1, 2, 3)
    ]
    ship_fulfilment(fulfilment_id=parcels[0].pk)

    def act(index):
        if index == 0:
            return code_of(cancel_rest, order_id=order.pk)
        return code_of(ship_fulfilment, fulfilment_id=parcels[index].pk)

    answers = race(3, act)

    assert set(answers) <= {None, "fulfilment_step_refused", "nothing_to_cancel"}
    line.refresh_from_db()
    record = StockRecord.objects.get()
    assert record.num_in_stock == 10 - line.num_packed
    assert line.num_packed + line.num_cancelled == 6
    assert (record.num_allocated, line.num_allocated) == (0, 0)


def test_of_a_customer_who_cancels_and_staff_who_pack_one_wins(api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel, stock=9), 3)
    customer.place(customer.review()["fingerprint"])
    order = Order.objects.get()
    line = order.lines.get()

    def act(index):
        try:
            if index % 2:
                return f"cancelled {cancel_unpacked_order(order_id=order.pk)}"
            create_fulfilments(order_id=order.pk, quantities={line.pk: 1})
        except DomainError as refused:
            return refused.code
        return "packed"

    answers = Counter(race(6, act))

    order.refresh_from_db()
    line.refresh_from_db()
    allocated = StockRecord.objects.get().num_allocated
    if order.status == "cancelled":
        assert answers == {"cancelled True": 1, "cancelled False": 2, "order_closed": 3}
        assert (line.num_packed, line.num_cancelled, allocated) == (0, 3, 0)
    else:
        assert answers == {"packed": 3, "order_packed": 3}
        assert (line.num_packed, line.num_cancelled, allocated) == (3, 0, 3)


def test_of_two_who_edit_one_order_one_wins_and_the_other_has_changed_nothing(api, channel):
    """Both have looked at the order as it was, and mean it at the same moment."""
    order = order_of(api, channel, 2)
    line = order.lines.get()
    wishes = [
        EditWish(quantities={line.pk: 3}, note="The first"),
        EditWish(prices={line.pk: NewPrice(Decimal(15), "A scratch")}, note="The second"),
    ]
    seen = [plan_edit(order=get_order(order.pk), wish=wish).fingerprint for wish in wishes]

    answers = race(
        2,
        lambda index: code_of(
            edit_order, order_id=order.pk, wish=wishes[index], fingerprint=seen[index]
        ),
    )

    assert Counter(answers) == {None: 1, "order_changed_meanwhile": 1}
    won = bought(order)
    edit = OrderEdit.objects.get()
    line.refresh_from_db()
    order.refresh_from_db()
    assert edit.note == ("The first" if won == (3, Decimal(20)) else "The second")
    assert won in [(3, Decimal(20)), (2, Decimal(15))]
    assert order.total_incl_tax == won[0] * won[1] + Decimal("4.90") == edit.total_after
    assert (line.num_allocated, StockRecord.objects.get().num_allocated) == (won[0], won[0])
    assert check_ledger() == []


def bought(order):
    return order.lines.values_list("quantity", "unit_price_incl_tax").get()
