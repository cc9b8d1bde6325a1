"""`manage.py search`: make indexes, look after them, measure what they find, learn from searches."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commerce.core.errors import DomainError
from search.management import check, diff, learn, rebuild
from search.registry import COMMANDS

# Each has `HELP`, `add_arguments(parser)` and `run(command, **options)`.
ACTIONS: Final[dict[str, Any]] = {"rebuild": rebuild, "check": check, "diff": diff, "learn": learn}


class Command(BaseCommand):
    help = "Rebuild, check and compare the indexes of the search, and learn from what became of it."

    def add_arguments(self, parser: CommandParser) -> None:
        self.actions = ACTIONS | {name: import_module(path) for name, path in COMMANDS.items()}
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, action in self.actions.items():
            found = actions.add_parser(name, help=action.HELP, description=action.HELP)
            action.add_arguments(found)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            self.actions[action].run(self, **options)
        except DomainError as error:
            raise CommandError(str(error)) from error
