"""The page of publication, with what judged queries say to the draft."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from search.back_office.publishing import PublishPage, PublishViewSet
from search.laboratory.models import Measurement
from search.laboratory.selectors import count_queries, find_measurement
from search.laboratory.services.gate import Report, begin_measurement, run_measurement
from search.laboratory.tasks import request_measurement

# More judged queries than this are measured by a worker while the page shows how far it is.
QUERIES_AT_ONCE = 300


class MeasuredPublishPage(PublishPage):
    """POST measures, too (`action=measure`)."""

    template_name = "search/laboratory/publish.html"

    def act(self, action: str) -> None:
        """Measure at once when that takes seconds; otherwise let a worker do it."""
        if action != "measure":
            super().act(action)
            return
        measurement = begin_measurement(channel=self.channel, actor=self.person)
        if count_queries(channel=self.channel) <= QUERIES_AT_ONCE:
            run_measurement(measurement)
        else:
            transaction.on_commit(lambda: request_measurement(measurement.pk))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        measurement = find_measurement(channel=self.channel, draft=self.draft)
        return super().get_context_data(
            queries=count_queries(channel=self.channel),
            measurement=measurement,
            is_measuring=measurement is not None and measurement.finished_at is None,
            gate=_report(measurement),
            **given,
        )


def _report(measurement: Measurement | None) -> Report | None:
    """Return the result of a measurement that came to its end."""
    if measurement is None or not measurement.finished_at or measurement.problem:
        return None
    return Report.from_json(measurement.result)


class MeasuredPublishViewSet(PublishViewSet):
    """Takes the place of the page without judged queries."""

    page_class = MeasuredPublishPage
