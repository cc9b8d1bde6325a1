"""Try a query: what shoppers find now, beside what they would find with the draft."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import orjson
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.selectors.search_feed import list_documents_by_id
from commerce.core.errors import DomainError
from search.finding.trials import Trial, try_query
from search.models import StoppedLine
from search.permissions import OwnChannelsPolicy
from search.query.configuration import Configuration
from search.selectors.configurations import draft_configuration, get_configuration

from .explanations import Reason, explain_in_words
from .pages import ChannelPage, PageViewSet

SHOWN: Final = 12
MAX_LENGTH: Final = 200


@dataclass(frozen=True)
class ShownHit:
    """A product of one side. `moved` counts the places it is higher than on the other side."""

    position: int
    card: dict[str, Any]
    price: str
    is_pinned: bool
    score: float
    reasons: list[Reason]
    moved: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether the other side does not show it at all."""
        return self.moved is None

    @property
    def moved_down(self) -> int:
        return -(self.moved or 0)


@dataclass(frozen=True)
class Side:
    """One configuration and what it finds."""

    title: Any
    number: int
    is_draft: bool
    trial: Trial
    hits: list[ShownHit]


class PreviewPage(ChannelPage):
    page_title = _("Try a query")
    template_name = "search/back_office/preview.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        text = " ".join(self.request.GET.get("q", "").split())[:MAX_LENGTH]
        sides, problem = self._sides(text) if text else ([], "")
        return super().get_context_data(
            query=text,
            sides=sides,
            problem=problem,
            is_same=len(sides) == 2 and _order(sides[0]) == _order(sides[1]),
            shown=SHOWN,
            may_stop=OwnChannelsPolicy(StoppedLine).user_has_permission(self.request.user, "add"),
            **given,
        )

    def _sides(self, text: str) -> tuple[list[Side], str]:
        published, draft = get_configuration(self.channel), draft_configuration(self.channel)
        try:
            now, then = (self._try(text, one) for one in (published, draft))
        except DomainError as error:
            return [], error.detail
        cards = self._cards({*now.product_ids, *then.product_ids})
        sides = [
            Side(_("In force"), published.number, False, now, _show(now, then, cards)),
            Side(_("Draft"), draft.number, True, then, _show(then, now, cards)),
        ]
        return sides, ""

    def _try(self, text: str, configuration: Configuration) -> Trial:
        return try_query(
            channel=self.channel,
            locale=self.locale,
            text=text,
            configuration=configuration,
            size=SHOWN,
        )

    def _cards(self, product_ids: set[int]) -> dict[int, dict[str, Any]]:
        documents = list_documents_by_id(
            channel=self.channel, locale=self.locale, product_ids=sorted(product_ids)
        )
        return {key: orjson.loads(card) for key, (card, _body) in documents.items()}


def _show(trial: Trial, other: Trial, cards: dict[int, dict[str, Any]]) -> list[ShownHit]:
    elsewhere = {product_id: place for place, product_id in enumerate(other.product_ids)}
    hits = []
    for place, product_id in enumerate(trial.product_ids):
        if product_id not in cards:  # unpublished a moment ago
            continue
        explanation = trial.explanations.get(product_id)
        there = elsewhere.get(product_id)
        hits.append(
            ShownHit(
                position=place + 1,
                card=cards[product_id],
                price=_price(cards[product_id], trial.currency),
                is_pinned=product_id in trial.pinned,
                score=explanation.score if explanation else 0.0,
                reasons=explain_in_words(explanation) if explanation else [],
                moved=None if there is None else there - place,
            )
        )
    return hits


def _price(card: dict[str, Any], currency: str) -> str:
    span = card["prices"].get(currency)
    if span is None:
        return ""
    lowest, highest = (Decimal(span[end]["amount"]) for end in ("from", "to"))
    ends = f"{lowest}" if lowest == highest else f"{lowest} – {highest}"
    return f"{ends} {currency}"


def _order(side: Side) -> list[int]:
    return list(side.trial.product_ids)


class PreviewViewSet(PageViewSet):
    name = "search_preview"
    url_prefix = "search-marketing/preview"
    icon = "view"
    menu_label = _("Try a query")
    page_class = PreviewPage
