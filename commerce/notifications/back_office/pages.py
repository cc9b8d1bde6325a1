"""What the pages about kinds have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.notifications.enums import Medium
from commerce.notifications.models import Template
from commerce.notifications.registry import Kind, find_kind
from commerce.tenancy.selectors import list_own_channels

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


class MessagesPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page for those who may see templates: in one channel, `?channel=` its code."""

    model = Template
    permission_required = "view"
    page_title: Any = ""

    @cached_property
    def channels(self) -> list[Channel]:
        return list(list_own_channels())

    @cached_property
    def channel(self) -> Channel:
        """The channel that was asked for, else the first. Raises Http404 for one of another tenant."""
        code = self.choice("channel")
        found = [each for each in self.channels if code in ("", each.code)]
        if not found:
            raise Http404
        return found[0]

    @cached_property
    def locale(self) -> str:
        locale = self.choice("locale")
        return locale if locale in self.channel.locales else self.channel.default_locale

    @cached_property
    def kind(self) -> Kind:
        kind = find_kind(self.kwargs["code"])
        if kind is None:
            raise Http404
        return kind

    @cached_property
    def medium(self) -> Medium:
        medium = self.choice("medium")
        return Medium(medium) if medium in Medium.values else Medium.EMAIL

    @property
    def person(self) -> User:
        """Who opened the page; Wagtail lets nobody else in."""
        user = self.request.user
        if isinstance(user, AnonymousUser):
            raise PermissionDenied
        return user

    @property
    def place(self) -> str:
        """Which words are meant, for an address."""
        return f"channel={self.channel.code}&locale={self.locale}&medium={self.medium}"

    def choice(self, name: str) -> str:
        return str(self.request.POST.get(name) or self.request.GET.get(name) or "")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(
            channel=self.channel,
            channels=self.channels,
            message_locale=self.locale,
            languages=[(code, language_name(code)) for code in self.channel.locales],
            place=self.place,
            **given,
        )


def language_name(code: str) -> str:
    """Return what speakers of that language call it."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code
