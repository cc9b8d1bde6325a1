"""What is done at the desk of a shop whose payments are on trial, by staff or for a customer."""

from __future__ import annotations

import time
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import F
from django.utils import timezone

from commerce.accounts.models import User
from commerce.carriers.enums import LabelState
from commerce.carriers.models import Label
from commerce.carriers.services.labels import PATIENCE, cancel_label, make_label
from commerce.core.batches import Progress
from commerce.core.money import Money
from commerce.documents.enums import BatchFormat, BatchState, DocumentKind
from commerce.documents.models import DocumentBatch
from commerce.documents.services.batches import ask_for_batch, go_on_with
from commerce.integrations.enums import MovementKind
from commerce.integrations.selectors import list_in_use
from commerce.ordering.editing.plan import plan_edit
from commerce.ordering.editing.wishes import EditWish, MoreGoods, NewPrice
from commerce.ordering.enums import DraftState, ParcelState
from commerce.ordering.models import DraftOrder, OrderBatch, OrderEdit
from commerce.ordering.selectors.drafts import review_draft
from commerce.ordering.selectors.edits import is_editable
from commerce.ordering.selectors.fingerprints import sign_review
from commerce.ordering.selectors.orders import address_json, get_order
from commerce.ordering.services.cancellations import cancel_unpacked_order
from commerce.ordering.services.drafts.ending import end_link
from commerce.ordering.services.drafts.placing import send_link
from commerce.ordering.services.drafts.preparing import DraftWish, begin, change
from commerce.ordering.services.editing.edits import edit_order
from commerce.ordering.services.fulfilments import create_fulfilments, ship_fulfilment
from commerce.ordering.services.lists import ask_for_status, go_on_with_batch
from commerce.oscar.order.models import Order, OrderStatus
from commerce.payments.enums import Finding, InstructionKind
from commerce.payments.models import PaymentSession, ProviderMovement
from commerce.payments.selectors import capturable
from commerce.payments.services.differences import give_back_orphan
from commerce.payments.services.reconciling import reconcile
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.returns.enums import ReturnState
from commerce.returns.models import ReturnRequest
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.settling import refund_return
from commerce.returns.services.withdrawing import withdraw
from infra.reliability.provider import TillProvider

BACK: Final = Money(Decimal("5.00"), "EUR")
# Of a parcel, in grams.
WEIGHT: Final = 1500
STAFF: Final = "staff@example.org"


def capture_all() -> None:
    """Take what is promised for orders, where that is left to staff."""
    for session in PaymentSession._base_manager.exclude(order_id=None):
        if session.is_open and session.authorised and capturable(session):
            capture_payment(session_id=session.pk, actor=_staff())


def give_back_a_part() -> None:
    """Give a part of the first payment back, if nobody has yet."""
    for session in PaymentSession._base_manager.filter(captured__gt=0, refunded=0):
        if not session.instructions.filter(kind=InstructionKind.REFUND).exists():
            refund_payment(session_id=session.pk, amount=BACK, actor=_staff(), note="A scratch")


def cancel_the_newest() -> None:
    """Do as the customer of the newest order does who has changed their mind."""
    newest = Order._base_manager.order_by("pk").last()
    if newest is not None:
        cancel_unpacked_order(order_id=newest.pk)


def edit_the_newest() -> None:
    """Let a piece of the newest order cost half, then have it ordered once more: each is done once."""
    order = Order._base_manager.order_by("pk").last()
    if order is None or not is_editable(order):
        return
    line = order.lines.get()
    cheaper = {line.pk: NewPrice(line.unit_price_incl_tax / 2, "A scratch")}
    wishes = [EditWish(prices=cheaper), EditWish(quantities={line.pk: line.quantity + 1})]
    for wish in wishes[OrderEdit._base_manager.filter(order=order).count() :]:
        plan = plan_edit(order=get_order(order.pk), wish=wish)
        edit_order(order_id=order.pk, wish=wish, fingerprint=plan.fingerprint, actor=_staff())


def send_all_back() -> None:
    """Send the order before the newest one, have its customer withdraw, and take everything back.

    Each step is taken where the one before has led: whoever died goes on from there.
    """
    order = Order._base_manager.order_by("-pk")[1]
    whole = dict(order.lines.values_list("pk", "quantity"))
    packed = list(order.fulfilments.all())
    for parcel in packed or create_fulfilments(order_id=order.pk, quantities=whole):
        if parcel.state == ParcelState.PACKED:
            _label(parcel.pk)
            ship_fulfilment(fulfilment_id=parcel.pk)
    withdrawal = withdraw(order_id=order.pk)
    assert withdrawal.request_id is not None  # noqa: S101 all of it has left
    _settle(withdrawal.request_id)


