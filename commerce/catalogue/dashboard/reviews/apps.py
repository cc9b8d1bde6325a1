"""Oscar's review pages with the views that tell the documents what changed."""

from __future__ import annotations

from oscar.apps.dashboard.reviews import apps


class ReviewsDashboardConfig(apps.ReviewsDashboardConfig):
    name = "commerce.catalogue.dashboard.reviews"

    def ready(self) -> None:
        super().ready()
        from . import views

        self.list_view = views.ReviewListView
        self.update_view = views.ReviewUpdateView
        self.delete_view = views.ReviewDeleteView
