"""Comparing what was built with what is stored, and writing the difference."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import F
from django.utils import timezone

from commerce.catalogue.documents import BuiltDocument, BuiltEntry
from commerce.catalogue.documents.compose import iso
from commerce.catalogue.models import (
    CatalogueState,
    CategoryDocument,
    ProductAddress,
    ProductDocument,
    ProductDocumentPrice,
    ProductDocumentTerm,
    ProductEntry,
    ProductWord,
    WithdrawnProduct,
)
from commerce.catalogue.registry import CATEGORY

from .slugs import keep_product_addresses

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

WRITE_SIZE = 500
# The shortest time that databases tell apart.
MOMENT: Final = timedelta(microseconds=1)
DOCUMENT_FIELDS = ("slug", "sort_name", "version", "checksum", "card", "body", "updated_at")
ENTRY_FACTS = (
    *("published_at", "is_featured", "position"),
    *("rating", "reviews", "discount", "margin", "checksum"),
)


class StoredDocument(NamedTuple):
    """What is known of a stored document without its text."""

    product_id: int
    entry_id: int
    locale: str
    version: int
    checksum: str
    slug: str


@dataclass
class Difference:
    """What has to change in one channel so that it shows what was built."""

    channel: Channel
    entry_ids: dict[int, int] = field(default_factory=dict)  # of what is stored, by product
    new: list[BuiltEntry] = field(default_factory=list)
    changed: list[tuple[int, BuiltEntry]] = field(default_factory=list)
    gone: dict[int, int] = field(default_factory=dict)  # products by entry
    documents: list[tuple[BuiltEntry, BuiltDocument, StoredDocument | None]] = field(
        default_factory=list
    )
    surplus: list[StoredDocument] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.gone or self.documents or self.surplus)

    @property
    def product_ids(self) -> tuple[int, ...]:
        """The products of which something changes or that are gone, sorted."""
        ids = {built.product_id for built, _document, _stored in self.documents}
        ids.update(entry.product_id for entry in self.new)
        ids.update(entry.product_id for _pk, entry in self.changed)
        ids.update(self.gone.values())
        ids.update(stored.product_id for stored in self.surplus)
        return tuple(sorted(ids))

    @property
    def moved_ids(self) -> set[int]:
        """The products whose older addresses lead to another place than before, or nowhere."""
        moved = {
            entry.product_id
            for entry, document, stored in self.documents
            if stored is None or stored.slug != document.slug
        }
        return moved.union(stored.product_id for stored in self.surplus)

    @property
    def slugs(self) -> set[str]:
        """The address, before and now and in any language, of the products whose documents change."""
        slugs = {
            document.slug for entry, _document, _ in self.documents for document in entry.documents
        }
        slugs.update(stored.slug for _entry, _document, stored in self.documents if stored)
        slugs.update(stored.slug for stored in self.surplus)
        return slugs


def lock_state(channel: Channel) -> datetime:
    """Lock the channel's documents against other writers until the transaction ends.

    Return the time of what is written: later than anything written before, whatever the clocks of
    several machines say, so that who reads changes in the order of time misses none.
    """
    CatalogueState.objects.get_or_create(channel=channel)
    state = CatalogueState.objects.select_for_update().get(channel=channel)
    now = timezone.now()
    return now if state.changed_at is None else max(now, state.changed_at + MOMENT)


def compare(
    channel: Channel, built: Iterable[BuiltEntry], product_ids: Collection[int]
) -> Difference:
    """Return how the stored documents of these products differ from the built ones. Two queries."""
    known = _known_entries(channel, product_ids)
    stored = _known_documents(channel, product_ids)
    difference = Difference(channel)
    for entry in built:
        pk, checksum = known.pop(entry.product_id, (None, ""))
        if pk is None:
            difference.new.append(entry)
        else:
            difference.entry_ids[entry.product_id] = pk
            if checksum != entry.checksum:
                difference.changed.append((pk, entry))
        for document in entry.documents:
            before = stored.pop((entry.product_id, document.locale), None)
            if before is None or (before.checksum, before.slug) != (
                document.checksum,
                document.slug,
            ):
                difference.documents.append((entry, document, before))
    difference.gone = {pk: product_id for product_id, (pk, _checksum) in known.items()}
    difference.surplus = list(stored.values())
    return difference


def stale_tags(difference: Difference) -> tuple[str, ...]:
    """Return the tags of what shows something of this, before it is written. Three queries at most.

    Lists of everything, lists of the categories the products are and were in, and the products; when
    they move, under every address they ever had.
    """
    categories = CategoryDocument.objects.in_channel(difference.channel).filter(
        category__in=_touched_categories(difference)
    )
    lists = sorted(set(categories.values_list("slug", flat=True)))
    slugs = difference.slugs
    if moved := difference.moved_ids:
        known = ProductAddress.objects.in_channel(difference.channel).filter(product__in=moved)
        slugs.update(known.values_list("slug", flat=True))
    return (
        "products",
        *(f"category:{slug}" for slug in lists),
        *(f"product:{slug}" for slug in sorted(slugs)),
    )


def _touched_categories(difference: Difference) -> set[int]:
    """Return the categories that the products are or were in, with those above."""
    entry_ids = {*difference.gone, *(pk for pk, _entry in difference.changed)}
    entry_ids.update(stored.entry_id for _entry, _new, stored in difference.documents if stored)
    entry_ids.update(stored.entry_id for stored in difference.surplus)
    before = ProductDocumentTerm.objects.in_channel(difference.channel).filter(
        entry__in=entry_ids, field=CATEGORY
    )
    now = [*difference.new, *(entry for _pk, entry in difference.changed)]
    values = {term.value for entry in now for term in entry.terms if term.field == CATEGORY}
    return {int(value) for value in values.union(before.values_list("value", flat=True))}


def apply(difference: Difference, *, now: datetime) -> None:
    """Write the difference and raise the channel's version. The state must be locked."""
    channel = difference.channel
    _delete(difference, now)
    _write_entries(difference)
    _write_documents(difference, now)
    raise_version(channel, changed_at=now)


