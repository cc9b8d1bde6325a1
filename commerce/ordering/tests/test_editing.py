"""Staff change orders that are not packed: money, stock, taxes and papers follow."""

from copy import copy
from decimal import Decimal

import pytest
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates, make_voucher, set_stock
from commerce.notifications.services import send_due
from commerce.ordering.errors import OrderChangedMeanwhileError
from commerce.ordering.models import OrderEdit
from commerce.ordering.selectors.timeline import timeline_of
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.fulfilments import create_fulfilments
from commerce.ordering.services.orders import cancel_order
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.shipping.models import ShippingRate
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import capture_order
from commerce.tax.tests.factories import make_class, make_taxes

from .checkouts import Customer
from .editing import Editor, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("customer_of_module")]


def euros(amount):
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture(scope="module")
def customer_of_module(rows_of_module, channel_of_module, api_of_module):
    """Somebody who has ordered two lamps of five."""
    with rows_of_module():
        make_taxes(channel_of_module)
        make_rates(channel_of_module)
        tax_class = make_class(channel_of_module)
        lamp = make_product(channel_of_module, stock=5, tax_class=tax_class)
        customer = Customer(api_of_module)
        customer.add(lamp, 2)
        customer.review()
        customer.key = customer.place().json()["access_token"]
        return customer


@pytest.fixture
def lamp():
    return Product.objects.get(stockrecords__partner_sku="LAMP")


@pytest.fixture
def book(channel, lamp):
    reduced = make_class(channel, "reduced", "reduced")
    return make_product(channel, "BOOK", prices={"EUR": "10.70"}, tax_class=reduced, stock=3)


@pytest.fixture
def customer(api, customer_of_module):
    customer = copy(customer_of_module)
    customer.api = api
    return customer


@pytest.fixture
def order(customer):
    """Two lamps for 20.00 each, and 4.90 for sending; on invoice."""
    return Order.objects.get()


@pytest.fixture
def paid(order, deliver):
    capture_order(order_id=order.pk)
    deliver()
    return order


@pytest.fixture
def editor(client, channel):
    return Editor(client, channel)


def everything():
    """All that an edit could have moved."""
    tables = (Order, Line, StockRecord, PaymentSession, OrderEdit)
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def held(sku):
    return StockRecord.objects.get(partner_sku=sku).num_allocated


def sessions():
    rows = PaymentSession.objects.order_by("pk")
    return list(rows.values_list("gateway", "state", "amount", "captured", "refunded"))


def shown(customer, order):
    return customer.call("get", f"orders/{order.number}/?token={customer.key}").json()


def owed(customer, order):
    path = f"orders/{order.number}/payments/?token={customer.key}"
    return customer.call("get", path).json()["amount"]["amount"]


def test_the_preview_tells_totals_and_taxes_and_changes_nothing(editor, order, book):
    before = everything()

    page = editor.look(order, quantity_of_LAMP=3, sku__0="book", pieces__0=2)

    plan, text = page.context["plan"], page.content.decode()
    assert (str(plan.before.total), str(plan.after.total)) == ("44.90 EUR", "86.30 EUR")
    # 60.00 of lamps and 4.90 for sending bear 19 %, 21.40 of books 7 %.
    assert [(r["label"], str(r["before"]), str(r["tax"])) for r in page.context["rates"]] == [
        ("VAT 19 %", "7.17 EUR", "10.36 EUR"),
        ("VAT 7 %", "0.00 EUR", "1.40 EUR"),
    ]
    assert page.context["changes"] == [
        "Product LAMP: 3 instead of 2 pieces",
        "Added: 2 × Product BOOK, 10.70 EUR each",
    ]
    assert "€86.30 are still to be paid then" in text
    assert everything() == before


