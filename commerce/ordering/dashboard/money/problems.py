"""What was told of payments and does not fit, waiting for somebody to look into it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import generic

from commerce.payments.selectors import list_suspicious_facts
from commerce.payments.services.facts import close_fact

from .forms import NoteForm


class ProblemsView(generic.ListView):  # type: ignore[type-arg]
    template_name = "ordering/dashboard/money/problems.html"
    context_object_name = "facts"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return list_suspicious_facts()


class CloseFactView(generic.View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, fact: str) -> HttpResponse:
        """Somebody has looked into it and says what it was."""
        found = list_suspicious_facts().filter(public_id=fact).first()
        if found is None:
            raise Http404
        form = NoteForm(request.POST)
        if form.is_valid():
            close_fact(fact_id=found.pk, actor=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("Closed."))
        else:
            messages.error(request, _("Say what it was."))
        return redirect("dashboard:money-problems")
