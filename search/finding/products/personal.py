"""A first page in the order of one shopper's own interests: bounded, and told with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from commerce.catalogue.selectors.search_feed import list_documents_by_id
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Line
from search.finding.products.cards import Reason

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from search.finding.place import SearchPlace
    from search.query.answer import Hit

VIEWED: Final = "viewed"
BOUGHT: Final = "bought"
# What a shared category or brand multiplies a score by; the largest counts, once.
FACTORS: Final = {(BOUGHT, "category"): 1.25, (VIEWED, "category"): 1.15, (VIEWED, "brand"): 1.1}
MAX_FACTOR: Final = 1.25
# How far back a shopper's orders are looked at.
MAX_LINES: Final = 50
# Without scores the place in the list counts: 1 / (this + place).
_RANK_BASE: Final = 20

Documents = Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a consenting shopper: products looked at, and an account."""

    viewed: tuple[str, ...] = ()
    user: User | None = None

    def __bool__(self) -> bool:
        return bool(self.viewed) or self.user is not None


class Interest(NamedTuple):
    """A category or brand that a shopper has shown an interest in."""

    factor: float
    reason: Reason


class Reranked(NamedTuple):
    """Products in a shopper's order, and why some of them moved up."""

    product_ids: list[int]
    reasons: dict[int, Reason]


def list_interests(history: History, place: SearchPlace) -> dict[tuple[str, str], Interest]:
    """Return what the shopper cares for, by kind and code. Four queries at most."""
    interests: dict[tuple[str, str], Interest] = {}
    for origin, product_ids in (
        (BOUGHT, _bought(history, place)),
        (VIEWED, _viewed(history, place)),
    ):
        for document in _documents(place, product_ids):
            for kind, code, label in _traits(document):
                factor = FACTORS.get((origin, kind))
                if factor is not None:
                    interests.setdefault((kind, code), Interest(factor, Reason(origin, label)))
    return interests


def rerank(
    hits: Sequence[Hit],
    documents: Documents,
    interests: Mapping[tuple[str, str], Interest],
    *,
    pinned: Sequence[int],
) -> Reranked:
    """Return the same products with those that the shopper cares for further up, pins in front.

    A product that moves passes only those whose score is less than a quarter above its own.
    """
    fixed = [hit.product_id for hit in hits if hit.product_id in pinned]
    moving = [hit for hit in hits if hit.product_id not in pinned]
    found = {hit.product_id: _strongest(hit.product_id, documents, interests) for hit in moving}
    scores = _scores(moving)
    order = sorted(
        range(len(moving)),
        key=lambda rank: -scores[rank] * _factor(found[moving[rank].product_id]),
    )
    reasons = {
        moving[old].product_id: interest.reason
        for new, old in enumerate(order)
        if new < old and (interest := found[moving[old].product_id]) is not None
    }
    return Reranked([*fixed, *(moving[rank].product_id for rank in order)], reasons)


def _scores(hits: Sequence[Hit]) -> list[float]:
    if all(hit.score > 0 for hit in hits):
        return [hit.score for hit in hits]
    return [1 / (_RANK_BASE + rank) for rank in range(len(hits))]


def _factor(interest: Interest | None) -> float:
    return 1.0 if interest is None else min(interest.factor, MAX_FACTOR)


def _strongest(
    product_id: int, documents: Documents, interests: Mapping[tuple[str, str], Interest]
) -> Interest | None:
    if product_id not in documents:
        return None
    traits = _traits(_parsed(*documents[product_id]))
    shared = [interests[kind, code] for kind, code, _label in traits if (kind, code) in interests]
    return max(shared, key=lambda interest: interest.factor, default=None)


def _traits(document: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Yield kind, code and label of what a product has in common with others."""
    if crumbs := document["breadcrumbs"]:
        yield "category", crumbs[-1]["slug"], crumbs[-1]["name"]
    if brand := document["brand"]:
        yield "brand", brand["code"], brand["label"]


def _bought(history: History, place: SearchPlace) -> list[int]:
    if history.user is None:
        return []
    lines = Line.objects.filter(order__user=history.user, order__channel=place.channel)
    rows = lines.order_by("-pk").values_list("product_id", "product__parent_id")[:MAX_LINES]
    return [parent_id or product_id for product_id, parent_id in rows if product_id]


def _viewed(history: History, place: SearchPlace) -> list[int]:
    if not history.viewed:
        return []
    rows = Product.objects.filter(
        tenant=place.channel.tenant_id, public_id__in=history.viewed
    ).values_list("public_id", "pk", "parent_id")
    ids = {public_id: parent_id or pk for public_id, pk, parent_id in rows}
    return [ids[public_id] for public_id in history.viewed if public_id in ids]


def _documents(place: SearchPlace, product_ids: Sequence[int]) -> Iterable[dict[str, Any]]:
    if not product_ids:
        return
    found = list_documents_by_id(
        channel=place.channel, locale=place.locale, product_ids=product_ids
    )
    for product_id in dict.fromkeys(product_ids):
        if product_id in found:
            yield _parsed(*found[product_id])


def _parsed(card: str, body: str) -> dict[str, Any]:
    return {**orjson.loads(card), **orjson.loads(body)}
