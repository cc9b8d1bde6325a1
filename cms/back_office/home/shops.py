"""Each shop with its languages, one click from editing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from cms import selectors
from commerce.tenancy.selectors import own_channels


class ShopsPanel(Component):
    """The home pages of the tenant's channels that the person may edit."""

    name = "shops"
    order = 30
    template_name = "cms/back_office/shops_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        shops = [(channel, self._homes(channel, user)) for channel in own_channels()]
        return {"shops": [(channel, homes) for channel, homes in shops if homes]}

    @staticmethod
    def _homes(channel: Any, user: Any) -> list[dict[str, Any]]:
        homes = selectors.list_homes(channel=channel)
        return [
            {"page": home, "language": home.locale.get_display_name()}
            for home in homes
            if home.permissions_for_user(user).can_edit()
        ]
