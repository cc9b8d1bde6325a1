"""The draft beside what is in force, and the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError
from search.query.configuration import Configuration
from search.query.snapshot import to_json
from search.selectors.configurations import (
    draft_configuration,
    get_configuration,
    list_publications,
)
from search.services.publishing import publish_configuration

from .differences import list_changes
from .pages import ChannelPage, PageViewSet

SHOWN_PUBLICATIONS = 10
MAX_REASON = 1000


class PublishPage(ChannelPage):
    """GET shows, POST publishes (`action=publish`)."""

    page_title = _("Publish")
    template_name = "search/back_office/publish.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not self.may_publish:
            raise PermissionDenied
        self.act(request.POST.get("action", ""))
        address = reverse("search_publish:index")
        return HttpResponseRedirect(f"{address}?channel={self.channel.code}")

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        published = get_configuration(self.channel)
        return super().get_context_data(
            published=published,
            draft=self.draft,
            changes=list_changes(published, self.draft),
            is_new=published.number == 0 or to_json(published) != to_json(self.draft),
            publications=list(list_publications(channel=self.channel)[:SHOWN_PUBLICATIONS]),
            may_publish=self.may_publish,
            max_reason=MAX_REASON,
            **given,
        )

    @cached_property
    def draft(self) -> Configuration:
        return draft_configuration(self.channel)

    def act(self, action: str) -> None:
        """Do what the button says that was pressed."""
        if action == "publish":
            self._publish()

    def _publish(self) -> None:
        reason = self.request.POST.get("reason", "")[:MAX_REASON]
        try:
            publication = publish_configuration(self.channel, self.person, reason)
        except DomainError as error:
            messages.error(self.request, error.detail)
            return
        done = gettext("Configuration %(number)d is in force.") % {"number": publication.number}
        messages.success(self.request, done)


class PublishViewSet(PageViewSet):
    name = "search_publish"
    url_prefix = "search-marketing/publish"
    icon = "upload"
    menu_label = _("Publish")
    page_class = PublishPage
