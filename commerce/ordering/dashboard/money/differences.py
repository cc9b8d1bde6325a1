"""Where the books of payment services and the shop's own do not agree, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import generic

from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError
from commerce.integrations.errors import ProviderError
from commerce.payments.enums import FactOutcome, Finding
from commerce.payments.selectors import count_differences, list_differences, list_reconciliations
from commerce.payments.services.differences import (
    book_movement,
    close_movement,
    give_back_movement,
    give_back_orphan,
    look_again,
)

from .forms import NoteForm, VoidForm

if TYPE_CHECKING:
    from commerce.payments.models import ProviderMovement

LIST = "dashboard:money-differences"
READINGS = 5
ASKED_AGAIN = (Finding.DIFFERENT, Finding.MISSING)


class DifferencesView(generic.ListView):  # type: ignore[type-arg]
    """All of them, or those of one kind."""

    template_name = "ordering/dashboard/money/differences.html"
    context_object_name = "movements"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return list_differences(finding=self._wanted())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = count_differences()
        return super().get_context_data(
            **kwargs,
            wanted=self._wanted(),
            counts=[(each, counts[each]) for each in Finding if each in counts],
            total=sum(counts.values()),
            readings=list_reconciliations()[:READINGS],
            asked_again=ASKED_AGAIN,
        )

    def _wanted(self) -> Finding | None:
        name = self.request.GET.get("finding", "")
        return Finding(name) if name in Finding.values else None


class _ActionView(generic.View):
    """One action with one of them; what cannot be done is said on the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, movement: str) -> HttpResponse:
        try:
            self.act(_movement(movement))
        except (DomainError, ProviderError) as refused:
            messages.error(request, _said_by(refused))
        return redirect(LIST)

    def act(self, row: ProviderMovement) -> None:
        raise NotImplementedError

    def tell(self, outcomes: list[FactOutcome]) -> None:
        """Say what became of what was told."""
        for outcome in outcomes:
            is_booked = outcome in (FactOutcome.BOOKED, FactOutcome.KNOWN)
            say = messages.success if is_booked else messages.warning
            say(self.request, str(outcome.label))


class BookView(_ActionView):
    def act(self, row: ProviderMovement) -> None:
        self.tell([book_movement(movement_id=row.pk)])


@method_decorator(asking_outside, name="dispatch")
class LookAgainView(_ActionView):
    def act(self, row: ProviderMovement) -> None:
        outcomes = look_again(movement_id=row.pk)
        self.tell([each for each in outcomes if each is not FactOutcome.KNOWN])
        if list_differences().filter(pk=row.pk).exists():
            messages.warning(self.request, _("The payment service was asked; it still differs."))
        else:
            messages.success(self.request, _("It agrees now."))


class CloseView(_ActionView):
    def act(self, row: ProviderMovement) -> None:
        form = NoteForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Say what it was."))
            return
        close_movement(movement_id=row.pk, actor=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(self.request, _("Closed."))


@method_decorator(asking_outside, name="dispatch")
class GiveBackView(generic.View):
    """Money leaves only after a question."""

    def get(self, request: HttpRequest, movement: str) -> HttpResponse:
        return self._ask(_movement(movement), VoidForm())

    def post(self, request: HttpRequest, movement: str) -> HttpResponse:
        row, form = _movement(movement), VoidForm(request.POST)
        if not form.is_valid():
            return self._ask(row, form)
        give_back = give_back_orphan if row.finding == Finding.ORPHAN else give_back_movement
        try:
            give_back(movement_id=row.pk, actor=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except (DomainError, ProviderError) as refused:
            messages.error(request, _said_by(refused))
        else:
            messages.success(request, _("Noted. The payment service is asked to give it back."))
        return redirect(LIST)

    def _ask(self, row: ProviderMovement, form: VoidForm) -> HttpResponse:
        context = {"movement": row, "form": form}
        return render(self.request, "ordering/dashboard/money/give_back.html", context)


def _said_by(refused: DomainError | ProviderError) -> str:
    return str(refused.detail if isinstance(refused, DomainError) else refused.sentence)


def _movement(name: str) -> ProviderMovement:
    found: ProviderMovement | None = list_differences().filter(public_id=name).first()
    if found is None:
        raise Http404
    return found
