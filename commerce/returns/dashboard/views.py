"""Returns in the dashboard: a list, and one page for each with the one thing that is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import generic

from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError
from commerce.payments.permissions import may_refund
from commerce.returns.enums import STEPS, ReturnState, ReturnWish
from commerce.returns.models import ReturnRequest
from commerce.returns.permissions import WORK
from commerce.returns.selectors.amounts import Refund, refund_of
from commerce.returns.selectors.returns import list_returns
from commerce.returns.services.deciding import approve_return, decline_return
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.replacing import prepare_replacement
from commerce.returns.services.settling import close_return, exchange_return, refund_return

from .forms import (
    DeclineForm,
    EmptyForm,
    ExchangeForm,
    InspectForm,
    NoteForm,
    ReceiveForm,
    RefundForm,
    ReplaceForm,
    ReturnSearchForm,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What each step is called in a form, and the state that it leads to.
ACTIONS: dict[str, ReturnState] = {
    "approve": ReturnState.APPROVED,
    "decline": ReturnState.DECLINED,
    "receive": ReturnState.RECEIVED,
    "inspect": ReturnState.INSPECTED,
    "refund": ReturnState.REFUNDED,
    "replace": ReturnState.EXCHANGED,
    "exchange": ReturnState.EXCHANGED,
    "close": ReturnState.CLOSED,
}


class ReturnListView(generic.ListView):  # type: ignore[type-arg]
    context_object_name = "returns"
    template_name = "returns/dashboard/return_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[ReturnRequest]:
        self.form = ReturnSearchForm(self.request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        rows = list_returns()
        if number := asked.get("number"):
            rows = rows.filter(number__istartswith=number.strip())
        for name in ("state", "reason"):
            if value := asked.get(name):
                rows = rows.filter(**{name: value})
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, form=self.form)


class _OfReturn(generic.base.ContextMixin):
    request: HttpRequest
    kwargs: dict[str, Any]

    def get_return(self) -> ReturnRequest:
        found: ReturnRequest | None = (
            list_returns()
            .select_related("photo", "replacement")
            .filter(number=self.kwargs["number"])
            .first()
        )
        if found is None:
            raise Http404
        return found


# The draft of what is sent instead may have to ask a tax service; each step is one service.
@method_decorator(asking_outside, name="dispatch")
class ReturnView(_OfReturn, generic.TemplateView):
    """Every step is a POST that names it; a step that does not follow is refused by its service."""

    template_name = "returns/dashboard/return_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.get_return()
        refund = refund_of(found) if self._is_settled_by_money(found) else None
        wrong = kwargs.pop("wrong", {})
        return super().get_context_data(
            **kwargs,
            ret=found,
            refund=refund,
            steps=found.steps.select_related("actor"),
            forms={**self._forms(found, refund), **wrong},
            may_work=self.request.user.has_perm(WORK),
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(WORK):
            raise PermissionDenied
        found, action = self.get_return(), request.POST.get("action", "")
        if action not in ACTIONS:
            raise Http404
        form = self._form(found, action, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(wrong={action: form}))
        try:
            answer: HttpResponse | None = getattr(self, f"_{action}")(found, form)
        except DomainError as refused:
            messages.error(request, refused.detail)
        else:
            if answer is not None:
                return answer
            messages.success(request, _("Noted. The customer sees it on the page of the order."))
        return redirect("dashboard:return-detail", number=found.number)

    def _forms(self, found: ReturnRequest, refund: Refund | None) -> dict[str, forms.Form]:
        """The forms of what can be done now."""
        open_steps = STEPS.get(found.state, frozenset())
        able = [name for name, state in ACTIONS.items() if state in open_steps]
        if refund is None or not refund.most.amount or not self._may_refund():
            able = [name for name in able if name != "refund"]
        if not any(row.quantity > row.received for row in found.lines.all()):
            able = [name for name in able if name != "receive"]
        return {name: self._form(found, name, None, refund) for name in able}

    def _form(
        self, found: ReturnRequest, name: str, data: Any, refund: Refund | None = None
    ) -> Any:
        rows = list(found.lines.all())
        match name:
            case "decline":
                return DeclineForm(data)
            case "receive":
                return ReceiveForm(rows, data)
            case "inspect":
                return InspectForm(rows, data)
            case "refund":
                return RefundForm(
                    refund or refund_of(found),
                    data,
                    is_credit=found.wish == ReturnWish.CREDIT,
                    can_credit=found.order.user_id is not None,
                )
            case "replace":
                return ReplaceForm(rows, data)
            case "exchange":
                return ExchangeForm(data)
            case "close":
                return NoteForm(data)
            case _:
                return EmptyForm(data)

    def _approve(self, found: ReturnRequest, _form: EmptyForm) -> None:
        approve_return(return_id=found.pk, actor=self._actor)

    def _decline(self, found: ReturnRequest, form: DeclineForm) -> None:
        reason = form.cleaned_data["reason"]
        decline_return(return_id=found.pk, reason=reason, actor=self._actor)

    def _receive(self, found: ReturnRequest, form: ReceiveForm) -> None:
        receive_return(return_id=found.pk, pieces=form.pieces, actor=self._actor)

    def _inspect(self, found: ReturnRequest, form: InspectForm) -> None:
        inspect_return(return_id=found.pk, results=form.results, actor=self._actor)

    def _refund(self, found: ReturnRequest, form: RefundForm) -> None:
        refund_return(
            return_id=found.pk,
            amount=form.money,
            as_credit=form.cleaned_data.get("as_credit", False),
            note=form.cleaned_data["note"],
            actor=self._actor,
        )

    def _replace(self, found: ReturnRequest, form: ReplaceForm) -> HttpResponse:
        """The draft is looked at before it is placed: its way of sending may have to be another one."""
        draft = prepare_replacement(return_id=found.pk, goods=form.goods, actor=self._actor)
        return redirect("dashboard:order-draft", public_id=draft.public_id)

    def _exchange(self, found: ReturnRequest, form: ExchangeForm) -> None:
        exchange_return(return_id=found.pk, actor=self._actor, **form.cleaned_data)

    def _close(self, found: ReturnRequest, form: NoteForm) -> None:
        close_return(return_id=found.pk, actor=self._actor, **form.cleaned_data)

    @property
    def _actor(self) -> Any:
        return self.request.user

    def _may_refund(self) -> bool:
        return may_refund(self._actor)

    def _is_settled_by_money(self, found: ReturnRequest) -> bool:
        return ReturnState.REFUNDED in STEPS.get(found.state, frozenset())


class ReturnPhotoView(_OfReturn, generic.View):
    """The picture that the customer has sent, for staff alone."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        found = self.get_return()
        if not hasattr(found, "photo"):
            raise Http404
        answer = HttpResponse(bytes(found.photo.jpeg), content_type="image/jpeg")
        answer["Cache-Control"] = "private, no-store"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
