"""Putting a draft in force, once the judged sets agree or somebody says why they need not."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.log_actions import log

from commerce.core.errors import DomainError
from search.errors import NothingToPublishError, RankingWorseError
from search.models import Measurement, PublishedConfiguration
from search.query.configuration import Configuration
from search.query.snapshot import to_json
from search.selectors.configurations import (
    draft_configuration,
    get_numbered_configuration,
    get_published_number,
)
from search.selectors.judgements import count_queries, list_judged_sets
from search.services.evaluation import measure_draft
from search.services.gate import Gate
from search.services.state import raise_search_version

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

PUBLISH_ACTION = "search.publish"
# What was measured is believed that long; products, stock and prices change meanwhile.
MEASUREMENT_HOLDS = timedelta(hours=1)
# A measurement that takes longer than that was given up by its worker.
MEASUREMENT_TAKES = timedelta(minutes=10)
# More judged queries than this are measured by a worker while the page shows how far it is.
QUERIES_AT_ONCE = 300


def publish_configuration(
    channel: Channel, actor: User | None, reason: str = ""
) -> PublishedConfiguration:
    """Put the draft of a channel in force and return it.

    It is measured on the channel's judged sets first, unless the last measurement was of exactly
    this draft and less than an hour ago. Raises RankingWorseError when it does worse on one of them
    beyond noise and there is no reason, NothingToPublishError when it is in force already, and
    what an engine raises that cannot be asked, unless there is a reason. Nothing has changed then.
    """
    draft, reason = draft_configuration(channel), reason.strip()
    before = get_numbered_configuration(channel=channel, number=draft.number - 1)
    if draft.number > 1 and to_json(draft) == to_json(before):
        raise NothingToPublishError
    verdict = _judge(channel, before, draft, reason)
    return _store(channel, actor, draft, verdict, reason)


def begin_measurement(*, channel: Channel, actor: User | None) -> Measurement:
    """Return a new measurement of the draft that has yet to run."""
    draft = draft_configuration(channel)
    return Measurement.objects.create(
        channel=channel,
        started_by=actor,
        fingerprint=fingerprint(channel, draft),
        queries_total=2 * count_queries(channel=channel),
    )


def run_measurement(measurement: Measurement) -> Measurement:
    """Measure the draft as it is now and keep the result, or the problem, with the measurement."""
    channel = measurement.channel
    draft = draft_configuration(channel)
    before = get_numbered_configuration(channel=channel, number=draft.number - 1)
    measurement.fingerprint = fingerprint(channel, draft)

    def count(_query: str) -> None:
        rows = Measurement.objects.filter(pk=measurement.pk)
        rows.filter(queries_done__lt=F("queries_total")).update(queries_done=F("queries_done") + 1)

    try:
        sets = list(list_judged_sets(channel=channel))
        gate = measure_draft(sets=sets, channel=channel, before=before, after=draft, on_query=count)
        measurement.result = gate.to_json()
    except DomainError as error:
        measurement.problem = error.detail
    measurement.finished_at = timezone.now()
    measurement.save(update_fields=["fingerprint", "result", "problem", "finished_at"])
    return measurement


def get_measurement(measurement_id: int) -> Measurement:
    """Return the measurement with its channel. Raises Measurement.DoesNotExist."""
    return Measurement.objects.select_related("channel__tenant").get(pk=measurement_id)


def find_measurement(*, channel: Channel, draft: Configuration) -> Measurement | None:
    """Return the newest measurement of exactly this draft that still holds, perhaps unfinished."""
    now = timezone.now()
    is_done = Q(finished_at__isnull=False, started_at__gte=now - MEASUREMENT_HOLDS)
    is_running = Q(finished_at=None, started_at__gte=now - MEASUREMENT_TAKES)
    rows = Measurement.objects.filter(is_done | is_running, channel=channel)
    return rows.filter(fingerprint=fingerprint(channel, draft)).order_by("-pk").first()


def fingerprint(channel: Channel, draft: Configuration) -> str:
    """Return what stands for the draft, what is in force, and the judged sets."""
    sets = list_judged_sets(channel=channel).values_list("pk", "updated_at")
    parts = [to_json(draft), draft.number, [[pk, at.isoformat()] for pk, at in sets]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _judge(
    channel: Channel, before: Configuration, draft: Configuration, reason: str
) -> dict[str, Any]:
    known = find_measurement(channel=channel, draft=draft)
    if known is not None and known.finished_at and not known.problem:
        gate = Gate.from_json(known.result)
    else:
        try:
            sets = list(list_judged_sets(channel=channel))
            gate = measure_draft(sets=sets, channel=channel, before=before, after=draft)
        except DomainError as error:
            if not reason:
                raise
            return {"problem": error.code}
    if gate.worse and not reason:
        raise RankingWorseError(sets=", ".join(verdict.name for verdict in gate.worse))
    return gate.to_json()


@transaction.atomic
def _store(
    channel: Channel,
    actor: User | None,
    draft: Configuration,
    verdict: dict[str, Any],
    reason: str,
) -> PublishedConfiguration:
    raise_search_version(channel.pk)  # holds the channel's row, so that numbers come one by one
    publication = PublishedConfiguration.objects.create(
        channel=channel,
        number=get_published_number(channel=channel) + 1,
        snapshot=to_json(draft),
        gate=verdict,
        reason=reason,
        published_at=timezone.now(),
        published_by=actor,
    )
    worse = [verdict.name for verdict in Gate.from_json(publication.gate).worse]
    log(
        instance=publication,
        action=PUBLISH_ACTION,
        user=actor,
        title=str(publication),
        data={"number": publication.number, "reason": reason, "worse": worse},
    )
    return publication
