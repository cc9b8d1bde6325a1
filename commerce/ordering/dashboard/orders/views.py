"""Orders in the dashboard: three states in words, and the parcels that staff and sellers send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.apps.dashboard.orders import views as upstream

from commerce.core.errors import DomainError
from commerce.notifications.selectors.messages import list_messages_about
from commerce.ordering.dashboard.told import ACTION, send_one_again, told_rows
from commerce.ordering.enums import FulfilmentState
from commerce.ordering.errors import OrderHeldError
from commerce.ordering.policies import PAYMENT_LABELS
from commerce.ordering.registry import order_actions
from commerce.ordering.selectors.debts import amount_owed, is_owed
from commerce.ordering.selectors.drafts import find_draft_of, is_awaited
from commerce.ordering.selectors.edits import is_editable
from commerce.ordering.selectors.fulfilments import (
    get_fulfilment_of,
    order_states,
    orders_as_far,
    pieces_by_line,
    states_json,
)
from commerce.ordering.selectors.holds import (
    find_hold,
    list_tags,
    orders_on_hold,
    orders_with_tag,
    reason_of,
    reasons_of,
)
from commerce.ordering.selectors.letters import payment_url
from commerce.ordering.selectors.lists import list_filters
from commerce.ordering.selectors.picking import MOST_BOXES
from commerce.ordering.selectors.timeline import timeline_of
from commerce.ordering.selectors.traces import trace_lines
from commerce.ordering.services.fulfilments import (
    cancel_fulfilment,
    correct_tracking,
    create_fulfilments,
    deliver_fulfilment,
    ship_fulfilment,
)
from commerce.ordering.services.holds import hold_order, release_hold, set_tags
from commerce.ordering.services.orders import cancel_order, cancel_rest
from commerce.ordering.states import Pieces
from commerce.oscar.dashboard.orders import views as fork
from commerce.oscar.order.models import Line, Order, OrderState, OrderStatus, status_label
from commerce.payments.enums import PaymentState
from commerce.payments.selectors import orders_in_state, payment_states

from .forms import HoldForm, OrderSearchForm, PackForm, ShipForm, TagsForm
from .lists import change_all, query_of
from .picking import CHOSEN

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.notifications.models import Message
    from commerce.ordering.models import OrderHold


# Why it is held is not for sellers.
HELD = gettext_lazy("This order is on hold: nothing of it is packed or sent until it is released.")


class InvalidFormError(Exception):
    """Carries a form that was filled in wrongly."""


class OrderListView(fork.OrderListView):
    form_class = OrderSearchForm
    actions = (*fork.OrderListView.actions, "pick_selected_orders")
    CSV_COLUMNS = {
        **fork.OrderListView.CSV_COLUMNS,
        "state": gettext_lazy("State"),
        "payment_state": gettext_lazy("Payment"),
        "fulfilment_state": gettext_lazy("Shipping"),
    }

    def get_queryset(self) -> Any:
        orders = super().get_queryset().prefetch_related("fulfilments__lines")
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        if state := asked.get("state"):
            orders = orders.filter(state=state)
        if payment := asked.get("payment_state"):
            orders = orders.filter(orders_in_state(PaymentState(payment)))
        if goods := asked.get("fulfilment_state"):
            orders = orders.filter(orders_as_far(FulfilmentState(goods)))
        if tag := asked.get("tag"):
            orders = orders.filter(pk__in=orders_with_tag(tag))
        if asked.get("is_held"):
            orders = orders.filter(pk__in=orders_on_hold())
        return orders

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["order_statuses"] = OrderStatus.choices
        reasons = reasons_of(order.pk for order in _tell_states(context["orders"]))
        for order in context["orders"]:
            order.hold_reason = reasons.get(order.pk, "")
        context["filter_query"] = query_of(self.request.GET)
        context["saved_filters"] = list_filters(user=self.request.user)
        return context

    def get_search_filter_descriptions(self) -> list[str]:
        """The codes that were asked for, in words."""
        asked = getattr(self.form, "cleaned_data", {})
        self.form.cleaned_data = {**asked, "status": status_label(asked.get("status", ""))}
        told: list[str] = super().get_search_filter_descriptions()
        if state := asked.get("state"):
            told.append(_("State of the order: %(state)s") % {"state": OrderState(state).label})
        if payment := asked.get("payment_state"):
            label = PAYMENT_LABELS[PaymentState(payment)]
            told.append(_("Payment: %(state)s") % {"state": label})
        if goods := asked.get("fulfilment_state"):
            label = FulfilmentState(goods).label
            told.append(_("Shipping: %(state)s") % {"state": label})
        if tag := asked.get("tag"):
            told.append(_("Tag: %(tag)s") % {"tag": tag})
        if asked.get("is_held"):
            told.append(_("On hold"))
        return told

    def download_selected_orders(self, request: HttpRequest, orders: Any) -> HttpResponse:
        return super().download_selected_orders(request, _tell_states(orders))

    def download_selected_lines(self, request: HttpRequest, orders: Any) -> HttpResponse:
        return super().download_selected_lines(request, _tell_states(orders))

    def download_workbook(self, request: HttpRequest, orders: Any) -> HttpResponse:
        return super().download_workbook(request, _tell_states(orders))

    def get_actions(self) -> dict[str, Any]:
        return {**super().get_actions(), **order_actions()}

    def change_order_statuses(self, request: HttpRequest, orders: Any) -> HttpResponse:
        """All that a search has found is changed by a worker. Who may only look changes nothing."""
        if not request.user.has_perm("order.change_order"):
            raise PermissionDenied
        if request.POST.get(self.select_across_param) == "1":
            return change_all(request, orders)
        return super().change_order_statuses(request, orders)

    def pick_selected_orders(self, request: HttpRequest, orders: Any) -> HttpResponse:
        """Show their pick list, at an address that can be loaded and printed again."""
        numbers = [order.number for order in orders]
        if len(numbers) > MOST_BOXES:
            said = _(
                "One pick list has room for %(most)d orders: pack these, then select the rest."
            )
            messages.warning(request, said % {"most": MOST_BOXES})
        chosen = urlencode({CHOSEN: numbers[:MOST_BOXES]}, doseq=True)
        return redirect(f"{reverse('dashboard:order-pick-list')}?{chosen}")

    def get_row_values(self, order: Order) -> dict[str, Any]:
        words = order.words
        return {
            **super().get_row_values(order),
            "status": status_label(order.status),
            "state": words["order"],
            "payment_state": words["payment"],
            "fulfilment_state": words["fulfilment"],
        }


class OrderDetailView(fork.OrderDetailView):
    """Goods leave in parcels; sellers pack and send their own, staff also cancel."""

    parcel_actions = (
        *("pack_goods", "ship_parcel", "deliver_parcel", "unpack_parcel"),
        *("correct_tracking", "cancel_order", "cancel_rest"),
        *("hold_order", "release_hold", "set_tags"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        (order,) = _tell_states([self.object])
        pieces = self._pieces()
        rest = sum(pieces.values(), Pieces())
        hold = find_hold(self.object.pk)
        return {
            **context,
            "words": order.words,
            "line_pieces": [(line, pieces[line]) for line in pieces],
            "parcels": [
                (parcel, ShipForm(prefix=parcel.public_id, initial=model_to_dict(parcel)))
                for parcel in order.fulfilments.prefetch_related("lines__line").all()
            ],
            "pack_form": PackForm(pieces) if rest.unpacked and self._is_open and not hold else None,
            "hold": hold,
            **self._handling(hold),
            "told": told_rows(self._told()) if self.request.user.is_staff else [],
            "may_cancel": self.request.user.is_staff and self._is_open and not rest.shipped,
            "may_cancel_rest": self.request.user.is_staff
            and self._is_open
            and bool(rest.shipped and rest.in_house),
        }

    def get_order_status_form(self) -> forms.Form:
        form: Any = super().get_order_status_form()
        field = form.fields["new_status"]
        field.choices = [(code, status_label(code)) for code, _name in field.choices]
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if ACTION in request.POST:
            self.object = self.get_object()
            self._refuse_sellers()
            send_one_again(request, self._told())
            return self.reload_page(fragment="messages")
        if "parcel_action" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = self.get_object()
        action = request.POST["parcel_action"]
        if action not in self.parcel_actions:
            return self.reload_page(error=_("Invalid action"))
        try:
            said = getattr(self, action)(request.POST)
        except InvalidFormError as wrong:
            return self.reload_page(error=_in_one_line(wrong.args[0]))
        except OrderHeldError as refused:
            return self.reload_page(error=refused.detail if request.user.is_staff else HELD)
        except DomainError as refused:
            return self.reload_page(error=refused.detail)
        self.get_handler(user=request.user).create_note(self.object, said)
        messages.success(request, said)
        return self.reload_page(fragment="parcels")

    def pack_goods(self, data: Any) -> str:
        form = _valid(PackForm(self._pieces(), data))
        create_fulfilments(order_id=self.object.pk, quantities=form.quantities())
        return _("The parcel is packed.")

    def ship_parcel(self, data: Any) -> str:
        parcel = get_fulfilment_of(self.object, data.get("parcel", ""))
        form = _valid(ShipForm(data, prefix=parcel.public_id))
        ship_fulfilment(fulfilment_id=parcel.pk, **form.cleaned_data)
        return _("The parcel is shipped.")

    def correct_tracking(self, data: Any) -> str:
        parcel = get_fulfilment_of(self.object, data.get("parcel", ""))
        form = _valid(ShipForm(data, prefix=parcel.public_id))
        correct_tracking(fulfilment_id=parcel.pk, **form.cleaned_data)
        return _("The tracking of the parcel is corrected.")

    def deliver_parcel(self, data: Any) -> str:
        parcel = get_fulfilment_of(self.object, data.get("parcel", ""))
        deliver_fulfilment(fulfilment_id=parcel.pk)
        return _("The parcel has arrived.")

    def unpack_parcel(self, data: Any) -> str:
        parcel = get_fulfilment_of(self.object, data.get("parcel", ""))
        cancel_fulfilment(fulfilment_id=parcel.pk)
        return _("The parcel is unpacked again.")

    def cancel_order(self, data: Any) -> str:
        self._refuse_sellers()
        cancel_order(order_id=self.object.pk, actor=self.request.user)
        return _("The order is cancelled.")

    def cancel_rest(self, data: Any) -> str:
        self._refuse_sellers()
        cancel_rest(order_id=self.object.pk)
        return _("What was not shipped is cancelled.")

    def hold_order(self, data: Any) -> str:
        self._refuse_sellers()
        form = _valid(HoldForm(data))
        hold_order(order_id=self.object.pk, actor=self.request.user, **form.cleaned_data)
        return _("The order is on hold: %(reason)s") % form.cleaned_data

    def release_hold(self, _data: Any) -> str:
        self._refuse_sellers()
        release_hold(order_id=self.object.pk, actor=self.request.user)
        return _("The order goes on.")

    def set_tags(self, data: Any) -> str:
        self._refuse_sellers()
        form = _valid(TagsForm(data))
        names = set_tags(order_id=self.object.pk, names=form.cleaned_data["tags"].split(","))
        return _("Tags: %(tags)s") % {"tags": ", ".join(names) or "–"}

    def _handling(self, hold: OrderHold | None) -> dict[str, Any]:
        """What staff alone see of an order."""
        if not self.request.user.is_staff:
            return {}
        tags = list_tags(self.object.pk)
        return {
            "hold_reason": reason_of(hold) if hold else "",
            "hold_form": HoldForm(),
            "tags": tags,
            "tags_form": TagsForm(initial={"tags": ", ".join(tags)}),
            "timeline": timeline_of(self.object),
            "is_editable": is_editable(self.object),
            "traces": trace_lines(self.object),
            **self._owed(),
        }

    def _owed(self) -> dict[str, Any]:
        """What is still to be paid, and the link by which its customer can."""
        if not is_owed(self.object):
            return {}
        draft = find_draft_of(self.object.pk)
        return {
            "owed": amount_owed(self.object),
            "payment_url": payment_url(self.object),
            "link_until": draft.link_until if draft and is_awaited(draft) else None,
        }

    def _told(self) -> QuerySet[Message]:
        order = self.object
        return list_messages_about(about=order.number, channel_id=order.channel_id)

    def _refuse_sellers(self) -> None:
        if not self.request.user.is_staff:
            raise PermissionDenied

    @property
    def _is_open(self) -> bool:
        return bool(self.object.state == OrderState.OPEN)

    def _pieces(self) -> dict[Line, Pieces]:
        """Of the lines that the person at work may see."""
        pieces = pieces_by_line(self.object)
        return {line: pieces[line.pk] for line in self.object.lines.order_by("pk")}


class LineDetailView(upstream.LineDetailView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page writes the status as it is; here it is in words, and never saved."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["line"].status = status_label(context["line"].status)
        return context


def _valid(form: Any) -> Any:
    if not form.is_valid():
        raise InvalidFormError(form)
    return form


def _in_one_line(form: forms.Form) -> str:
    told = [(form.fields[name].label, map(str, rows)) for name, rows in form.errors.items()]
    return " ".join(f"{label}: {' '.join(rows)}" for label, rows in told)


def _tell_states(orders: Any) -> list[Order]:
    """Give each order its states in words. One query for all payments."""
    rows = list(orders)
    payments = payment_states(order.pk for order in rows)
    for order in rows:
        order.words = states_json(order_states(order, payments[order.pk]))["state_labels"]
    return rows
