"""What a channel takes of the packs, in its draft."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from search.language.packs import list_trades
from search.models import SearchPreferences, StoppedLine

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel
    from search.query.words import Rule


@transaction.atomic
def choose_packs(*, channel: Channel, trades: Collection[str], actor: User | None) -> None:
    """Use these packs and leave out the others. Packs that come later are used."""
    preferences, _is_new = SearchPreferences.objects.get_or_create(channel=channel)
    preferences.left_out_packs = [trade for trade in list_trades() if trade not in trades]
    preferences.save(update_fields=["left_out_packs", "updated_at"])
    log(instance=preferences, action="wagtail.edit", user=actor)


@transaction.atomic
def stop_line(*, channel: Channel, line: Rule, actor: User | None) -> None:
    """Do without one line of a pack. Twice changes nothing."""
    stopped, is_new = StoppedLine.objects.get_or_create(
        channel=channel, trade=line.trade, locale=line.language, text=line.text
    )
    if is_new:
        log(instance=stopped, action="wagtail.create", user=actor)


@transaction.atomic
def resume_line(*, channel: Channel, line: Rule, actor: User | None) -> None:
    """Use a line again that was switched off."""
    rows = StoppedLine.objects.filter(channel=channel, trade=line.trade, locale=line.language)
    for stopped in rows.filter(text=line.text):
        log(instance=stopped, action="wagtail.delete", user=actor)
        stopped.delete()
