"""Money that came for what became no order, and went back by itself."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.views import generic

from commerce.ordering.enums import ReleaseReason
from commerce.ordering.selectors.completions import list_compensations

# What shoppers read says what it means for them; staff read what happened.
REASONS: Final = {
    ReleaseReason.EXPIRED: _("Not completed in time"),
    ReleaseReason.REPLACED: _("Another payment for the same cart was begun"),
    ReleaseReason.LET_GO: _("Stopped by the customer"),
    ReleaseReason.CART_CHANGED: _("The cart was changed meanwhile"),
    ReleaseReason.REFUSED: _("The order was refused"),
    ReleaseReason.OUT_OF_STOCK: _("Sold out meanwhile"),
    ReleaseReason.ORDER_CHANGED: _("The order was changed meanwhile"),
    ReleaseReason.NOT_OWED: _("The order owed nothing any more"),
}


class GivenBackView(generic.ListView):  # type: ignore[type-arg]
    template_name = "ordering/dashboard/money/given_back.html"
    context_object_name = "rows"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return list_compensations()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = [(each, REASONS[ReleaseReason(each.reason)]) for each in context["rows"]]
        return {**context, "rows": rows}
