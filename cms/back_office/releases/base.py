"""What the pages of one release share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms import selectors
from cms.models import Release
from commerce.core.errors import DomainError
from commerce.tenancy.selectors import own_channels


class OfRelease(WagtailAdminTemplateMixin):
    """A page of one release of the tenant's channels, for those who may change releases."""

    header_icon = "rotate"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("cms.change_release"):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @cached_property
    def release(self) -> Release:
        keys = [channel.pk for channel in own_channels()]
        return get_object_or_404(selectors.list_releases(channel_ids=keys), pk=self.kwargs["pk"])

    @property
    def may_publish(self) -> bool:
        return self.request.user.has_perm("cms.publish_release")

    @property
    def address(self) -> str:
        return reverse("releases:page", args=[self.release.pk])

    def get_page_subtitle(self) -> str:
        return self.release.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("releases:index"), "label": _("Releases")},
            {"url": self.address, "label": self.release.name},
        ]

    def tell(self, error: DomainError) -> None:
        """Show why something was refused: each reason on its own."""
        reasons = error.params.get("reasons") or [error.detail]
        for reason in reasons[:20]:
            messages.error(self.request, reason)
