"""Preparing orders in the dashboard, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import generic

from commerce.cart.pricing.taxes import rate_label
from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError
from commerce.ordering.errors import DraftNotFoundError
from commerce.ordering.permissions import may_agree_on_prices
from commerce.ordering.selectors.checkout import vat_id_json
from commerce.ordering.selectors.drafts import get_draft, list_drafts, review_draft
from commerce.ordering.selectors.fingerprints import sign_review
from commerce.ordering.services.drafts import preparing
from commerce.ordering.services.drafts.ending import withdraw_link
from commerce.ordering.services.drafts.placing import (
    list_methods_of_staff,
    place_draft,
    send_link,
)
from commerce.tax.shapes.breakdown import sum_rates

from .draft_forms import BeginForm, DraftForm, PlaceForm, SendForm
from .goods import address_of, answer, goods_for_draft, is_looking, looked_for

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.ordering.models import DraftOrder
    from commerce.ordering.review import Review

LIST, PAGE, ORDER = (
    "dashboard:order-draft-list",
    "dashboard:order-draft",
    "dashboard:order-detail",
)
MISSING = {
    "email": lambda: _("the e-mail address"),
    "shipping_address": lambda: _("the address"),
    "shipping_method": lambda: _("the way of sending"),
    "pickup_point": lambda: _("the pickup point"),
}


class DraftListView(generic.ListView):  # type: ignore[type-arg]
    """What is being prepared, and what was; a new one is begun here."""

    template_name = "ordering/dashboard/drafts/list.html"
    context_object_name = "drafts"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return list_drafts()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": BeginForm(), **kwargs})

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            self.object_list = self.get_queryset()
            return self.render_to_response(self.get_context_data(form=form))
        draft = preparing.begin(**form.cleaned_data, actor=_person(request))
        return redirect(PAGE, public_id=draft.public_id)


class OfDraft(generic.View):
    """A page about one draft of the tenant at work."""

    def get_draft(self) -> DraftOrder:
        try:
            return get_draft(self.kwargs["public_id"])
        except DraftNotFoundError:
            raise Http404 from None


# Carriers, tax services and registers are asked between the transactions of the services.
@method_decorator(asking_outside, name="dispatch")
class DraftView(OfDraft):
    """The draft with what it would come to; saving it shows it again."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        draft = self.get_draft()
        if not draft.is_open:
            return self._page(draft, None, None)
        review = review_draft(draft)
        return self._page(draft, DraftForm(draft, review), review)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        draft = self.get_draft()
        if not draft.is_open:
            return redirect(PAGE, public_id=draft.public_id)
        review = review_draft(draft)
        if is_looking(request.POST):
            return self._look(draft, review)
        form = DraftForm(draft, review, request.POST)
        if not form.is_valid():
            return self._page(draft, form, review)
        version = form.cleaned_data["version"]
        try:
            preparing.change(draft=draft, wish=form.wish, version=version, actor=_person(request))
        except DomainError as refused:
            form.add_error(None, refused.detail)
            return self._page(draft, form, review)
        messages.success(request, _("The draft is saved."))
        return redirect(PAGE, public_id=draft.public_id)

    def _look(self, draft: DraftOrder, review: Review | None) -> HttpResponse:
        """What was written stays as it is; nothing is saved."""
        data = self.request.POST
        form = DraftForm(draft, review)
        form.fill(data, data.get("take", ""))
        found = goods_for_draft(draft, data.get("words", ""))
        return self._page(draft, form, review, **looked_for(data, found))

    def _page(
        self, draft: DraftOrder, form: DraftForm | None, review: Review | None, **more: Any
    ) -> HttpResponse:
        context: dict[str, Any] = {"draft": draft, "form": form, "review": review, **more}
        context |= address_of("order-draft-goods", public_id=draft.public_id)
        if review is not None:
            context |= _offered(review)
        context["may_agree"] = may_agree_on_prices(_person(self.request))
        return render(self.request, "ordering/dashboard/drafts/draft.html", context)


class DraftGoodsView(OfDraft):
    """What may be put into a draft, for the list that opens while somebody types."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return answer(goods_for_draft(self.get_draft(), request.GET.get("words", "")))


@method_decorator(asking_outside, name="dispatch")
class DraftStepView(OfDraft):
    """What is done with a draft: each step is a button of its page."""

    def post(self, request: HttpRequest, step: str, **_kwargs: Any) -> HttpResponse:
        draft = self.get_draft()
        if step not in STEPS:
            raise Http404
        try:
            return STEPS[step](request, draft)
        except DomainError as refused:
            messages.error(request, refused.detail)
            return redirect(PAGE, public_id=draft.public_id)


def _send(request: HttpRequest, draft: DraftOrder) -> HttpResponse:
    form = SendForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, draft)
    order = send_link(draft_id=draft.pk, **form.cleaned_data, actor=_person(request))
    messages.success(request, _("The customer is sent the payment link."))
    return redirect(ORDER, number=order.number)


def _place(request: HttpRequest, draft: DraftOrder) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, draft)
    order = place_draft(draft_id=draft.pk, **form.cleaned_data, actor=_person(request))
    messages.success(request, _("The order is placed, and its customer is told."))
    return redirect(ORDER, number=order.number)


def _delete(request: HttpRequest, draft: DraftOrder) -> HttpResponse:
    preparing.delete(draft_id=draft.pk)
    messages.success(request, _("The draft is deleted."))
    return redirect(LIST)


def _copy(request: HttpRequest, draft: DraftOrder) -> HttpResponse:
    made = preparing.copy(draft=draft, actor=_person(request))
    return redirect(PAGE, public_id=made.public_id)


def _withdraw(request: HttpRequest, draft: DraftOrder) -> HttpResponse:
    withdraw_link(draft_id=draft.pk, actor=_person(request))
    messages.success(request, _("The payment link is withdrawn, and its order is cancelled."))
    return redirect(PAGE, public_id=draft.public_id)


STEPS: dict[str, Callable[[HttpRequest, DraftOrder], HttpResponse]] = {
    "send": _send,
    "place": _place,
    "delete": _delete,
    "copy": _copy,
    "withdraw": _withdraw,
}


def _refused(request: HttpRequest, form: Any, draft: DraftOrder) -> HttpResponse:
    for rows in form.errors.values():
        messages.error(request, " ".join(map(str, rows)))
    return redirect(PAGE, public_id=draft.public_id)


def _offered(review: Review) -> dict[str, Any]:
    """What can be done with a draft as it is, and what is still missing for that."""
    missing = [str(MISSING[name]()) for name in review.missing]
    fingerprint = {"fingerprint": sign_review(review)}
    return {
        "vat_id": vat_id_json(review),
        "missing": ", ".join(missing),
        "rates": [
            {"label": rate_label(row.rate), "tax": row.tax}
            for row in sum_rates(review.totals.taxes)
        ],
        "send_form": SendForm(initial={**fingerprint, "days": 7}),
        "place_form": PlaceForm(initial=fingerprint),
        "methods": [] if missing else list_methods_of_staff(review),
    }


def _person(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment] # the dashboard is for who is signed in
    return person
