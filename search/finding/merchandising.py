"""What marketers put in the way of a search: pinned and hidden products, and redirects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from django.db.models import Prefetch
from django.utils import timezone

from cms.selectors import Reader
from commerce.core.process_cache import ProcessCache
from search.models import Match, PlacedProduct, Placement, QueryRedirect
from search.models.merchandising import QueryRule
from search.selectors.state import get_search_version

if TYPE_CHECKING:
    from wagtail.models import Page

    from commerce.tenancy.models import Channel

_WORDS = re.compile(r"\w+")

R = TypeVar("R", bound=QueryRule)


class Merchandising(NamedTuple):
    """What is decided about one search. Pinned products are in order, and never hidden ones."""

    pinned: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    redirect_url: str | None = None


@dataclass(frozen=True)
class _QueryRules(Generic[R]):
    """Rules by what they are for: the whole words of a query, some of them, or a category."""

    exact: dict[tuple[str, ...], list[R]] = field(default_factory=dict)
    containing: list[tuple[frozenset[str], R]] = field(default_factory=list)
    of_category: dict[int, list[R]] = field(default_factory=dict)

    def add(self, rule: R) -> None:
        words = query_words(rule.query)
        if not words:
            self.of_category.setdefault(getattr(rule, "category_id", 0), []).append(rule)
        elif rule.match == Match.EXACT:
            self.exact.setdefault(words, []).append(rule)
        else:
            self.containing.append((frozenset(words), rule))

    def find(self, words: tuple[str, ...], locale: str, now: datetime) -> Iterable[R]:
        """Yield the rules for a query: for exactly its words first, then for most of them."""
        present = frozenset(words)
        partly = [each for each in self.containing if each[0] <= present]
        partly.sort(key=lambda each: -len(each[0]))
        candidates = [*self.exact.get(words, ()), *(rule for _words, rule in partly)]
        return (rule for rule in candidates if _holds(rule, locale, now))

    def find_in_category(self, category_id: int, locale: str, now: datetime) -> Iterable[R]:
        rules = self.of_category.get(category_id, ())
        return (rule for rule in rules if _holds(rule, locale, now))


@dataclass(frozen=True)
class _Rules:
    """All rules of a channel as they were at a search version."""

    redirects: _QueryRules[QueryRedirect] = field(default_factory=_QueryRules)
    placements: _QueryRules[Placement] = field(default_factory=_QueryRules)


RULES: Final[ProcessCache[int, _Rules]] = ProcessCache(
    "merchandising rules", stale="another version of the channel's search"
)


def find_merchandising(
    channel: Channel,
    locale: str,
    text: str,
    category_id: int | None = None,
    *,
    version: int | None = None,
) -> Merchandising:
    """Return what marketers decided for a query, for a category, or for both at once.

    Case, accents and punctuation of the query make no difference. Rules are kept in the process as
    long as the search version stays the same: no query when the caller gives the `version` that it
    has just read, otherwise one; three more for a redirect to a page.
    """
    rules, now, words = _read_rules(channel, version), timezone.now(), query_words(text)
    placements: list[Placement] = []
    redirect = None
    if words:
        placements += rules.placements.find(words, locale, now)
        redirect = next(iter(rules.redirects.find(words, locale, now)), None)
    if category_id is not None:
        placements += rules.placements.find_in_category(category_id, locale, now)
    pinned, hidden = _sort_products(placements)
    url = _redirect_url(redirect, channel, locale) if redirect else None
    return Merchandising(pinned, hidden, url)


def query_words(text: str) -> tuple[str, ...]:
    """Return the words of a query as rules compare them: in one case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return tuple(_WORDS.findall(plain))


def _holds(rule: QueryRule, locale: str, now: datetime) -> bool:
    return rule.locale in ("", locale) and rule.is_in_force(now)


def _sort_products(placements: Iterable[Placement]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    pinned: dict[int, None] = {}
    hidden: dict[int, None] = {}
    for placement in placements:
        for product in placement.products.all():
            is_pinned = product.kind == PlacedProduct.Kind.PINNED
            (pinned if is_pinned else hidden).setdefault(product.product_id)
    return tuple(key for key in pinned if key not in hidden), tuple(hidden)


def _redirect_url(redirect: QueryRedirect, channel: Channel, locale: str) -> str | None:
    if redirect.page is None:
        return redirect.address
    return _page_path(redirect.page, channel, locale)


def _page_path(page: Page, channel: Channel, locale: str) -> str | None:
    """Return the path, without language, of a page that shoppers may read in their language."""
    reader = Reader(channel, locale)
    same = reader.pages().filter(translation_key=page.translation_key)
    addresses = [address for one in same if (address := reader.address_of(one))]
    path = dict(addresses).get(locale)
    return None if path is None else "/" + path.strip("/")


def _read_rules(channel: Channel, version: int | None) -> _Rules:
    return RULES.get(
        channel.pk,
        lambda: _load_rules(channel),
        version=lambda: get_search_version(channel=channel) if version is None else version,
    )


def _load_rules(channel: Channel) -> _Rules:
    rules = _Rules()
    redirects = QueryRedirect.objects.filter(channel=channel, is_active=True)
    for redirect in redirects.select_related("page").order_by("pk"):
        rules.redirects.add(redirect)
    products = Prefetch("products", PlacedProduct.objects.order_by("sort_order", "pk"))
    placements = Placement.objects.filter(channel=channel, is_active=True)
    for placement in placements.prefetch_related(products).order_by("pk"):
        rules.placements.add(placement)
    return rules
