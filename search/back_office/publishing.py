"""The draft beside what is in force, and the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import DateTimeField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
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
from search.selectors.planned import find_plan
from search.services.planning import plan_publication, withdraw_plan
from search.services.publishing import publish_configuration

from .differences import list_changes
from .pages import ChannelPage, PageViewSet

SHOWN_PUBLICATIONS = 10
MAX_REASON = 1000


class PublishPage(ChannelPage):
    """GET shows, POST publishes (`action=publish`), plans (`plan`) or plans no longer (`withdraw`)."""

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
            plan=find_plan(channel=self.channel),
            max_reason=MAX_REASON,
            **given,
        )

    @cached_property
    def draft(self) -> Configuration:
        return draft_configuration(self.channel)

    def act(self, action: str) -> None:
        """Do what the button says that was pressed."""
        acts = {"publish": self._publish, "plan": self._plan, "withdraw": self._withdraw}
        if action not in acts:
            return
        try:
            messages.success(self.request, acts[action]())
        except DomainError as error:
            messages.error(self.request, error.detail)

    @property
    def reason(self) -> str:
        return self.request.POST.get("reason", "")[:MAX_REASON]

    def _publish(self) -> str:
        publication = publish_configuration(self.channel, self.person, self.reason)
        return gettext("Configuration %(number)d is in force.") % {"number": publication.number}

    def _plan(self) -> str:
        """A date that cannot be read is none that is still to come."""
        field = DateTimeField(required=False)
        try:
            moment = field.clean(self.request.POST.get("starts_at", ""))
        except ValidationError:
            moment = None
        plan = plan_publication(
            channel=self.channel,
            actor=self.person,
            starts_at=moment or timezone.now(),
            reason=self.reason,
        )
        shown = date_format(timezone.localtime(plan.starts_at), "SHORT_DATETIME_FORMAT")
        return gettext("The draft goes live on %(date)s.") % {"date": shown}

    def _withdraw(self) -> str:
        withdraw_plan(channel=self.channel, actor=self.person)
        return gettext("The draft is not planned any more.")


class PublishViewSet(PageViewSet):
    name = "search_publish"
    url_prefix = "search-marketing/publish"
    icon = "upload"
    menu_label = _("Publish")
    page_class = PublishPage
