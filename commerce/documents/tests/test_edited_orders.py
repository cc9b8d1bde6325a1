"""An invoiced order that staff change has its invoice corrected."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commerce.core.money import Money
from commerce.documents.hooks import correct_edited
from commerce.documents.models import OrderDocument
from commerce.ordering.editing.plan import plan_edit
from commerce.ordering.editing.wishes import EditWish
from commerce.ordering.events import OrderEdited
from commerce.ordering.models import OrderEdit
from commerce.ordering.selectors.money import money_of
from commerce.ordering.selectors.orders import get_order
from commerce.ordering.services.editing.edits import edit_order
from commerce.ordering.services.refunds import refund_order
from commerce.payments.services.sessions import capture_order

pytestmark = pytest.mark.django_db


def told():
    rows = OrderDocument.objects.exclude(kind="packing_slip").order_by("pk")
    return [(row.kind, row.sequence, row.total) for row in rows]


def change(order, quantity):
    wish = EditWish(quantities={order.lines.get().pk: quantity})
    plan = plan_edit(order=get_order(order.pk), wish=wish)
    return edit_order(order_id=order.pk, wish=wish, fingerprint=plan.fingerprint)


def balance():
    rows = OrderDocument.objects.exclude(kind="packing_slip")
    return sum(row.total if row.kind == "invoice" else -row.total for row in rows)


def test_an_invoiced_order_is_credited_and_invoiced_anew(rules, order, deliver):
    capture_order(order_id=order.pk)
    deliver()
    edit = change(order, 1)
    deliver()
    correct_edited(OrderEdited(order_id=order.pk, channel_id=order.channel_id, edit_id=edit.pk))

    assert told() == [
        ("invoice", 1, Decimal("44.90")),
        ("credit_note", 1, Decimal("44.90")),
        ("invoice", 2, Decimal("24.90")),
    ]
    assert (
        OrderDocument.objects.get(kind="credit_note").content["reason"] == "The order was changed."
    )
    last = OrderDocument.objects.filter(kind="invoice").order_by("pk").last()
    assert last.content["lines"][0]["quantity"] == 1


def test_refunds_of_other_reasons_are_credited_once_of_what_holds_now(rules, order, deliver):
    capture_order(order_id=order.pk)
    deliver()
    known = money_of(order).refundable
    five = Money(Decimal(5), "EUR")
    refund_order(order_id=order.pk, amount=five, known=known, key="one")
    deliver()
    change(order, 1)
    deliver()

    assert balance() == Decimal("19.90")  # 24.90 less the 5.00 that were given back before
    assert money_of(order).refundable == Money(Decimal("19.90"), "EUR")
    known = money_of(order).refundable
    refund_order(order_id=order.pk, amount=five, known=known, key="two")
    deliver()
    assert balance() == Decimal("14.90")


def test_without_an_invoice_nothing_is_corrected(rules, order, deliver):
    change(order, 1)
    deliver()

    assert told() == []
    assert OrderEdit.objects.count() == 1
    capture_order(order_id=order.pk)
    deliver()
    assert told() == [("invoice", 1, Decimal("24.90"))]
