"""`manage.py chatbot`: what is done for the assistant by hand."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

# Each has `HELP`, `add_arguments(parser)` and `run(command, **options)`.
ACTIONS: Final = ("evaluate", "guards", "intents", "learn")


class Command(BaseCommand):
    help = "Teach and measure the assistant."

    def add_arguments(self, parser: CommandParser) -> None:
        self.actions = {name: import_module(f"chatbot.management.{name}") for name in ACTIONS}
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, action in self.actions.items():
            found = actions.add_parser(name, help=action.HELP, description=action.HELP)
            action.add_arguments(found)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        self.actions[action].run(self, **options)
