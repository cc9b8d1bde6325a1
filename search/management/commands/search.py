"""`manage.py search`: make indexes, look after them, and measure what they find."""

from __future__ import annotations

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commerce.core.errors import DomainError
from search.management import check, diff, evaluate, rebuild

# Each has `HELP`, `add_arguments(parser)` and `run(command, **options)`.
ACTIONS: Final = {"rebuild": rebuild, "check": check, "diff": diff, "evaluate": evaluate}


class Command(BaseCommand):
    help = "Rebuild, check and compare the indexes of the search."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, action in ACTIONS.items():
            found = actions.add_parser(name, help=action.HELP, description=action.HELP)
            action.add_arguments(found)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            ACTIONS[action].run(self, **options)
        except DomainError as error:
            raise CommandError(str(error)) from error
