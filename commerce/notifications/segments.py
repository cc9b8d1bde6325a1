"""What customers of a segment may have in common, as far as messages know."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from .enums import Medium
from .kinds import ANNOUNCEMENT
from .models import Consent, Wishes
from .registry import Condition


def _speaks(people: Any, channel_id: int, value: str) -> Any:
    chosen = Wishes.objects.filter(
        user=OuterRef("pk"), tenant__channels=channel_id, locale=value.strip()
    )
    return people.filter(Exists(chosen))


def _has_agreed(people: Any, channel_id: int, value: str) -> Any:
    """The latest word counts."""
    words = Consent.objects.filter(
        user=OuterRef("pk"),
        tenant__channels=channel_id,
        kind=ANNOUNCEMENT.code,
        medium=Medium.EMAIL,
    )
    latest = words.order_by("-pk").values("is_given")[:1]
    return people.alias(has_agreed=Subquery(latest)).filter(has_agreed=True)


SPEAKS = Condition(
    "language", _("Language that the person has chosen"), _speaks, help=_("Such as de.")
)
READS_NEWS = Condition("news", _("Has agreed to the newsletter"), _has_agreed, is_flag=True)
