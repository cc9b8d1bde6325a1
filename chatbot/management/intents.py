"""`manage.py chatbot intents`: intents told apart, and how much of the rest is declined."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from chatbot.understanding.choosing import choose_threshold
from chatbot.understanding.classifier import get_classifier
from chatbot.understanding.measuring import Measured, measure, read_asked, read_strangers
from chatbot.understanding.utterances import read_sections

HELP: Final = "Measure intents over a table of utterances, and what is declined over a list."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--intents", type=Path, metavar="CSV", help="with columns utterance, intent"
    )
    parser.add_argument(
        "--declined", type=Path, metavar="JSON", help="a list of sentences that are to be declined"
    )
    parser.add_argument(
        "--choose",
        action="store_true",
        help="say instead below which probability the sentences of the house are best declined",
    )


def run(
    command: BaseCommand, *, intents: Path | None, declined: Path | None, choose: bool, **_: Any
) -> None:
    """Print the shares, and what is mixed up most; or the threshold, which takes a minute."""
    if choose:
        command.stdout.write(f"{choose_threshold(read_sections()):.2f}")
        return
    if intents is None:
        raise CommandError("Give --intents or --choose.")
    strangers = read_strangers(declined) if declined else []
    measured = measure(get_classifier(), read_asked(intents), strangers)
    for line in _lines(measured):
        command.stdout.write(line)


def _lines(measured: Measured) -> list[str]:
    return [
        f"{measured.sentences} sentences, {measured.left_out} left out (intents of other shops)",
        f"accuracy  {measured.accuracy:.4f}",
        f"accepted  {measured.accepted:.4f}",
        f"declined  {measured.declined:.4f} of {measured.strangers} strangers",
        *(f"  {asked} taken for {read}: {count}" for (asked, read), count in measured.mixed_up),
    ]
