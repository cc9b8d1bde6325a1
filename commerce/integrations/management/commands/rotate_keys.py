"""`manage.py rotate_keys`: encrypt the secrets of providers and webhooks with the newest key."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.integrations.selectors import count_by_missing_key, count_with_older_keys
from commerce.integrations.services import Rotation, rotate_keys


class Command(BaseCommand):
    help = (
        "Encrypt the secrets of providers and webhooks with the first of INTEGRATION_KEYS. Run again "
        "after an interruption: it goes on where it was ended. Afterwards the older keys may be taken away."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        missing = count_by_missing_key()
        whole = count_with_older_keys() - sum(missing.values())
        if dry_run:
            self.stdout.write(f"{whole} would be encrypted anew.")
        else:
            done = rotate_keys(tell=lambda rotation: self._tell(rotation, whole)).done
            self.stdout.write(f"{done} encrypted anew; {count_with_older_keys()} left.")
        if missing:
            names = ", ".join(f"{name!r} ({number})" for name, number in missing.items())
            raise CommandError(
                f"INTEGRATION_KEYS lacks {names}: add it again, or enter those secrets anew."
            )

    def _tell(self, rotation: Rotation, whole: int) -> None:
        self.stdout.write(f"{rotation.done} of {whole}")
        self.stdout.flush()