def test_a_paid_order_upwards_owes_the_rest_by_a_link(editor, customer, paid, book, deliver):
    page = editor.save(paid, sku__0="BOOK", pieces__0=2, note="As told on the telephone")
    deliver()
    send_due()

    order = shown(customer, paid)
    assert said(page) == ["The order is changed, and its customer is told."]
    assert [(row["sku"], row["quantity"], row["total"]) for row in order["lines"]] == [
        ("LAMP", 2, euros("40.00")),
        ("BOOK", 2, euros("21.40")),
    ]
    assert order["totals"]["total"] == euros("66.30")
    assert [(r["percentage"], r["tax"]["amount"]) for r in order["totals"]["taxes"]] == [
        ("19", "7.17"),
        ("7", "1.40"),
    ]
    assert order["states"]["payment"] == "due"
    assert [row["changes"] for row in order["edits"]] == [
        ["Added: 2 × Product BOOK, 10.70 EUR each"]
    ]
    assert owed(customer, paid) == "21.40"
    assert sessions() == [
        ("offline", "authorised", Decimal("44.90"), Decimal("44.90"), 0),
        ("payment-link", "waiting", Decimal("21.40"), 0, 0),
    ]
    assert (held("LAMP"), held("BOOK")) == (2, 2)
    letter = mail.outbox[-1]
    assert "was changed" in letter.subject
    assert "€21.40 are still to be paid." in letter.body
    assert f"/en/orders/{paid.number}/pay?token=" in letter.body
    assert check_ledger() == []


def test_the_rest_is_paid_by_the_link_as_any_order_is(editor, customer, paid, book, deliver):
    editor.save(paid, sku__0="BOOK", pieces__0=2)
    page = editor.client.get(f"/dashboard/orders/{paid.number}/")
    link = page.context["payment_url"]
    told = editor.client.post(f"/dashboard/orders/{paid.number}/payment-link/", follow=True)
    key = link.partition("token=")[2]
    body = {"payment_method": "offline"}
    path = f"orders/{paid.number}/payments/?token={key}"
    begun = customer.call("post", path, body, **{"Idempotency-Key": "a" * 32})
    capture_order(order_id=paid.pk)
    deliver()

    assert said(told) == ["The customer is sent the payment link."]
    assert "customer.key" not in link
    assert begun.status_code == 201, begun.json()
    assert payment_state(paid.pk) == "paid"
    assert [row[:2] for row in sessions()] == [
        ("offline", "authorised"),
        ("payment-link", "cancelled"),
        ("offline", "authorised"),
    ]
    assert check_ledger() == []
    again = editor.client.post(f"/dashboard/orders/{paid.number}/payment-link/", follow=True)
    assert said(again) == ["Nothing is owed for this order any more."]


def test_a_paid_order_downwards_gives_the_difference_back(editor, customer, paid, deliver):
    editor.save(paid, quantity_of_LAMP=1)
    deliver()

    order = shown(customer, paid)
    assert order["totals"]["total"] == euros("24.90")
    assert sessions() == [("offline", "authorised", Decimal("44.90"), Decimal("44.90"), 20)]
    assert held("LAMP") == 1
    edit = OrderEdit.objects.get()
    assert (edit.goes_back, edit.given_back, edit.due) == (20, 20, 0)
    assert edit.actor == editor.user
    assert check_ledger() == []
    moments = {moment.title: moment for moment in timeline_of(paid)}
    told = moments["Order changed"]
    # Names and amounts are isolated: an Arabic one does not turn what stands around it.
    assert told.text.translate(ISOLATES) == (
        "<Product LAMP>: <1> instead of <2> pieces\n<44.90 EUR> → <24.90 EUR>"
    )
    assert told.actor == "staff@example.com"


def test_up_again_after_money_went_back_owes_what_went_back(editor, customer, paid, deliver):
    editor.save(paid, quantity_of_LAMP=1)
    editor.save(paid, quantity_of_LAMP=3)
    deliver()

    # 64.90 in all, of which 44.90 came and 20.00 went.
    assert owed(customer, paid) == "40.00"
    assert check_ledger() == []
    editor.save(paid, quantity_of_LAMP=2)
    assert owed(customer, paid) == "20.00"
    editor.save(paid, quantity_of_LAMP=1)
    assert (payment_state(paid.pk), held("LAMP")) == ("part_refunded", 1)
    assert check_ledger() == []


def test_an_unpaid_order_is_owed_in_another_amount(editor, customer, order):
    editor.save(order, quantity_of_LAMP=1)
    less = owed(customer, order)
    editor.save(order, quantity_of_LAMP=4)

    assert (less, owed(customer, order)) == ("24.90", "84.90")
    assert [row[:3] for row in sessions()] == [
        ("offline", "cancelled", Decimal("44.90")),
        ("offline", "cancelled", Decimal("24.90")),
        ("offline", "authorised", Decimal("84.90")),
    ]
    assert check_ledger() == []
    cancel_order(order_id=order.pk)
    assert (held("LAMP"), payment_state(order.pk)) == (0, "cancelled")


