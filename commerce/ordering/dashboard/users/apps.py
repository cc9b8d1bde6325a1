"""Oscar's pages of customers, for those of the tenant."""

from __future__ import annotations

from oscar.apps.dashboard.users import apps


class UsersDashboardConfig(apps.UsersDashboardConfig):
    name = "commerce.ordering.dashboard.users"

    def ready(self) -> None:
        super().ready()
        from . import views

        self.index_view = views.IndexView
        self.user_detail_view = views.UserDetailView
        self.password_reset_view = views.PasswordResetView
