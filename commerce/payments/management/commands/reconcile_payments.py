"""`manage.py reconcile_payments`: hold the ledger and the orders against the payment services' books."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commerce.integrations.errors import ProviderError
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.selectors import list_in_use
from commerce.payments.enums import Finding
from commerce.payments.services.reconciling import Comparison, reconcile, rehearse


class Command(BaseCommand):
    help = (
        "Read the books of the payment services in use and compare them with the ledger. "
        "Interrupted, it goes on where it was. Ends with 1 when a service could not be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--provider", help="only of this one, such as stripe")
        parser.add_argument(
            "--since",
            type=_moment,
            help="from this day (2026-11-01) on; default: two days before the last reading's end",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="compare, and write nothing down"
        )

    def handle(
        self,
        *args: Any,
        provider: str | None,
        since: datetime | None,
        dry_run: bool,
        **options: Any,
    ) -> None:
        failed = 0
        for tenant_id, each in _chosen(provider):
            try:
                found = self._read(each, tenant_id, since, is_rehearsal=dry_run)
            except ProviderError as error:
                failed += 1
                self.stderr.write(f"{_name(each)}: {error}")
            else:
                self.stdout.write(f"{_name(each)}: {_summary(found)}")
        if failed:
            raise CommandError(f"{failed} could not be read to the end. Run it again to go on.")

    def _read(
        self,
        provider: PaymentProvider[Any],
        tenant_id: int,
        since: datetime | None,
        *,
        is_rehearsal: bool,
    ) -> Comparison:
        read = 0

        def progress(more: int) -> None:
            nonlocal read
            read += more
            self.stdout.write(f"{_name(provider)}: {read} read")

        act = rehearse if is_rehearsal else reconcile
        return act(provider=provider, tenant_id=tenant_id, since=since, progress=progress)


def _chosen(code: str | None) -> list[tuple[int, PaymentProvider[Any]]]:
    found = list_in_use(PaymentProvider)  # type: ignore[type-abstract]
    able = [(tenant, each) for tenant, each in found if each.can.lists_movements]
    chosen = [(tenant, each) for tenant, each in able if code in (None, each.code)]
    if code and not chosen:
        raise CommandError(f"No payment service called {code!r} is in use that lists its books.")
    return chosen


def _name(provider: PaymentProvider[Any]) -> str:
    return f"{provider.code} {provider.calls.configuration}"


def _summary(read: Comparison) -> str:
    found = read.found
    counts = [f"{found[finding]} {finding.value}" for finding in Finding if found[finding]]
    if read.booked:
        counts.append(f"{read.booked} booked that nobody had told of")
    return ", ".join(counts) or "nothing to compare"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("give a day such as 2026-11-01") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
