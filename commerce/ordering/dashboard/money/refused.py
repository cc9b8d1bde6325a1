"""What payment services have refused, with what can be done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import generic

from commerce.core.errors import DomainError
from commerce.ordering.selectors.refusals import describe_refusals
from commerce.ordering.services.refusals import credit_refused, try_refused_again
from commerce.payments.permissions import may_refund
from commerce.payments.selectors.refusals import is_refused, list_refused
from commerce.payments.services.refusals import close_refused

from .forms import NoteForm

LIST = "dashboard:money-refused"


class RefusedView(generic.ListView):  # type: ignore[type-arg]
    template_name = "ordering/dashboard/money/refused.html"
    context_object_name = "instructions"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return list_refused()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "refusals": describe_refusals(context["instructions"]),
            "may_refund": may_refund(self.request.user),  # type: ignore[arg-type]
        }


class _ActionView(generic.View):
    """One action with one of them; what cannot be done is said on the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, instruction: str) -> HttpResponse:
        if not is_refused(instruction):
            raise Http404
        try:
            told = self.act(instruction)
        except DomainError as refused:
            messages.error(request, refused.detail)
        else:
            messages.success(request, told)
        return redirect(LIST)

    def act(self, instruction: str) -> str:
        """Do it, and return what is said then."""
        raise NotImplementedError


class TryAgainView(_ActionView):
    def act(self, instruction: str) -> str:
        try_refused_again(instruction=instruction, actor=self.request.user)  # type: ignore[arg-type]
        return _("The payment service is asked again. What it refuses again comes back here.")


class CreditView(_ActionView):
    def act(self, instruction: str) -> str:
        credit_refused(instruction=instruction, actor=self.request.user)  # type: ignore[arg-type]
        return _("It is store credit of the customer now.")


class CloseRefusedView(_ActionView):
    def post(self, request: HttpRequest, instruction: str) -> HttpResponse:
        if is_refused(instruction) and not NoteForm(request.POST).is_valid():
            messages.error(request, _("Say what it was."))
            return redirect(LIST)
        return super().post(request, instruction)

    def act(self, instruction: str) -> str:
        note = self.request.POST["note"].strip()
        close_refused(instruction=instruction, note=note, actor=self.request.user)  # type: ignore[arg-type]
        return _("Closed.")
