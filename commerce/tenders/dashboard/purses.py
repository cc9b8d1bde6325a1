"""Gift cards and store credit: found, given, put right and blocked by staff."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import generic
from ulid import ULID

from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.tenders.errors import PurseNotFoundError
from commerce.tenders.models import PurseAccount
from commerce.tenders.selectors import find_purses, get_purse
from commerce.tenders.services import issuing

from .forms import CorrectForm, CreditForm, IssueForm

DETAIL = "dashboard:purse-detail"


def _purse(name: str) -> PurseAccount:
    try:
        return get_purse(name)
    except PurseNotFoundError as missing:
        raise Http404 from missing


class PurseListView(generic.ListView):  # type: ignore[type-arg]
    context_object_name = "purses"
    template_name = "tenders/dashboard/purse_list.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return find_purses(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, q=self.request.GET.get("q", ""))


class PurseView(generic.TemplateView):
    template_name = "tenders/dashboard/purse_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        purse = _purse(kwargs["purse"])
        entries = purse.entries.select_related("actor")
        form = kwargs.pop("form", None) or CorrectForm()
        return super().get_context_data(
            **{**kwargs, "purse": purse, "entries": entries, "form": form}
        )


class _GivingView(generic.FormView):  # type: ignore[type-arg]
    """Gives once: the page's own key makes sending the form twice harmless."""

    template_name = "tenders/dashboard/purse_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.request.POST.get("key") or str(ULID())
        return super().get_context_data(**kwargs, key=key, title=self.title())

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            purse = self.give(form, self.request.POST.get("key") or str(ULID()))
        except DomainError as refusal:
            form.add_error("amount", refusal.detail)
            return self.form_invalid(form)
        return redirect(DETAIL, purse=purse.public_id)

    def title(self) -> str:
        raise NotImplementedError

    def give(self, form: Any, key: str) -> PurseAccount:
        raise NotImplementedError


class IssueView(_GivingView):
    form_class = IssueForm

    def title(self) -> str:
        return _("New gift card")

    def give(self, form: IssueForm, key: str) -> PurseAccount:
        given = form.cleaned_data
        card = issuing.issue_gift_card(
            channel_id=given["channel"].pk,
            amount=form.money,
            email=given["email"],
            locale=given["locale"],
            issue=f"staff/{key}"[:64],
            actor=self.request.user,  # type: ignore[arg-type]
            note=given["note"],
        )
        sent = _("The gift card is on its way to %(email)s.") % {"email": card.email}
        messages.success(self.request, sent)
        return card


class CreditView(_GivingView):
    form_class = CreditForm

    def title(self) -> str:
        return _("Give store credit")

    def give(self, form: CreditForm, key: str) -> PurseAccount:
        return issuing.give_store_credit(
            channel_id=form.cleaned_data["channel"].pk,
            owner=form.owner,
            amount=form.money,
            issue=f"staff/{key}"[:64],
            actor=self.request.user,  # type: ignore[arg-type]
            note=form.cleaned_data["note"],
        )


class CorrectView(PurseView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, purse: str) -> HttpResponse:
        form, found = CorrectForm(request.POST), _purse(purse)
        if form.is_valid():
            try:
                issuing.correct_purse(
                    purse=found.public_id,
                    change=Money(form.cleaned_data["change"], found.currency),
                    actor=request.user,  # type: ignore[arg-type]
                    note=form.cleaned_data["note"],
                )
            except DomainError as refusal:
                form.add_error("change", refusal.detail)
            else:
                return redirect(DETAIL, purse=purse)
        return self.render_to_response(self.get_context_data(purse=purse, form=form))


class BlockView(generic.View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, purse: str) -> HttpResponse:
        """Block it, or let it pay again."""
        is_blocked = request.POST.get("is_blocked") == "1"
        issuing.block_purse(purse=_purse(purse).public_id, is_blocked=is_blocked)
        return redirect(DETAIL, purse=purse)
