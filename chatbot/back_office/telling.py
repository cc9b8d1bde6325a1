"""Settings that are deleted: the storefront hears of it as of those that are saved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from wagtail.admin.views import generic

from commerce.storefront.services import revalidate


class ToldDeleteView(generic.DeleteView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        revalidate(["channel"])
        return answer
