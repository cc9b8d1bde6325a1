"""Importing files: remembered, so that an import that was killed goes on where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.exchange import selectors
from commerce.exchange.enums import ImportStatus
from commerce.exchange.errors import ImportOvertakenError
from commerce.exchange.models import ImportRun
from commerce.exchange.profiles import PROFILES
from commerce.exchange.reports import ImportReport
from commerce.exchange.sources import Source, SourceRows

from .imports import BATCH_SIZE, Claim, ImportJob, OnProgress, import_rows

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def import_file(
    *,
    source: Source,
    profile: str,
    channel: Channel,
    is_dry_run: bool = False,
    is_restart: bool = False,
    batch_size: int = BATCH_SIZE,
    on_progress: OnProgress,
) -> ImportReport:
    """Import a file as `import_rows` does, and remember after each batch how far it is.

    An import of the same content that was begun and did not end is continued behind its last
    batch, unless `is_restart` asks for all of it. Raises ImportRejectedError, ImportSourceError,
    and ImportOvertakenError when another process continues the same import.
    """
    rows = SourceRows(source, PROFILES[profile])
    if is_dry_run:
        return import_rows(
            rows=rows,
            channel=channel,
            images=source.images,
            is_dry_run=True,
            batch_size=batch_size,
            on_progress=on_progress,
        )
    job = ImportJob(rows, channel, source.images, batch_size, on_progress)
    checksum = source.checksum()
    total = job.check()
    run = _begin(source, profile, channel, checksum, is_restart=is_restart)
    report = job.write(total, skip=run.products_done, claim=_claim_of(run))
    _finish(run)
    return report


@transaction.atomic
def _begin(
    source: Source, profile: str, channel: Channel, checksum: str, *, is_restart: bool
) -> ImportRun:
    run, _created = ImportRun.objects.get_or_create(
        channel=channel,
        profile=profile,
        checksum=checksum,
        status=ImportStatus.RUNNING,
        defaults={"file_name": source.file.name[:255]},
    )
    if is_restart and run.products_done:
        run.products_done = 0
        run.save(update_fields=["products_done", "updated_at"])
    return run


def _claim_of(run: ImportRun) -> Claim:
    """A batch belongs to the process that moves the run's mark, in the batch's transaction."""

    def claim(before: int, after: int) -> None:
        moved = selectors.list_running(pk=run.pk).filter(products_done=before)
        if not moved.update(products_done=after, updated_at=timezone.now()):
            raise ImportOvertakenError

    return claim


@transaction.atomic
def _finish(run: ImportRun) -> None:
    selectors.list_running(pk=run.pk).update(
        status=ImportStatus.FINISHED, finished_at=timezone.now(), updated_at=timezone.now()
    )
