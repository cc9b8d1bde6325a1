"""Putting a draft in force on a date."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from commerce.core.errors import DomainError
from commerce.tenancy.selectors import channel_context
from search.errors import DateOfPublicationError, NothingToPublishError, PublisherGoneError
from search.models import PlannedConfiguration
from search.permissions import may_publish
from search.query.snapshot import from_json, to_json
from search.selectors.configurations import draft_configuration, get_published_number
from search.selectors.planned import find_plan, list_due_plans

from .publishing import examine, put_in_force

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

LOGGER: Final = logging.getLogger(__name__)
PLAN_ACTION: Final = "search.plan"
WITHDRAW_ACTION: Final = "search.withdraw"
FAIL_ACTION: Final = "search.fail"


def plan_publication(
    *, channel: Channel, actor: User, starts_at: datetime, reason: str = ""
) -> PlannedConfiguration:
    """Have the draft as it is now put in force at that time, instead of what was planned before.

    What is drafted afterwards is no part of it. Raises DateOfPublicationError for a time that has
    passed, and what `publish_configuration` raises; nothing has changed then.
    """
    if starts_at <= timezone.now():
        raise DateOfPublicationError
    draft, reason = draft_configuration(channel), reason.strip()
    examine(channel=channel, draft=draft, reason=reason)
    with transaction.atomic():
        plan, _is_new = PlannedConfiguration.objects.update_or_create(
            channel=channel,
            defaults={
                "snapshot": to_json(draft),
                "starts_at": starts_at,
                "reason": reason,
                "planned_by": actor,
                "problem": "",
            },
        )
        _note(plan, PLAN_ACTION, actor)
    return plan


@transaction.atomic
def withdraw_plan(*, channel: Channel, actor: User) -> None:
    """Let the draft that was planned stay a draft. Doing it twice changes nothing."""
    plan = find_plan(channel=channel)
    if plan is not None:
        _note(plan, WITHDRAW_ACTION, actor)
        plan.delete()


def publish_due_plans() -> int:
    """Put in force what is planned for now. Returns how many that were.

    A plan that is refused says why from then on, and does not hold up the others.
    """
    return sum(_publish(plan) for plan in list_due_plans(now=timezone.now()))


def _publish(plan: PlannedConfiguration) -> bool:
    with channel_context(plan.channel):
        try:
            _check_publisher(plan)
            return _publish_unless_withdrawn(plan)
        except NothingToPublishError:  # somebody has put the same in force by hand
            PlannedConfiguration.objects.filter(pk=plan.pk).delete()
        except DomainError as error:
            LOGGER.warning("The search of %s was not published: %s", plan.channel_id, error.code)
            _tell_problem(plan, error.detail)
    return False


def _check_publisher(plan: PlannedConfiguration) -> None:
    """Who planned it may have lost the right to publish since, or be gone."""
    if plan.planned_by is None or not may_publish(plan.planned_by, plan.channel):
        raise PublisherGoneError


def _publish_unless_withdrawn(plan: PlannedConfiguration) -> bool:
    """Judged queries take their time, hence before the row is locked."""
    channel = plan.channel
    draft = from_json(plan.snapshot, number=get_published_number(channel=channel) + 1)
    verdict = examine(channel=channel, draft=draft, reason=plan.reason)
    with transaction.atomic():
        waiting = PlannedConfiguration.objects.select_for_update().filter(
            pk=plan.pk, starts_at=plan.starts_at, snapshot=plan.snapshot
        )
        if not waiting.exists():
            return False
        put_in_force(channel, plan.planned_by, draft, verdict, plan.reason)
        waiting.delete()
    return True


@transaction.atomic
def _tell_problem(plan: PlannedConfiguration, problem: str) -> None:
    PlannedConfiguration.objects.filter(pk=plan.pk).update(problem=problem)
    log(instance=plan, action=FAIL_ACTION, title=str(plan), data={"problem": problem})


def _note(plan: PlannedConfiguration, action: str, actor: User) -> None:
    told = {"starts_at": plan.starts_at.isoformat(), "reason": plan.reason}
    log(instance=plan, action=action, user=actor, title=str(plan), data=told)