def _label(parcel_id: int) -> None:
    """Make a label, cancel it, and make another; whoever comes after a lost answer comes later."""
    labels = Label._base_manager.filter(fulfilment=parcel_id)
    labels.filter(state=LabelState.ASKED).update(tried_at=timezone.now() - 2 * PATIENCE)
    if not labels.filter(state=LabelState.CANCELLED).exists():
        cancel_label(public_id=make_label(fulfilment_id=parcel_id, weight=WEIGHT).public_id)
    make_label(fulfilment_id=parcel_id, weight=WEIGHT)


def _settle(return_id: int) -> None:
    request = ReturnRequest._base_manager.get(pk=return_id)
    whole = dict(request.lines.values_list("pk", "quantity"))
    if request.state == ReturnState.APPROVED:
        request = receive_return(return_id=return_id, pieces=whole)
    if request.state == ReturnState.RECEIVED:
        results = {pk: (number, 0) for pk, number in whole.items()}
        request = inspect_return(return_id=return_id, results=results)
    if request.state == ReturnState.INSPECTED:
        refund_return(return_id=return_id, actor=_staff())


def bundle_invoices() -> None:
    """Have the invoices of the two newest orders in one file; one that was begun is gone on with."""
    begun = DocumentBatch._base_manager.exclude(state=BatchState.DONE).first()
    newest = Order._base_manager.order_by("-pk").values("pk")[:2]
    batch = begun or ask_for_batch(
        orders=Order._base_manager.filter(pk__in=list(newest.values_list("pk", flat=True))),
        tenant_id=Order._base_manager.latest("pk").channel.tenant_id,
        kind=DocumentKind.INVOICE,
        format=BatchFormat.PDF,
        actor=_staff(),
    )
    while go_on_with(batch_id=batch.pk) is not Progress.DONE:
        time.sleep(0.05)  # the worker is at it


def mark_paid_at_once() -> None:
    """Have the two newest orders take one status; what was begun is gone on with, each once."""
    begun = OrderBatch._base_manager.filter(done__lt=F("total")).first()
    newest = Order._base_manager.order_by("-pk").values_list("pk", flat=True)[:2]
    batch = begun or ask_for_status(
        orders=Order._base_manager.filter(pk__in=list(newest)),
        tenant_id=Order._base_manager.latest("pk").channel.tenant_id,
        status=OrderStatus.PAID,
        actor=_staff(),
    )
    while go_on_with_batch(batch_id=batch.pk) is not Progress.DONE:
        time.sleep(0.05)  # the worker is at it
    batch.refresh_from_db()
    assert batch.done == batch.total == 2  # noqa: S101 what this scenario is for


def read_books() -> None:
    """Hold the ledger against the books of the till, from where an interrupted reading had got to."""
    for tenant_id, provider in list_in_use(TillProvider):
        reconcile(provider=provider, tenant_id=tenant_id)


def give_back_orphans() -> None:
    """Give back what came in for nobody, each once; nothing of the books waits for anybody after it."""
    orphans = ProviderMovement._base_manager.filter(finding=Finding.ORPHAN, closed_at=None)
    for row in orphans.filter(kind=MovementKind.CAPTURED):
        give_back_orphan(movement_id=row.pk, actor=_staff())
    read_books()
    left = list(orphans.values_list("kind", "reference", "amount"))
    assert not left, left  # noqa: S101 what this scenario is for


def send_link_that_nobody_pays() -> None:
    """Prepare an order of what the newest one has, send its link, and let the time for it pass.

    Each step is taken where the one before has led: whoever died goes on from there.
    """
    newest = Order._base_manager.latest("pk")
    sent = DraftOrder._base_manager.filter(order=newest).first()
    draft = sent or _open_draft(newest)
    if draft.is_open:
        review = review_draft(draft)
        assert review is not None  # noqa: S101 as prepared
        send_link(draft_id=draft.pk, fingerprint=sign_review(review), days=1, actor=_staff())
    draft.refresh_from_db()
    over = timezone.now() - timedelta(seconds=1)
    DraftOrder._base_manager.filter(pk=draft.pk).update(link_until=over)
    end_link(draft_id=draft.pk)
    draft.refresh_from_db()
    assert draft.state == DraftState.EXPIRED  # noqa: S101 what this scenario is for


def _open_draft(order: Order) -> DraftOrder:
    """A draft with a piece of it; one that was begun is gone on with."""
    draft = DraftOrder._base_manager.filter(state=DraftState.OPEN).first() or begin(
        channel=order.channel, locale=order.locale, currency=order.currency, actor=_staff()
    )
    if not draft.basket.lines.exists():
        address: Any = address_json(order.shipping_address)
        sku = order.lines.get().partner_sku
        wish = DraftWish(
            email=order.guest_email,
            address=address,
            method=order.shipping_code,
            added=(MoreGoods(sku, 1),),
        )
        change(draft=draft, wish=wish, version=draft.basket.version, actor=_staff())
    draft.refresh_from_db()
    return draft


def _staff() -> User:
    return User.objects.get(email=STAFF)
