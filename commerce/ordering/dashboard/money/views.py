"""The money of an order on one page, and the steps that move it, each behind a question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import generic

from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.ordering.selectors.completions import list_tries
from commerce.ordering.selectors.holds import refuse_held
from commerce.ordering.selectors.money import money_of, plan_refund
from commerce.ordering.selectors.refusals import describe_refusals
from commerce.ordering.services.orders import follow_payment
from commerce.ordering.services.refunds import refund_order
from commerce.oscar.order.models import Order
from commerce.payments.errors import PaymentServiceGoneError
from commerce.payments.permissions import may_refund
from commerce.payments.selectors import (
    PaymentDescription,
    describe_payments,
    list_open_instructions,
    list_suspicious_facts,
)
from commerce.payments.selectors.refusals import list_refused
from commerce.payments.services.sessions import cancel_payment, capture_payment

from .forms import CaptureForm, RefundForm, VoidForm

PAGE = "dashboard:money-order"


class OfOrder(generic.base.ContextMixin):
    """A page about one order of the tenant at work."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def get_order(self) -> Order:
        found = Order.objects.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    def get_payment(self, order: Order) -> PaymentDescription:
        for each in describe_payments(order.pk):
            if each.session.public_id == self.kwargs["payment"]:
                return each
        raise Http404


class OrderMoneyView(OfOrder, generic.TemplateView):
    template_name = "ordering/dashboard/money/order.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.get_order()
        money = money_of(order)
        keys = [payment.session.pk for payment in money.payments]
        return super().get_context_data(
            **kwargs,
            order=order,
            money=money,
            open_instructions=list_open_instructions(keys),
            facts=list_suspicious_facts().filter(session__in=keys),
            tries=list_tries(order.pk),
            refusals=describe_refusals(list(list_refused().filter(session__in=keys))),
            may_refund=may_refund(self.request.user),  # type: ignore[arg-type]
        )


class RefundView(OfOrder, generic.View):
    """First what, then the question whether it is meant, then it is done."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        order = self.get_order()
        return self._ask(order, RefundForm(order, money_of(order)))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        order = self.get_order()
        form = RefundForm(order, money_of(order), request.POST)
        if not form.is_valid():
            return self._ask(order, form)
        if "is_confirmed" not in request.POST:
            return self._confirm(order, form)
        try:
            self._give_back(order, form)
        except DomainError as refused:
            messages.error(request, refused.detail)
            return redirect("dashboard:money-refund", number=order.number)
        messages.success(request, _("Noted. The ledger below tells what has happened."))
        return redirect(PAGE, number=order.number)

    def _give_back(self, order: Order, form: RefundForm) -> None:
        refund_order(
            order_id=order.pk,
            amount=form.wanted,
            known=Money(form.cleaned_data["known"], order.currency),
            key=form.cleaned_data["key"],
            actor=self.request.user,  # type: ignore[arg-type]
            note=form.told,
            pieces=form.quantities,
            **form.target,
        )

    def _ask(self, order: Order, form: RefundForm) -> HttpResponse:
        return self._page("refund.html", order, form)

    def _confirm(self, order: Order, form: RefundForm) -> HttpResponse:
        parts = plan_refund(form.money, form.wanted, payment=form.target["payment"])
        if sum(part.amount.amount for part in parts) != form.wanted.amount:
            most = str(form.money.refundable)
            form.add_error(None, _("At most %(most)s can be given back there.") % {"most": most})
            return self._ask(order, form)
        if not form.target["as_credit"] and not all(part.payment.is_reachable for part in parts):
            form.add_error(None, PaymentServiceGoneError().detail)
            return self._ask(order, form)
        return self._page("refund_confirm.html", order, form, parts=parts)

    def _page(self, name: str, order: Order, form: RefundForm, **more: Any) -> HttpResponse:
        context = {"order": order, "form": form, "money": form.money, **more}
        return render(self.request, f"ordering/dashboard/money/{name}", context)


class _StepView(OfOrder, generic.FormView):  # type: ignore[type-arg]
    """One step with one payment: asked on a page of its own."""

    template_name = "ordering/dashboard/money/step.html"
    title: Any
    question: Any
    button: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.get_order()
        payment = self.get_payment(order)
        return super().get_context_data(
            **kwargs,
            order=order,
            payment=payment,
            title=self.title(),
            question=self.question(payment),
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        order = self.get_order()
        payment = self.get_payment(order)
        try:
            self.act(payment, form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, refused.detail)
            return self.form_invalid(form)
        follow_payment(order_id=order.pk)
        messages.success(self.request, _("Noted. The ledger below tells what has happened."))
        return redirect(PAGE, number=order.number)

    def act(self, payment: PaymentDescription, given: dict[str, Any]) -> None:
        raise NotImplementedError


class CaptureView(_StepView):
    form_class = CaptureForm

    def title(self) -> str:
        return _("Money has come in")

    def question(self, payment: PaymentDescription) -> str:
        if payment.can.is_by_hand:
            return _("Note what has arrived at the bank.")
        return _("The payment service is asked to collect what the customer has promised.")

    def get_initial(self) -> dict[str, Any]:
        payment = self.get_payment(self.get_order())
        return {"amount": payment.capturable.as_json()["amount"]}

    def act(self, payment: PaymentDescription, given: dict[str, Any]) -> None:
        """What has arrived at the bank has arrived; nothing is collected for an order on hold."""
        if not payment.can.is_by_hand:
            refuse_held(self.get_order().pk)
        capture_payment(
            session_id=payment.session.pk,
            amount=Money(given["amount"], payment.session.currency),
            actor=self.request.user,  # type: ignore[arg-type]
            note=given["note"],
        )


class VoidView(_StepView):
    form_class = VoidForm

    def title(self) -> str:
        return _("Let the payment go")

    def question(self, payment: PaymentDescription) -> str:
        return _("What has not come in will not be asked for any more. This cannot be taken back.")

    def act(self, payment: PaymentDescription, given: dict[str, Any]) -> None:
        cancel_payment(
            session_id=payment.session.pk,
            actor=self.request.user,  # type: ignore[arg-type]
            note=given["note"],
        )
