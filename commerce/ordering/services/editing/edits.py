"""Staff change an order before it is packed: goods, prices, address and shipping, all at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.ordering.editing.plan import EditPlan, plan_edit
from commerce.ordering.editing.wishes import EditWish
from commerce.ordering.errors import OrderChangedMeanwhileError
from commerce.ordering.events import OrderEdited
from commerce.ordering.models import OrderEdit
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.ordering.services.orders import follow_capture
from commerce.ordering.services.usage import lock_vouchers_of
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord

from .settling import settle_edit
from .writing import write_plan

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def edit_order(
    *, order_id: int, wish: EditWish, fingerprint: str, actor: User | None = None
) -> OrderEdit:
    """Change an order exactly as it was looked at, and publish OrderEdited.

    Stock follows, taxes are told anew, what is too much goes back to what was paid with, and what is
    missing becomes due. Raises what `plan_edit` raises, OrderChangedMeanwhileError where the
    fingerprint stands for another plan, and what the payments refuse; then nothing has changed.
    Locks the order, its vouchers and its goods, in this order.
    """
    order = lock_order(order_id)
    lock_vouchers_of(order=order)
    _lock_goods(order, wish)
    plan = plan_edit(order=get_order(order_id), wish=wish)
    if plan.fingerprint != fingerprint:
        raise OrderChangedMeanwhileError
    edit = _note(plan, actor)
    write_plan(plan)
    reach("edit.written")
    settle_edit(order=get_order(order_id), due=plan.moves.due, actor=actor)
    follow_capture(order_id=order_id)
    publish(OrderEdited(order_id=order.pk, channel_id=order.channel_id, edit_id=edit.pk))
    transaction.on_commit(partial(reach, "edit.saved"))
    return edit


def _note(plan: EditPlan, actor: User | None) -> OrderEdit:
    created: OrderEdit = OrderEdit._base_manager.create(
        order=plan.order,
        actor=actor,
        note=plan.wish.note,
        changes=plan.changes,
        total_before=plan.before.total.amount,
        total_after=plan.after.total.amount,
        goes_back=plan.moves.goes_back.amount,
        due=plan.moves.due.amount,
    )
    return created


def _lock_goods(order: Order, wish: EditWish) -> None:
    """All sellers' stock of what is ordered or wished for, by key: as placing an order does."""
    named = Q()
    for each in wish.added:
        named |= Q(partner_sku__iexact=each.sku.strip(), partner__tenant=order.channel.tenant_id)
    wanted = StockRecord._base_manager.filter(named).values("product") if wish.added else ()
    products = order.lines.order_by().exclude(product=None).values("product")
    rows = StockRecord._base_manager.select_for_update()
    own = Q(product__in=products) | (Q(product__in=wanted) if wish.added else Q())
    list(rows.filter(own).order_by("pk").values_list("pk"))
