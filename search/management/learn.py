"""`manage.py search learn`"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import CommandError

from commerce.tenancy.selectors import list_channels
from search.services.learning import Learnt, find_suggestions, learn_synonyms

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

HELP: Final = (
    "Look for words that mean the same in what became of recent searches, and suggest them to"
    " marketers in Wagtail. Nothing is found differently before somebody adds a suggestion."
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--channel", help="code of a channel; all of them when left out")
    parser.add_argument("--dry-run", action="store_true", help="print suggestions, keep none")


def run(command: BaseCommand, *, channel: str | None, dry_run: bool, **_options: Any) -> None:
    channels = list_channels()
    chosen = channels.filter(code=channel) if channel else channels
    if not chosen:
        raise CommandError("There is no such channel.")
    for each in chosen:
        if dry_run:
            found = find_suggestions(channel=each)
            command.stdout.writelines(f"  {_told(learnt)}\n" for learnt in found)
        count = len(found) if dry_run else learn_synonyms(channel=each)
        command.stdout.write(f"{each.code}: {count} suggestions")


def _told(learnt: Learnt) -> str:
    locale, source, term = learnt.pair
    return (
        f"{locale}: {source} {'=' if learnt.is_mutual else '→'} {term}"
        f" ({learnt.evidence.searches} searches, {learnt.evidence.rewordings} searched again)"
    )
