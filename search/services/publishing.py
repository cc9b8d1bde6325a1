"""Putting a draft in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from search.errors import NothingToPublishError
from search.models import PublishedConfiguration
from search.query.configuration import Configuration
from search.query.snapshot import to_json
from search.registry import GATES, Verdict
from search.selectors.configurations import (
    draft_configuration,
    get_numbered_configuration,
    get_published_number,
)
from search.services.state import raise_search_version

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

PUBLISH_ACTION = "search.publish"


def publish_configuration(
    channel: Channel, actor: User | None, reason: str = ""
) -> PublishedConfiguration:
    """Put the draft of a channel in force and return it.

    A gate that is registered looks at it first, and may raise a DomainError. Raises
    NothingToPublishError when it is in force already. Nothing has changed then.
    """
    draft, reason = draft_configuration(channel), reason.strip()
    verdict = examine(channel=channel, draft=draft, reason=reason)
    return put_in_force(channel, actor, draft, verdict, reason)


def examine(*, channel: Channel, draft: Configuration, reason: str) -> Verdict:
    """Return what the gate says of a configuration. Raises what `publish_configuration` raises."""
    before = get_numbered_configuration(channel=channel, number=draft.number - 1)
    if draft.number > 1 and to_json(draft) == to_json(before):
        raise NothingToPublishError
    subject: dict[str, Any] = {"before": before, "draft": draft, "reason": reason}
    return GATES[-1](channel=channel, **subject) if GATES else Verdict()


@transaction.atomic
def put_in_force(
    channel: Channel,
    actor: User | None,
    draft: Configuration,
    verdict: Verdict,
    reason: str,
) -> PublishedConfiguration:
    """Publish a configuration that was examined, under the next number of its channel."""
    raise_search_version(channel.pk)  # holds the channel's row, so that numbers come one by one
    publication = PublishedConfiguration.objects.create(
        channel=channel,
        number=get_published_number(channel=channel) + 1,
        snapshot=to_json(draft),
        gate=verdict.result,
        reason=reason,
        published_at=timezone.now(),
        published_by=actor,
    )
    log(
        instance=publication,
        action=PUBLISH_ACTION,
        user=actor,
        title=str(publication),
        data={"number": publication.number, "reason": reason, "worse": list(verdict.worse)},
    )
    return publication
