"""`manage.py chatbot intents`: intents told apart, and how much of the rest is declined."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from chatbot.understanding.classifier import get_classifier
from chatbot.understanding.measuring import Measured, measure, read_asked, read_strangers

HELP: Final = "Measure intents over a table of utterances, and what is declined over a list."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--intents", type=Path, required=True, metavar="CSV", help="with columns utterance, intent"
    )
    parser.add_argument(
        "--declined", type=Path, metavar="JSON", help="a list of sentences that are to be declined"
    )


def run(command: BaseCommand, *, intents: Path, declined: Path | None, **_: Any) -> None:
    """Print the shares, and what is mixed up most."""
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
