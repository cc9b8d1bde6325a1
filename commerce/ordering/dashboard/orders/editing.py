"""Changing an order in the dashboard: first what, then how it would be, then it is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import generic

from commerce.cart.pricing.taxes import rate_label
from commerce.cart.pricing.totals import TotalLine
from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.ordering.dashboard.money.views import OfOrder
from commerce.ordering.editing.plan import EditPlan, plan_edit
from commerce.ordering.errors import OrderChangedMeanwhileError
from commerce.ordering.selectors.edits import in_words, refuse_uneditable
from commerce.ordering.selectors.orders import get_order
from commerce.ordering.services.editing.edits import edit_order
from commerce.ordering.services.letters import send_payment_link
from commerce.oscar.order.models import Order

from .edit_forms import EditForm
from .goods import address_of, answer, goods_for_order, is_looking, looked_for

PAGE = "dashboard:order-detail"


# A carrier may be asked for pickup points; what is saved, one service saves.
@method_decorator(asking_outside, name="dispatch")
class EditOrderView(OfOrder, generic.View):
    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        order = self._whole_order()
        try:
            refuse_uneditable(order)
        except DomainError as refused:
            messages.error(request, refused.detail)
            return redirect(PAGE, number=order.number)
        return self._ask(order, EditForm(order))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        order = self._whole_order()
        if is_looking(request.POST):
            return self._look(order)
        form = EditForm(order, request.POST)
        if not form.is_valid() or "is_back" in request.POST:
            return self._ask(order, form)
        try:
            if "is_confirmed" in request.POST:
                return self._save(order, form)
            return self._preview(form, plan_edit(order=order, wish=form.wish))
        except OrderChangedMeanwhileError as refused:
            messages.error(request, refused.detail)
            return self._preview(form, plan_edit(order=self._whole_order(), wish=form.wish))
        except DomainError as refused:
            form.add_error(None, refused.detail)
            return self._ask(order, form)

    def _look(self, order: Order) -> HttpResponse:
        """What was written stays as it is; nothing is saved."""
        data = self.request.POST
        form = EditForm(order)
        form.fill(data, data.get("take", ""))
        found = goods_for_order(order, data.get("words", ""))
        return self._page("edit.html", order, form, **looked_for(data, found))

    def _save(self, order: Order, form: EditForm) -> HttpResponse:
        edit_order(
            order_id=order.pk,
            wish=form.wish,
            fingerprint=form.cleaned_data["fingerprint"],
            actor=self.request.user,  # type: ignore[arg-type]
        )
        messages.success(self.request, _("The order is changed, and its customer is told."))
        return redirect(PAGE, number=order.number)

    def _ask(self, order: Order, form: EditForm) -> HttpResponse:
        return self._page("edit.html", order, form)

    def _preview(self, form: EditForm, plan: EditPlan) -> HttpResponse:
        return self._page(
            "preview.html",
            plan.order,
            form,
            plan=plan,
            changes=[in_words(change) for change in plan.changes],
            totals=list(_totals(plan)),
            rates=list(_rates(plan)),
        )

    def _page(self, name: str, order: Order, form: EditForm, **more: Any) -> HttpResponse:
        context = {"order": order, "form": form, **more}
        context |= address_of("order-goods", number=order.number)
        return render(self.request, f"ordering/dashboard/editing/{name}", context)

    def _whole_order(self) -> Order:
        return get_order(self.get_order().pk)


class ShippingAddressView(OfOrder, generic.View):
    """Where an order goes is changed with all that hangs on it: taxes, sending, papers, letters."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return redirect("dashboard:order-edit", number=self.get_order().number)

    post = get


class OrderGoodsView(OfOrder, generic.View):
    """What may be put into an order, for the list that opens while somebody types."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return answer(goods_for_order(self.get_order(), request.GET.get("words", "")))


class PaymentLinkView(OfOrder, generic.View):
    """Sends the customer a letter with the link by which the rest is paid."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        order = self.get_order()
        try:
            send_payment_link(order_id=order.pk)
        except DomainError as refused:
            messages.error(request, refused.detail)
        else:
            messages.success(request, _("The customer is sent the payment link."))
        return redirect(PAGE, number=order.number)


def _totals(plan: EditPlan) -> Iterator[dict[str, Any]]:
    """Each line of the sum before and after; one that is new or gone has one side."""
    before, after = _by_source(plan.before.lines), _by_source(plan.after.lines)
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        label = (new or old).label  # type: ignore[union-attr] # one of them has the key
        yield {
            "label": label,
            "before": old.amount if old else None,
            "after": new.amount if new else None,
        }


def _by_source(lines: tuple[TotalLine, ...]) -> dict[tuple[str, str], TotalLine]:
    shipping = "shipping"
    return {(line.kind, "" if line.kind == shipping else line.source): line for line in lines}


def _rates(plan: EditPlan) -> Iterator[dict[str, Any]]:
    """What each rate comes to, before and after."""
    zero = Money.zero(plan.order.currency)
    before = {row.rate.key: row for row in plan.rates_before}
    after = {row.rate.key: row for row in plan.rates}
    for key in dict.fromkeys([*after, *before]):
        row, old = after.get(key), before.get(key)
        yield {
            "label": rate_label((row or old).rate),  # type: ignore[union-attr]
            "before": old.tax if old else zero,
            "net": row.net if row else zero,
            "tax": row.tax if row else zero,
            "gross": row.gross if row else zero,
        }
