"""What the panels share: whose they are, and that one without a right shows nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component


class HomePanel(Component):
    """A panel of the first page, for those who have its `right`."""

    name = ""
    order = 100
    right = "wagtailadmin.access_admin"

    def is_shown(self, user: Any) -> bool:
        """Whether that person sees the panel."""
        return bool(user.has_perm(self.right))

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        request = (parent_context or {})["request"]
        return str(super().render_html(parent_context)) if self.is_shown(request.user) else ""
