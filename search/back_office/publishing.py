"""The draft beside what is in force, what judged queries say to it, and the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError
from search.models import Measurement
from search.query.configuration import Configuration
from search.query.snapshot import to_json
from search.selectors.configurations import (
    draft_configuration,
    get_configuration,
    list_publications,
)
from search.selectors.judgements import count_queries, list_judged_sets
from search.services.gate import Gate
from search.services.publishing import (
    QUERIES_AT_ONCE,
    begin_measurement,
    find_measurement,
    publish_configuration,
    run_measurement,
)
from search.tasks import request_measurement

from .differences import list_changes
from .pages import ChannelPage, PageViewSet

SHOWN_PUBLICATIONS = 10
MAX_REASON = 1000


class PublishPage(ChannelPage):
    """GET shows, POST measures (`action=measure`) or publishes (`action=publish`)."""

    page_title = _("Publish")
    template_name = "search/back_office/publish.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not self.may_publish:
            raise PermissionDenied
        if request.POST.get("action") == "publish":
            self._publish()
        else:
            self._measure()
        address = reverse("search_publish:index")
        return HttpResponseRedirect(f"{address}?channel={self.channel.code}")

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        published = get_configuration(self.channel)
        measurement = find_measurement(channel=self.channel, draft=self.draft)
        return super().get_context_data(
            published=published,
            draft=self.draft,
            changes=list_changes(published, self.draft),
            is_new=published.number == 0 or to_json(published) != to_json(self.draft),
            sets=list_judged_sets(channel=self.channel),
            queries=count_queries(channel=self.channel),
            measurement=measurement,
            is_measuring=measurement is not None and measurement.finished_at is None,
            gate=_gate(measurement),
            publications=list(list_publications(channel=self.channel)[:SHOWN_PUBLICATIONS]),
            may_publish=self.may_publish,
            max_reason=MAX_REASON,
            **given,
        )

    @cached_property
    def draft(self) -> Configuration:
        return draft_configuration(self.channel)

    def _publish(self) -> None:
        reason = self.request.POST.get("reason", "")[:MAX_REASON]
        try:
            publication = publish_configuration(self.channel, self.person, reason)
        except DomainError as error:
            messages.error(self.request, error.detail)
            return
        done = translate("Configuration %(number)d is in force.") % {"number": publication.number}
        messages.success(self.request, done)

    def _measure(self) -> None:
        """Measure at once when that takes seconds; otherwise let a worker do it."""
        measurement = begin_measurement(channel=self.channel, actor=self.person)
        if count_queries(channel=self.channel) <= QUERIES_AT_ONCE:
            run_measurement(measurement)
        else:
            transaction.on_commit(lambda: request_measurement(measurement.pk))


def _gate(measurement: Measurement | None) -> Gate | None:
    """Return the result of a measurement that came to its end."""
    if measurement is None or not measurement.finished_at or measurement.problem:
        return None
    return Gate.from_json(measurement.result)


class PublishViewSet(PageViewSet):
    name = "search_publish"
    url_prefix = "search-marketing/publish"
    icon = "upload"
    menu_label = _("Publish")
    page_class = PublishPage
