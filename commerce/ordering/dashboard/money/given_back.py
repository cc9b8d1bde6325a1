"""Money that came for what became no order, and went back by itself."""

from __future__ import annotations

from typing import Any

from django.views import generic

from commerce.ordering.enums import RELEASED_BECAUSE, ReleaseReason
from commerce.ordering.selectors.completions import list_compensations


class GivenBackView(generic.ListView):  # type: ignore[type-arg]
    template_name = "ordering/dashboard/money/given_back.html"
    context_object_name = "rows"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return list_compensations()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = [(each, RELEASED_BECAUSE[ReleaseReason(each.reason)]) for each in context["rows"]]
        return {**context, "rows": rows}