def raise_version(channel: Channel, **facts: datetime) -> None:
    """Let everyone know that answers made so far are out of date."""
    CatalogueState.objects.filter(channel=channel).update(version=F("version") + 1, **facts)


def stored_body(document: BuiltDocument, version: int, now: datetime) -> str:
    """Return the body as it is stored: with its version and the time of its last change."""
    tail = f',"version":{version},"updated_at":"{iso(now)}"}}'
    return document.body[:-1].decode() + tail


def _known_entries(channel: Channel, ids: Collection[int]) -> dict[int, tuple[int, str]]:
    rows = ProductEntry.objects.in_channel(channel).filter(product__in=ids)
    return {
        product_id: (pk, checksum)
        for product_id, pk, checksum in rows.values_list("product_id", "pk", "checksum")
    }


def _known_documents(
    channel: Channel, ids: Collection[int]
) -> dict[tuple[int, str], StoredDocument]:
    rows = ProductDocument.objects.in_channel(channel).filter(product__in=ids)
    return {
        (row[0], row[2]): StoredDocument(*row) for row in rows.values_list(*StoredDocument._fields)
    }


def _delete(difference: Difference, now: datetime) -> None:
    entries = ProductEntry.objects.in_channel(difference.channel)
    if difference.gone:
        _note_withdrawals(difference.channel, entries.filter(pk__in=difference.gone), now)
        entries.filter(pk__in=difference.gone).delete()
    kept = [stored for stored in difference.surplus if stored.entry_id not in difference.gone]
    for stored in kept:  # a language that the channel gave up
        ProductDocument.objects.in_channel(difference.channel).filter(
            entry=stored.entry_id, locale=stored.locale
        ).delete()


