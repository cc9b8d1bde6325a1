"""Moderation of reviews: a decision changes the rating that a product's document tells."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.reviews import views as upstream
from oscar.apps.dashboard.reviews.forms import DashboardProductReviewForm

from commerce.catalogue.dashboard.saving import TellingView
from commerce.catalogue.documents.rows import SCORES
from commerce.catalogue.events import ReviewsChanged
from commerce.core.bus import publish
from commerce.tenancy.selectors import current_tenant_id

DECISIONS: Final = {str(value) for value, _name in DashboardProductReviewForm.choices}


class ReviewForm(DashboardProductReviewForm):
    """A review has at least one star."""

    score = forms.TypedChoiceField(
        label=_("Score"), choices=[(score, score) for score in sorted(SCORES)], coerce=int
    )


class TenantReviews:
    """Reviews of the current tenant's products."""

    def get_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return rows.filter(product__tenant=current_tenant_id())


class ReviewListView(TenantReviews, upstream.ReviewListView):
    def update_selected_review_status(
        self, request: HttpRequest, reviews: QuerySet[Any]
    ) -> HttpResponseBase:
        """Decide about several reviews at once; nothing changes without a decision."""
        if request.POST.get("status") not in DECISIONS:
            messages.error(request, _("Choose whether to approve or to reject."))
            return redirect("dashboard:reviews-list")
        product_ids = set(reviews.values_list("product_id", flat=True))
        with transaction.atomic():
            response: HttpResponseBase = super().update_selected_review_status(request, reviews)
            for product_id in sorted(product_ids):
                publish(ReviewsChanged(product_id=product_id))
        return response


class ReviewUpdateView(TellingView, TenantReviews, upstream.ReviewUpdateView):
    form_class = ReviewForm

    def tell(self) -> None:
        publish(ReviewsChanged(product_id=self.object.product_id))


class ReviewDeleteView(TellingView, TenantReviews, upstream.ReviewDeleteView):
    def before(self) -> None:
        self.product_id = self.get_object().product_id

    def tell(self) -> None:
        publish(ReviewsChanged(product_id=self.product_id))
