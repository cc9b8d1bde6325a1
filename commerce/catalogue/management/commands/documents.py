"""`manage.py documents`: rebuild the stored documents, or check that they are true."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from commerce.catalogue.selectors.catalogue import list_root_ids
from commerce.catalogue.services.categories import rebuild_categories
from commerce.catalogue.services.documents import RebuildReport, in_batches, rebuild_channel
from commerce.catalogue.services.renditions import render_product_images
from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

IMAGES_AT_ONCE = 50


class Command(BaseCommand):
    help = "Rebuild product and category documents, or check them without writing anything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "check"])
        parser.add_argument("--channel", help="Code of a channel; all of them when left out.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Count what would change, as check does."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry_run = options["dry_run"] or options["action"] == "check"
        stale = 0
        for channel in self._channels(options["channel"]):
            if not is_dry_run:
                self._render_images(channel)
                rebuild_categories(tenant_id=channel.tenant_id)
            report = self._rebuild(channel, is_dry_run=is_dry_run)
            stale += report.written + report.removed
        if stale and options["action"] == "check":
            raise CommandError(f"{stale} documents are out of date; run `documents rebuild`.")

    def _channels(self, code: str | None) -> list[Channel]:
        channels = list_channels()
        found = list(channels.filter(code=code) if code else channels)
        if code and not found:
            raise CommandError(f"There is no channel {code}.")
        return found

    def _rebuild(self, channel: Channel, *, is_dry_run: bool) -> RebuildReport:
        total = len(list_root_ids(tenant_id=channel.tenant_id))
        with self._progress() as progress:
            task = progress.add_task(f"{channel.code}: documents", total=total)
            report = rebuild_channel(
                channel=channel,
                is_dry_run=is_dry_run,
                progress=lambda done: progress.advance(task, done),
            )
        verb = "would be written" if is_dry_run else "written"
        self.stdout.write(
            f"{channel.code}: {report.products} products, {report.documents} documents,"
            f" {report.written} {verb}, {report.removed} removed"
        )
        return report

    def _render_images(self, channel: Channel) -> None:
        ids = list_root_ids(tenant_id=channel.tenant_id)
        with self._progress() as progress:
            task = progress.add_task(f"{channel.code}: pictures", total=len(ids))
            for batch in in_batches(ids, IMAGES_AT_ONCE):
                render_product_images(product_ids=batch)
                progress.advance(task, len(batch))

    def _progress(self) -> Progress:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(stderr=True)
        return Progress(*columns, TimeRemainingColumn(), console=console, transient=True)