def test_the_page_of_the_address_leads_to_the_edit(editor, order):
    before = everything()
    page = f"/dashboard/orders/{order.number}/shipping-address/"
    assert editor.client.get(page).url == editor.url(order)
    assert editor.client.post(page, {"line1": "Elsewhere 1"}).url == editor.url(order)
    assert (everything(), order.shipping_address.line1) == (before, "Lindenstraße 5")


def test_what_offers_gave_goes_with_the_pieces(editor, api, channel, lamp):
    make_voucher(channel)
    customer = Customer(api)
    customer.add(lamp, 2)
    customer.voucher("WELCOME")
    customer.review()
    customer.key = customer.place().json()["access_token"]
    order = Order.objects.latest("pk")
    make_product(channel, "CHAIR", tax_class=make_class(channel))
    for changes, left, becomes in (
        ({"note": "No", "sku__0": "CHAIR"}, "4.00", "Stays as it was agreed"),
        ({"quantity_of_LAMP": 1}, "2.00", "Only the part of what stays is left"),
        ({"price_of_LAMP": "15", "reason_of_LAMP": "A scratch"}, "0.00", "Nothing of it is left"),
    ):
        page = editor.look(order, **changes)
        (row,) = page.context["plan"].discount_changes
        assert (row.voucher, str(row.before), str(row.after)) == (
            "WELCOME",
            "4.00 EUR",
            f"{left} EUR",
        )
        assert becomes in page.content.decode()
    assert "2 × Product LAMP: at the price that you set, in no offer" in page.content.decode()
    added = editor.look(order, sku__0="CHAIR", quantity_of_LAMP=3).content.decode()
    for name in ("LAMP", "CHAIR"):
        assert f"1 × Product {name} come on top: in no offer" in added
    editor.save(order, quantity_of_LAMP=1)

    told = shown(customer, order)

    assert told["totals"]["total"] == euros("22.90")  # 20.00 - 2.00 + 4.90
    assert [row["amount"] for row in told["discounts"]] == [euros("2.00")]
    editor.save(order, price_of_LAMP="15.00", reason_of_LAMP="A scratch")
    told = shown(customer, order)
    assert told["totals"]["total"] == euros("19.90")
    assert told["discounts"] == []
    assert "A scratch" in told["edits"][1]["changes"][0]


def test_a_page_tells_why_a_line_costs_what_it_costs(editor, api, channel, lamp):
    make_voucher(channel)
    customer = Customer(api)
    customer.add(lamp, 2)
    customer.voucher("WELCOME")
    customer.review()
    customer.place()
    order = Order.objects.latest("pk")

    def traced():
        page = editor.client.get(f"/dashboard/orders/{order.number}/")
        (trace,) = page.context["traces"]
        return [(part.label, str(part.amount)) for part in trace.parts], trace.contained

    assert traced() == (
        [("2 × 20.00 EUR", "40.00 EUR"), ("Voucher WELCOME: For WELCOME", "-4.00 EUR")],
        "Contains VAT 19 %: 5.75 EUR",
    )
    editor.save(order, price_of_LAMP="15.00", reason_of_LAMP="A scratch")
    assert traced() == (
        [("2 × 20.00 EUR", "40.00 EUR"), ("Price set by staff: A scratch", "-10.00 EUR")],
        "Contains VAT 19 %: 4.79 EUR",
    )
    address = f"orders/{order.number}/prices/"
    (told,) = customer.call("get", f"{address}?email={order.guest_email}").json()["lines"]
    assert [(part["kind"], part["each"], part["amount"]) for part in told["parts"]] == [
        ("base", euros("20.00"), euros("40.00")),
        ("staff", None, euros("-10.00")),
    ]
    assert told["total"] == euros("30.00")
    assert told["line_id"] == order.lines.get().public_id
    assert customer.call("get", f"{address}?email=other@example.com").status_code == 404


def test_another_address_and_way_of_sending_are_taxed_there(editor, customer, order, book):
    editor.save(order, country="FR", postcode="75001", city="Paris", method="express")

    told = shown(customer, order)

    assert told["totals"]["total"] == euros("52.00")
    assert [
        (r["country"], r["percentage"], r["tax"]["amount"]) for r in told["totals"]["taxes"]
    ] == [("FR", "20", "8.67")]
    assert (told["shipping_address"]["city"], told["shipping_method"]["code"]) == (
        "Paris",
        "express",
    )
    assert Order.objects.get().taxation["country"] == "FR"


