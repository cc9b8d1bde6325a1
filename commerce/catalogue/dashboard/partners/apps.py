"""Oscar's pages of sellers, with people of the tenant only."""

from __future__ import annotations

from oscar.apps.dashboard.partners import apps


class PartnersDashboardConfig(apps.PartnersDashboardConfig):
    name = "commerce.catalogue.dashboard.partners"

    def ready(self) -> None:
        super().ready()
        from . import views

        self.delete_view = views.PartnerDeleteView
        self.user_create_view = views.PartnerUserCreateView
        self.user_select_view = views.PartnerUserSelectView
        self.user_link_view = views.PartnerUserLinkView
        self.user_unlink_view = views.PartnerUserUnlinkView
        self.user_update_view = views.PartnerUserUpdateView
