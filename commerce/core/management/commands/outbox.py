"""`manage.py outbox`: look after the deliveries of published events."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from commerce.core import selectors
from commerce.core.enums import DeliveryStatus
from commerce.core.models import OutboxDelivery
from commerce.core.services import outbox
from commerce.core.services.outbox import Outcome

DRY_RUN = "only say what would be done"


class Command(BaseCommand):
    help = "List, relay, replay, discard and purge the deliveries of published events."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        listing = actions.add_parser("list", help="show deliveries, dead letters by default")
        listing.add_argument(
            "--status", choices=DeliveryStatus.values, default=DeliveryStatus.DEAD.value
        )
        listing.add_argument("--limit", type=_positive, default=50, help="default: 50")
        _add_choice_of_deliveries(listing)
        relay = actions.add_parser("relay", help="deliver what is due, now and in this process")
        relay.add_argument("--limit", type=_positive, default=outbox.RUN_LIMIT)
        relay.add_argument("--dry-run", action="store_true", help=DRY_RUN)
        replay = actions.add_parser("replay", help="try dead letters again")
        discard = actions.add_parser(
            "discard", help="give dead letters up, so that the events behind them are delivered"
        )
        for change in (replay, discard):
            _add_choice_of_deliveries(change)
            change.add_argument("--dry-run", action="store_true", help=DRY_RUN)
        discard.add_argument("--all", action="store_true", help="every dead letter there is")
        purge = actions.add_parser("purge", help="delete settled events")
        days = outbox.KEEP_SETTLED_FOR.days
        purge.add_argument("--days", type=int, default=days, help=f"older than (default: {days})")
        purge.add_argument("--dry-run", action="store_true", help=DRY_RUN)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, f"_{action}")(**options)

    def _list(self, *, status: str, limit: int, **options: Any) -> None:
        found = _chosen(status=DeliveryStatus(status), **options)
        for delivery in found[:limit]:
            self.stdout.write(_line(delivery))
        counts = selectors.count_deliveries()
        self.stdout.write(", ".join(f"{number} {state}" for state, number in counts.items()))

    def _relay(self, *, limit: int, dry_run: bool, **options: Any) -> None:
        if dry_run:
            self.stdout.write(f"{selectors.list_due_deliveries().count()} due.")
            return
        outcomes = outbox.relay(limit=limit).outcomes
        delivered, failed = outcomes[Outcome.DELIVERED], outcomes[Outcome.FAILED]
        self.stdout.write(f"{delivered} delivered, {failed} failed.")

    def _replay(self, *, dry_run: bool, **options: Any) -> None:
        letters = _chosen(status=DeliveryStatus.DEAD, **options)
        if dry_run:
            self._say_what_would("replayed", letters)
            return
        self.stdout.write(f"{outbox.replay(letters)} will be tried again.")

    def _discard(self, *, dry_run: bool, all: bool, **options: Any) -> None:
        if not (all or options["ids"] or options["topic"] or options["consumer"]):
            raise CommandError("Name dead letters by ID, --topic or --consumer, or say --all.")
        letters = _chosen(status=DeliveryStatus.DEAD, **options)
        if dry_run:
            self._say_what_would("discarded", letters)
            return
        self.stdout.write(f"{outbox.discard(letters)} discarded.")

    def _purge(self, *, days: int, dry_run: bool, **options: Any) -> None:
        age = timedelta(days=days)
        if dry_run:
            self.stdout.write(
                f"{selectors.list_settled_events(older_than=age).count()} old events."
            )
            return
        self.stdout.write(f"{outbox.purge(older_than=age)} events deleted.")

    def _say_what_would(self, verb: str, letters: QuerySet[OutboxDelivery]) -> None:
        for letter in letters:
            self.stdout.write(_line(letter))
        self.stdout.write(f"{letters.count()} would be {verb}.")


def _add_choice_of_deliveries(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="deliveries (default: all)")
    parser.add_argument("--topic", help="of this topic only, such as shop.order_placed")
    parser.add_argument("--consumer", help="for this consumer only (dotted path)")


def _chosen(
    *,
    status: DeliveryStatus,
    ids: list[int],
    topic: str | None,
    consumer: str | None,
    **options: Any,
) -> QuerySet[OutboxDelivery]:
    found = selectors.list_deliveries(status=status, topic=topic, consumer=consumer)
    return found.filter(pk__in=ids) if ids else found


def _line(delivery: OutboxDelivery) -> str:
    reason, *places = delivery.last_error.splitlines() or [""]
    where = f" at {places[0]}" if places else ""
    return (
        f"{delivery.pk}  {delivery.event.topic}  {delivery.event.aggregate or '-'}  "
        f"{delivery.consumer}  {delivery.attempts} attempts  {reason}{where}".rstrip()
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a number from 1")
    return number
