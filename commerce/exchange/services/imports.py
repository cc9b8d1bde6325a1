"""Importing a catalogue: judge everything first, then write it batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from commerce.exchange.errors import ImportCrossedError, ImportRejectedError
from commerce.exchange.reports import ImportReport
from commerce.exchange.rows import ProductRow, Row, RowError

from .checks import RowChecker
from .conflicts import ConflictFinder
from .writing import CatalogueWriter

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

BATCH_SIZE = 200
MAX_ERRORS = 1000

Source = Iterable[Row | RowError]
# Called at the beginning of each batch's transaction with the products before and after it.
Claim = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: `done` products of `total`, which is known once all were checked."""

    step: str
    done: int
    total: int | None = None


OnProgress = Callable[[Progress], None]


def import_rows(
    *,
    rows: Source,
    channel: Channel,
    images: Path | None = None,
    is_dry_run: bool = False,
    batch_size: int = BATCH_SIZE,
    on_progress: OnProgress | None = None,
) -> ImportReport:
    """Bring the catalogue of the channel's tenant to what the rows say, product by SKU.

    `rows` is iterated twice: nothing is written before all of it was judged, and any error raises
    ImportRejectedError. Each batch is one transaction with the documents of its products, so an
    import that is interrupted leaves whole products; repeating it does what is left. What has the
    wanted values already is not written. A dry run does the same in one transaction that is
    rolled back, and stores no pictures.
    """
    job = ImportJob(rows, channel, images, batch_size, on_progress or _nobody_watches)
    total = job.check()
    return job.write(total, is_dry_run=is_dry_run)


@dataclass(frozen=True)
class ImportJob:
    """One import; the steps of `import_rows` one by one."""

    rows: Source
    channel: Channel
    images: Path | None
    batch_size: int
    on_progress: OnProgress

    def check(self) -> int:
        """Judge every row; return the number of products. Raises ImportRejectedError.

        After a thousand errors nobody reads on, so judging ends there.
        """
        errors: list[RowError] = []
        total = 0
        for done, found in self._findings():
            total = done
            errors += found
            if len(errors) >= MAX_ERRORS:
                break
        if errors:
            raise ImportRejectedError(sorted(errors[:MAX_ERRORS], key=lambda error: error.line))
        return total

    def write(
        self,
        total: int,
        *,
        is_dry_run: bool = False,
        skip: int = 0,
        claim: Claim | None = None,
    ) -> ImportReport:
        """Write rows that were judged, without the first `skip` products; return what was done."""
        writer = CatalogueWriter(self.channel, self.images, is_dry_run=is_dry_run)
        writer.report.skipped = skip
        done = skip
        with _rolled_back() if is_dry_run else nullcontext():
            for batch in self._batches(writer, skip):
                writer.prepare(batch)
                self._write_batch(writer, batch, claim, done)
                done += len(batch)
                self.on_progress(Progress("write", done, total))
        return writer.report

    def _write_batch(
        self, writer: CatalogueWriter, batch: list[ProductRow], claim: Claim | None, done: int
    ) -> None:
        try:
            with transaction.atomic():
                if claim is not None:
                    claim(done, done + len(batch))
                writer.write(batch)
        except IntegrityError as error:
            raise ImportCrossedError from error

    def _findings(self) -> Iterator[tuple[int, list[RowError]]]:
        """Judge the rows in batches; give the number of products so far, and the errors."""
        checker = RowChecker(self.channel, self.images)
        conflicts = ConflictFinder(self.channel.tenant_id)
        done = 0
        for batch in _batched(self.rows, self.batch_size):
            found: list[RowError] = []
            for row in batch:
                if isinstance(row, RowError):
                    found.append(row)
                else:
                    conflicts.note(row)
                    found += checker.check(row)
            products = [row for row in batch if isinstance(row, ProductRow)]
            found += conflicts.check(products)
            done += len(products)
            self.on_progress(Progress("check", done))
            yield done, found

    def _batches(self, writer: CatalogueWriter, skip: int) -> Iterator[list[ProductRow]]:
        """Give the products that are to be written; definitions go to the writer on the way.

        The last batch may be empty: it writes the definitions that no product follows.
        """
        batch: list[ProductRow] = []
        for row in self.rows:
            if isinstance(row, RowError):
                raise ImportRejectedError([row])  # the source changed since it was judged
            if not isinstance(row, ProductRow):
                writer.declare(row)
            elif skip:
                skip -= 1
            else:
                batch.append(row)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        yield batch


def _batched(rows: Source, size: int) -> Iterator[list[Row | RowError]]:
    batch: list[Row | RowError] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _nobody_watches(_progress: Progress) -> None:
    """Progress that is not shown."""