def _note_withdrawals(channel: Channel, gone: QuerySet[ProductEntry], now: datetime) -> None:
    rows = gone.values_list("product_id", "product__public_id")
    WithdrawnProduct.objects.in_channel(channel).bulk_create(
        WithdrawnProduct(
            channel_id=channel.pk, product_id=product_id, public_id=public_id, withdrawn_at=now
        )
        for product_id, public_id in rows
    )


def _write_entries(difference: Difference) -> None:
    """Write new and changed entries with their terms and prices."""
    channel = difference.channel
    if back := [entry.product_id for entry in difference.new]:
        WithdrawnProduct.objects.in_channel(channel).filter(product_id__in=back).delete()
    entries = ProductEntry.objects.in_channel(channel)
    created = entries.bulk_create(map(_entry_row, difference.new), WRITE_SIZE)
    rows = [_entry_row(entry, pk) for pk, entry in difference.changed]
    entries.bulk_update(rows, ENTRY_FACTS, WRITE_SIZE)
    changed_ids = [pk for pk, _entry in difference.changed]
    if changed_ids:
        ProductDocumentTerm.objects.in_channel(channel).filter(entry__in=changed_ids).delete()
        ProductDocumentPrice.objects.in_channel(channel).filter(entry__in=changed_ids).delete()
        ProductWord.objects.in_channel(channel).filter(entry__in=changed_ids).delete()
    written = [(row.pk, entry) for row, entry in zip(created, difference.new, strict=True)]
    _write_terms(channel, [*written, *difference.changed])
    difference.entry_ids.update((row.product_id, row.pk) for row in created)


def _entry_row(entry: BuiltEntry, pk: int | None = None) -> ProductEntry:
    return ProductEntry(
        pk=pk,
        channel_id=entry.channel_id,
        product_id=entry.product_id,
        **{name: getattr(entry, name) for name in ENTRY_FACTS},
    )


def _write_terms(channel: Channel, entries: list[tuple[int, BuiltEntry]]) -> None:
    ProductDocumentTerm.objects.in_channel(channel).bulk_create(
        (
            ProductDocumentTerm(entry_id=pk, channel_id=channel.pk, **term._asdict())
            for pk, entry in entries
            for term in entry.terms
        ),
        WRITE_SIZE,
    )
    ProductDocumentPrice.objects.in_channel(channel).bulk_create(
        (
            ProductDocumentPrice(entry_id=pk, channel_id=channel.pk, **span._asdict())
            for pk, entry in entries
            for span in entry.spans
        ),
        WRITE_SIZE,
    )
    ProductWord.objects.in_channel(channel).bulk_create(
        (
            ProductWord(entry_id=pk, channel_id=channel.pk, product_id=product_id, form=form)
            for pk, entry in entries
            for product_id, form in entry.words
        ),
        WRITE_SIZE,
    )


def _write_documents(difference: Difference, now: datetime) -> None:
    ProductDocument.objects.in_channel(difference.channel).bulk_create(
        (
            _document_row(
                entry,
                document,
                difference.entry_ids[entry.product_id],
                before.version + 1 if before else 1,
                now,
            )
            for entry, document, before in difference.documents
        ),
        WRITE_SIZE,
        update_conflicts=True,
        unique_fields=["entry", "locale"],
        update_fields=DOCUMENT_FIELDS,
    )
    keep_product_addresses(
        difference.channel,
        (
            (entry.product_id, document.locale, document.slug)
            for entry, document, before in difference.documents
            if before is None or before.slug != document.slug
        ),
    )


def _document_row(
    entry: BuiltEntry, document: BuiltDocument, entry_id: int, version: int, now: datetime
) -> ProductDocument:
    return ProductDocument(
        entry_id=entry_id,
        channel_id=entry.channel_id,
        product_id=entry.product_id,
        locale=document.locale,
        slug=document.slug,
        sort_name=document.sort_name,
        version=version,
        checksum=document.checksum,
        card=document.card.decode(),
        body=stored_body(document, version, now),
        updated_at=now,
    )