def test_a_price_of_nothing_costs_nothing(editor, order):
    editor.save(order, price_of_LAMP="0", reason_of_LAMP="A present")

    order.refresh_from_db()
    assert order.total_incl_tax == Decimal("4.90")


ISOLATES = {0x2068: "<", 0x2069: ">"}

REFUSED = {
    "nothing": ({}, "Nothing of the order would be different."),
    "empty": ({"quantity_of_LAMP": 0}, "Nothing would be left. Cancel the order instead."),
    "sold out": ({"quantity_of_LAMP": 6}, "Product LAMP: only 3 more to be had."),
    "unknown": ({"sku__0": "NONE"}, "“NONE” is not sold in this order's channel."),
    "negative": (
        {"price_of_LAMP": "-1", "reason_of_LAMP": "x"},
        "-1 EUR is no possible price.",
    ),
    "small coins": (
        {"price_of_LAMP": "1.005", "reason_of_LAMP": "x"},
        "1.005 EUR is no possible price.",
    ),
    "no reason": ({"price_of_LAMP": "1"}, "Product LAMP: say why the price is another one."),
    "not served": (
        {"country": "FR", "postcode": "75001"},
        "This order cannot be sent by this method.",
    ),
    "wrong postcode": ({"postcode": "ABC"}, "This is no postcode of that country."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_moves_nothing(editor, order, case):
    rate = ShippingRate.objects.get(code="standard", currency="EUR")
    rate.countries = ["DE"]
    rate.save()
    changes, sentence = REFUSED[case]
    before = everything()

    page = editor.look(order, **changes)

    assert sentence in said(page)
    assert everything() == before


def test_goods_that_the_shop_does_not_sell_so_are_refused(editor, order, channel, other_channel):
    make_product(channel, "PLAIN")
    make_product(channel, "DOLLARS", prices={"USD": "1.00"}, tax_class=make_class(channel))
    make_product(other_channel, "THEIRS")
    before = everything()

    found = {sku: said(editor.look(order, sku__0=sku)) for sku in ("PLAIN", "DOLLARS", "THEIRS")}

    assert found == {
        "PLAIN": ["“PLAIN” has no tax class. Give it one first."],
        "DOLLARS": ["“DOLLARS” has no price in EUR."],
        "THEIRS": ["“THEIRS” is not sold in this order's channel."],
    }
    assert everything() == before


def test_a_packed_or_cancelled_order_is_not_changed(editor, paid):
    values = editor.filled(paid, quantity_of_LAMP=1)
    create_fulfilments(order_id=paid.pk, quantities={paid.lines.get().pk: 1})
    before = everything()

    page = editor.client.post(editor.url(paid), values)
    opened = editor.client.get(editor.url(paid), follow=True)

    sentence = "This order cannot be changed any more: a part of it is packed or has been sent."
    assert said(page) == [sentence]
    assert sentence in said(opened)
    assert everything() == before
    cancel_order(order_id=paid.pk)
    assert said(editor.client.post(editor.url(paid), values)) == [
        "This order cannot be changed any more: Cancelled"
    ]


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(editor, order, book):
    values = editor.filled(order, sku__0="BOOK")
    looked = editor.client.post(editor.url(order), values)
    editor.save(order, quantity_of_LAMP=1)
    before = everything()

    page = editor.confirm(order, values, looked)

    assert said(page) == [str(OrderChangedMeanwhileError.message)]
    assert str(page.context["plan"].before.total) == "24.90 EUR"
    assert everything() == before


def test_what_sells_out_meanwhile_is_refused(editor, order):
    values = editor.filled(order, quantity_of_LAMP=4)
    looked = editor.client.post(editor.url(order), values)
    set_stock(order.lines.get().product, 3)
    before = everything()

    assert said(editor.confirm(order, values, looked)) == ["Product LAMP: only 1 more to be had."]
    assert everything() == before


def test_only_staff_with_the_right_change_orders_and_give_money_back(client, channel, paid):
    editor = Editor(client, channel, without=("refund_payment",))
    before = everything()

    refused = editor.save(paid, quantity_of_LAMP=1)

    assert len(said(refused)) == 1
    assert everything() == before
