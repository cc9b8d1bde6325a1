"""From a batch of products to the entries and documents that are to be stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import orjson

from commerce.catalogue.shapes import CARD_FIELDS, Document

from .compose import Narrator, badges_of
from .facts import FactFinder, ProductFacts
from .history import History, ShownRow, is_shown, load_history
from .offers import largest_discount, margin
from .rows import Rows, load_rows
from .slugs import Slugs, assign_slugs
from .terms import Span, Telling, Term, spans_of, terms_of
from .texts import sort_key
from .vocabulary import Vocabulary
from .words import Word, words_of

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """A document as JSON text. `body` still lacks version and time of its last change."""

    locale: str
    slug: str
    sort_name: str
    card: bytes
    body: bytes
    checksum: str


@dataclass(frozen=True, slots=True)
class BuiltEntry:
    """A product in a channel, ready to be stored."""

    channel_id: int
    product_id: int
    published_at: datetime
    is_featured: bool
    position: int
    rating: Decimal
    reviews: int
    discount: int
    margin: Decimal | None
    terms: list[Term]
    spans: list[Span]
    words: list[Word]
    documents: list[BuiltDocument]
    # Prices that are shown from now on, and were not before.
    shown: list[ShownRow]

    @property
    def checksum(self) -> str:
        """A digest of everything but the documents, which have their own."""
        order = (self.published_at.isoformat(), self.is_featured, self.position)
        facts = (str(self.rating), self.reviews, self.discount, str(self.margin))
        return _digest(repr((*order, *facts, self.terms, self.spans, self.words)).encode())


def build_products(
    *,
    tenant_id: int,
    channels: Sequence[Channel],
    product_ids: Sequence[int],
    vocabulary: Vocabulary,
    now: datetime,
) -> list[BuiltEntry]:
    """Return what is to be shown of these standalone products and parents in these channels.

    A product that is not in the answer is not to be shown there: it is not published, not public,
    of another tenant, or a parent without variants. The number of queries is fixed per batch, plus
    two per channel.
    """
    rows = load_rows(tenant_id, channels, product_ids)
    return [
        entry
        for channel in channels
        for entry in build_entries(rows=rows, channel=channel, vocabulary=vocabulary, now=now)
    ]


def build_entries(
    *, rows: Rows, channel: Channel, vocabulary: Vocabulary, now: datetime
) -> Iterator[BuiltEntry]:
    """Yield what is to be shown of these rows in one channel.

    Two queries, for the slugs in use and for the prices that were shown before.
    """
    family = [*rows.products, *(row.id for group in rows.children.values() for row in group)]
    history = load_history(channel, family)
    return _Builder(rows, vocabulary, channel, now, history).entries()


@dataclass(frozen=True)
class _Builder:
    """Builds one channel's entries."""

    rows: Rows
    vocabulary: Vocabulary
    channel: Channel
    now: datetime
    history: History

    def entries(self) -> Iterator[BuiltEntry]:
        found = list(self._facts())
        slugs = assign_slugs(self.channel, (facts.row for facts in found), self.rows.texts)
        narrators = [
            Narrator(self.channel, locale, self.vocabulary) for locale in self.channel.locales
        ]
        for facts in found:
            yield self._entry(facts, narrators, slugs)

    def _facts(self) -> Iterator[ProductFacts]:
        told = self.history if tells_lowest(self.channel) else {}
        locales = frozenset(self.channel.locales)
        finder = FactFinder(self.rows, self.vocabulary, locales, self.now, told)
        for product in self.rows.products.values():
            for listing in self.rows.listings.get(product.id, ()):
                if listing.channel_id == self.channel.pk:
                    facts = finder.find(product, listing, self.channel)
                    if facts is not None:
                        yield facts

    def _entry(
        self, facts: ProductFacts, narrators: Iterable[Narrator], slugs: Slugs
    ) -> BuiltEntry:
        own_slugs = {locale: by_product[facts.row.id] for locale, by_product in slugs.items()}
        badges = badges_of(facts, self.now)
        currency = self.channel.default_currency
        prices = facts.spans.get(currency, ())
        return BuiltEntry(
            channel_id=self.channel.pk,
            product_id=facts.row.id,
            published_at=facts.listing.published_at,
            is_featured=facts.listing.is_featured,
            position=facts.listing.position,
            rating=Decimal(f"{facts.rating.average:.2f}"),
            reviews=facts.rating.reviews,
            discount=largest_discount(prices),
            margin=margin(prices),
            terms=terms_of(Telling(facts, badges, self.vocabulary, currency)),
            spans=spans_of(facts),
            words=words_of(facts, self.rows),
            documents=[
                built_document(narrator.document(facts, slugs=own_slugs, badges=badges))
                for narrator in narrators
            ],
            shown=list(self._shown(facts)),
        )

    def _shown(self, facts: ProductFacts) -> Iterator[ShownRow]:
        for variant in facts.variants:
            for currency, price in variant.prices.items():
                before = self.history.get((variant.row.id, currency), ())
                if not is_shown(before[-1] if before else None, price):
                    is_reduced = price.compare_at is not None
                    yield ShownRow(variant.row.id, currency, price.amount, is_reduced, self.now)


def tells_lowest(channel: Channel) -> bool:
    """Whether a channel tells what a reduced price was at its lowest before."""
    branding = getattr(channel, "branding", None)
    return branding is None or bool(branding.tells_lowest_price)


def built_document(document: Document) -> BuiltDocument:
    """Return the document as text, in two parts."""
    members = document.items()
    card = orjson.dumps({field: value for field, value in members if field in CARD_FIELDS})
    body = orjson.dumps({field: value for field, value in members if field not in CARD_FIELDS})
    return BuiltDocument(
        locale=document["locale"],
        slug=document["slug"],
        sort_name=sort_key(document["name"]),
        card=card,
        body=body,
        checksum=_digest(card + body),
    )


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
