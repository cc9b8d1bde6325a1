"""What pages about one channel's assistant have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from chatbot.models import FaqEntry
from chatbot.permissions import OwnChannelsPolicy
from commerce.accounts.permissions import list_own_channels
from commerce.tenancy.selectors import current_channel

from .forms import language_name

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class ChannelPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one of the person's channels, `?channel=` its code, in one of its languages."""

    model = FaqEntry
    permission_required = "view"
    page_title: Any = ""

    @cached_property
    def channel(self) -> Channel:
        """The channel of this page. Raises Http404 for one of another tenant."""
        code = self.request.GET.get("channel") or current_channel().code
        found: Channel | None = list_own_channels(user=self.request.user).filter(code=code).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def locale(self) -> str:
        wanted = self.request.GET.get("locale", "")
        return wanted if wanted in self.channel.locales else self.channel.default_locale

    def may(self, action: str) -> bool:
        """Whether the person may add or change what the assistant answers."""
        return OwnChannelsPolicy(FaqEntry).user_has_permission(self.request.user, action)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(
            channel=self.channel,
            channels=list_own_channels(user=self.request.user),
            shop_locale=self.locale,
            languages=[(code, language_name(code)) for code in self.channel.locales],
            **given,
        )


class AnswersMenuItem(MenuItem):
    """Shown to those who may see what the assistant answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return OwnChannelsPolicy(FaqEntry).user_has_permission(request.user, "view")


class PageViewSet(ViewSet):
    """One page with an entry in the menu."""

    page_class: type[ChannelPage]
    menu_item_class = AnswersMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.construct_view(self.page_class, header_icon=self.icon), name="index")]
