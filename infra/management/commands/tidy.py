"""`manage.py tidy`: delete what has expired."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from infra import tidying


class Command(BaseCommand):
    help = (
        "Delete carts that expired a week ago, sign-ins and sessions that ended, stored answers "
        "whose time is over, and events that everybody has received. Runs by itself every night."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        do = tidying.count if dry_run else tidying.tidy
        verb = "would be deleted" if dry_run else "deleted"
        for kind, number in do(now=timezone.now()).items():
            self.stdout.write(f"{kind}: {number} {verb}.")
