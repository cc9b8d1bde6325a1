"""Conversations as people of the shop see them: those of the desks that a person works at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from chatbot.errors import ConversationNotFoundError
from chatbot.models import Conversation, ConversationTag, Desk, Message
from commerce.accounts.permissions import works_for
from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

RIGHT = "chatbot.work_at_desk"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conversations are looked for; without anything, all."""

    text: str = ""
    tag: str = ""
    state: str = ""
    care: str = ""


def list_desk_channels(user: User) -> QuerySet[Channel]:
    """Return the channels whose shoppers the person may talk with: by right, tenant and desk."""
    channels = list_channels()
    if not user.has_perm(RIGHT):
        return channels.none()
    tenants = {channel.tenant_id for channel in channels}
    own = channels.filter(tenant__in=[each for each in tenants if works_for(user, each)])
    if user.is_superuser:
        return own
    closed = Desk._base_manager.filter(channel=OuterRef("pk"), groups__isnull=False)
    return own.filter(Exists(closed.filter(groups__in=user.groups.all())) | ~Exists(closed))


def list_for_desk(user: User) -> QuerySet[Conversation]:
    """Return the conversations that the person may read and answer, the latest first."""
    rows = Conversation.objects.filter(channel__in=list_desk_channels(user))
    return rows.select_related("channel", "user", "care__taken_by").order_by("-updated_at", "-pk")


def find_for_desk(user: User, wanted: Wanted) -> QuerySet[Conversation]:
    """Return those that are looked for: who waits comes first, and longest before that."""
    rows = list_for_desk(user).exclude(last_number=0)
    if wanted.text:
        said = Message.objects.filter(conversation=OuterRef("pk"), text__icontains=wanted.text)
        about = Q(title__icontains=wanted.text) | Q(user__email__icontains=wanted.text)
        rows = rows.filter(about | Q(public_id=wanted.text) | Exists(said))
    if wanted.tag:
        rows = rows.filter(tags__name=wanted.tag)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.care == "waiting":
        return rows.exclude(care__waiting_since=None).order_by("care__waiting_since")
    if wanted.care == "mine":
        return rows.filter(care__taken_by=user)
    return rows.exclude(care__taken_by=None) if wanted.care == "taken" else rows


def count_waiting(user: User) -> int:
    """How many shoppers wait for a person."""
    return list_for_desk(user).exclude(care__waiting_since=None).count()


def get_for_desk(user: User, public_id: str) -> Conversation:
    """Return one that the person may read. Raises ConversationNotFoundError."""
    return _one(list_for_desk(user), public_id)


def lock_for_desk(user: User, public_id: str) -> Conversation:
    """Return one that the person may answer, locked until the end of the transaction."""
    rows = Conversation.objects.filter(channel__in=list_desk_channels(user))
    return _one(rows.select_for_update(of=("self",)), public_id)


def list_tags(user: User) -> list[str]:
    """Return the words that conversations of the person's desks are found by."""
    rows = ConversationTag.objects.filter(conversation__channel__in=list_desk_channels(user))
    return list(rows.order_by("name").values_list("name", flat=True).distinct())


def _one(rows: QuerySet[Conversation], public_id: str) -> Conversation:
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise ConversationNotFoundError
    return found
