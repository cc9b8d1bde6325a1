"""What customers of a segment may have in common, as far as messages know."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .models import Wishes
from .registry import Condition


def _speaks(people: Any, channel_id: int, value: str) -> Any:
    chosen = Wishes.objects.filter(
        user=OuterRef("pk"), tenant__channels=channel_id, locale=value.strip()
    )
    return people.filter(Exists(chosen))


SPEAKS = Condition(
    "language", _("Language that the person has chosen"), _speaks, help=_("Such as de.")
)
