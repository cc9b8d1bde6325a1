"""What the pages about conversations have in common: the right, and who is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from chatbot.selectors.desk import list_desk_channels

if TYPE_CHECKING:
    from commerce.accounts.models import User


class DeskPage(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who talk with shoppers of one of the channels at work."""

    page_title: Any = ""

    @property
    def person(self) -> User:
        """Who opened the page; Wagtail lets nobody else in."""
        user = self.request.user
        if isinstance(user, AnonymousUser):
            raise PermissionDenied
        return user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class DeskMenuItem(MenuItem):
    """Shown to those who work at a desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return list_desk_channels(user).exists()
