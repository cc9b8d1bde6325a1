"""Reads of what the copilot has proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum

from chatbot.copilot.subjects import Subject
from chatbot.enums import Verdict
from chatbot.errors import SubjectNotFoundError
from chatbot.models import Proposal

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

DECIDED = (Verdict.ACCEPTED, Verdict.EDITED, Verdict.REJECTED)


@dataclass(frozen=True)
class Tally:
    """How many proposals there were, what became of them, and what they have cost in US dollars."""

    asked: int
    accepted: int
    edited: int
    rejected: int
    open: int
    empty: int
    cost: Decimal

    @property
    def decided(self) -> int:
        return self.accepted + self.edited + self.rejected

    @property
    def taken_share(self) -> float:
        """The share of what was decided that was taken over, as it was or with changes."""
        return (self.accepted + self.edited) / self.decided if self.decided else 0.0


def get_proposal(*, public_id: str) -> Proposal:
    """Return a proposal of the shop at work. Raises SubjectNotFoundError."""
    rows = Proposal.objects.select_related("channel", "author", "decided_by")
    found: Proposal | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise SubjectNotFoundError
    return found


def lock_proposal(*, pk: int) -> Proposal:
    """Return the row as it is now, locked."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("channel")
    found: Proposal = rows.get(pk=pk)
    return found


def list_proposals_of(subject: Subject) -> QuerySet[Proposal]:
    """Return what was proposed for one thing, the latest first."""
    rows = Proposal.objects.filter(writing__in=subject.writings, object_id=subject.pk)
    return rows.exclude(verdict=Verdict.EMPTY).select_related("author", "decided_by")


def list_proposals(*, channel: Channel, since: date, until: date) -> QuerySet[Proposal]:
    """Return a channel's proposals of those days, both included, the latest first."""
    rows = Proposal.objects.filter(channel=channel, created_at__date__range=(since, until))
    return rows.select_related("author", "decided_by")


def tally(proposals: QuerySet[Proposal]) -> Tally:
    """Return what became of them. One query."""
    counts = {each.value: Count("pk", filter=Q(verdict=each)) for each in Verdict}
    found = proposals.order_by().aggregate(asked=Count("pk"), total=Sum("cost"), **counts)
    cost = found.pop("total")
    return Tally(cost=cost if cost is not None else Decimal(0), **found)
