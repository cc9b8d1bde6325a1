"""Views on an assistant's settings: the storefront hears of what is saved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from wagtail.admin.views import generic

from chatbot.services.settings import tell_storefront


class ToldCreateView(generic.CreateView):
    @transaction.atomic
    def save_instance(self) -> Any:
        saved = super().save_instance()
        tell_storefront()
        return saved


class ToldEditView(generic.EditView):
    @transaction.atomic
    def save_instance(self) -> Any:
        saved = super().save_instance()
        tell_storefront()
        return saved


class ToldDeleteView(generic.DeleteView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        tell_storefront()
        return answer
