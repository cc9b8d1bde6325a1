"""`manage.py chatbot learn`: learn the sentences of the house before anybody asks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from chatbot.understanding.classifier import get_classifier

HELP: Final = "Learn the intents, so that the first message of an installation need not wait."


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def run(command: BaseCommand, **_: Any) -> None:
    """Learn unless that is done; say how many intents are told apart."""
    command.stdout.write(f"{len(get_classifier().intents)} intents are told apart.")
