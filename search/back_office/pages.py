"""What all pages about one channel's search have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from commerce.accounts.permissions import list_own_channels
from commerce.core.errors import NotFoundError
from search.models import PublishedConfiguration
from search.permissions import OwnChannelsPolicy, get_own_channel

from .forms import language_name

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


class ChannelPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one of the person's channels, `?channel=` its code, in one of its languages."""

    model = PublishedConfiguration
    permission_required = "view"

    @cached_property
    def channel(self) -> Channel:
        """The channel of this page. Raises Http404 for one of another tenant."""
        try:
            return get_own_channel(user=self.request.user, code=self.request.GET.get("channel"))
        except NotFoundError:
            raise Http404 from None

    @cached_property
    def locale(self) -> str:
        wanted = self.request.GET.get("locale", "")
        return wanted if wanted in self.channel.locales else self.channel.default_locale

    @property
    def languages(self) -> list[tuple[str, str]]:
        return [(code, language_name(code)) for code in self.channel.locales]

    @property
    def person(self) -> User:
        """Who opened the page; Wagtail lets nobody else in."""
        user = self.request.user
        if isinstance(user, AnonymousUser):
            raise PermissionDenied
        return user

    @property
    def may_publish(self) -> bool:
        policy = OwnChannelsPolicy(PublishedConfiguration)
        return policy.user_has_permission(self.request.user, "add")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(
            channel=self.channel,
            channels=list_own_channels(user=self.request.user),
            shop_locale=self.locale,
            languages=self.languages,
            **given,
        )


class PageViewSet(ViewSet):
    """One page with an entry in the menu, for those who may see it."""

    page_class: type[ChannelPage]

    def get_urlpatterns(self) -> list[Any]:
        view = self.construct_view(self.page_class, header_icon=self.icon)
        return [path("", view, name="index")]

    @property
    def menu_item_class(self) -> type[MenuItem]:
        return SearchMenuItem


class SearchMenuItem(MenuItem):
    """Shown to those who may see what was published."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = OwnChannelsPolicy(PublishedConfiguration)
        return policy.user_has_permission(request.user, "view")
