"""`manage.py check_ledger`: do the books of payments add up?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.ordering.services.checking import check_ledger


class Command(BaseCommand):
    help = (
        "Compare the sums of payments with their entries, the accounts with zero, and what is booked "
        "as owed with what orders come to, and gift cards and store credit with their entries. "
        "Ends with 1 and a line for each fault that was found."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        seen = 0

        def progress(more: int) -> None:
            nonlocal seen
            seen += more
            if options["verbosity"] > 1:
                self.stdout.write(f"{seen} looked at")

        found = check_ledger(progress)
        for wrong in found:
            self.stderr.write(str(wrong))
        if found:
            raise CommandError(f"{len(found)} faults in {seen} payments and orders.")
        self.stdout.write(f"{seen} payments and orders add up.")
