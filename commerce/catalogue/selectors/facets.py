"""What a list of products can be narrowed down by, with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commerce.catalogue.documents.texts import fallback_chain
from commerce.catalogue.models import CategoryDocument
from commerce.catalogue.registry import ATTRIBUTE_PREFIX, AVAILABLE, CATEGORY, TRUE
from commerce.core.money import Money, MoneyJson

from .facet_words import FacetWord, load_facet_words
from .matching import ProductQuestion, list_matching_prices, list_matching_terms

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

PRICE = "price"

# The products that have a value, by field and value.
Counts = dict[str, dict[str, int]]


class FilterValue(TypedDict):
    value: str
    label: str
    count: int
    swatch: str | None


class ProductFilter(TypedDict):
    code: str
    name: str
    type: Literal["choice", "range", "boolean"]
    values: list[FilterValue]
    minimum: MoneyJson | None
    maximum: MoneyJson | None


def list_product_filters(
    *, channel: Channel, locale: str, question: ProductQuestion
) -> list[ProductFilter]:
    """Return the filters that make sense for the products that answer the question.

    The counts of a filter are of products that answer everything else that was asked, so that its
    own alternatives stay in sight. Names are in the active language, which is to be `locale`.
    """
    finder = _FilterFinder(channel, locale, question)
    return [found for found in finder.filters() if found["values"] or found["minimum"]]


@dataclass(frozen=True)
class _FilterFinder:
    channel: Channel
    locale: str
    question: ProductQuestion

    def filters(self) -> Iterator[ProductFilter]:
        words = load_facet_words(tenant_id=self.channel.tenant_id)
        counts = self._counts([CATEGORY, AVAILABLE, *words])
        yield _choice(CATEGORY, _("Category"), self._categories(counts.get(CATEGORY, {})))
        yield self._price()
        yield _available(counts.get(AVAILABLE, {}).get(TRUE, 0))
        for field, word in words.items():
            yield self._attribute(field, word, counts.get(field, {}))

    def _counts(self, fields: list[str]) -> Counts:
        """Count the fields that nothing was chosen of together, and each other one by itself."""
        chosen = self._chosen_fields()
        counts = self._count(self.question, [field for field in fields if field not in chosen])
        for field in chosen:
            counts.update(self._count(self.question.without(field), [field]))
        return counts

    def _chosen_fields(self) -> list[str]:
        chosen = [f"{ATTRIBUTE_PREFIX}{code}" for code in self.question.attributes]
        if self.question.category is not None:
            chosen.append(CATEGORY)
        if self.question.is_available:
            chosen.append(AVAILABLE)
        return chosen

    def _count(self, question: ProductQuestion, fields: list[str]) -> Counts:
        rows = (
            list_matching_terms(channel=self.channel, question=question)
            .filter(field__in=fields)
            .values_list("field", "value")
            .annotate(Count("pk"))
            .order_by()
        )
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for field, value, number in rows:
            counts[field][value] = number
        return counts

    def _categories(self, counts: dict[str, int]) -> Iterable[FilterValue]:
        rows = (
            CategoryDocument.objects.in_channel(self.channel)
            .filter(locale=self.locale, category__in=[int(value) for value in counts])
            .order_by("category__path")
        )
        for category_id, slug, name in rows.values_list("category_id", "slug", "name"):
            yield _value(slug, name, counts[str(category_id)])

    def _price(self) -> ProductFilter:
        currency = self.question.currency
        spans = list_matching_prices(channel=self.channel, question=self.question.without(PRICE))
        ends = spans.aggregate(minimum=Min("minimum"), maximum=Max("maximum"))
        found: ProductFilter = {
            **_choice(PRICE, _("Price"), ()),
            "type": "range",
        }
        if ends["minimum"] is not None:
            found["minimum"] = Money(ends["minimum"], currency).as_json()
            found["maximum"] = Money(ends["maximum"], currency).as_json()
        return found

    def _attribute(self, field: str, word: FacetWord, counts: dict[str, int]) -> ProductFilter:
        chain = fallback_chain(self.locale, self.channel.default_locale)
        found = _choice(
            field,
            word.name.in_locale(chain),
            [
                _value(code, word.label(code, chain), counts[code], word.swatch(code))
                for code in sorted(counts, key=word.rank)
            ],
        )
        if word.is_boolean:
            found["type"] = "boolean"
            for value in found["values"]:
                value["label"] = _yes_or_no(value["value"])
        return found


def _choice(code: str, name: str, values: Iterable[FilterValue]) -> ProductFilter:
    return {
        "code": code,
        "name": name,
        "type": "choice",
        "values": list(values),
        "minimum": None,
        "maximum": None,
    }


def _available(count: int) -> ProductFilter:
    values = [_value(TRUE, _("In stock"), count)] if count else []
    return {**_choice(AVAILABLE, _("Availability"), values), "type": "boolean"}


def _value(value: str, label: str, count: int, swatch: str | None = None) -> FilterValue:
    return {"value": value, "label": label, "count": count, "swatch": swatch}


def _yes_or_no(value: str) -> str:
    if value == TRUE:
        return pgettext("Product attribute value", "Yes")
    return pgettext("Product attribute value", "No")
