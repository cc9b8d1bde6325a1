"""Names of the attributes that products can be found by, and of their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.db.models import Q

from commerce.catalogue.documents.texts import Text
from commerce.catalogue.documents.values import Value
from commerce.catalogue.documents.vocabulary import BRAND
from commerce.catalogue.models import AttributeOptionTranslation, AttributeTranslation
from commerce.catalogue.registry import ATTRIBUTE_PREFIX
from commerce.core.codes import code_of
from commerce.oscar.catalogue.models import AttributeOption, ProductAttribute

LAST = 1_000_000
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass
class FacetWord:
    """An attribute code to find products by. Several product types may use the same code."""

    name: Text
    is_boolean: bool
    unit: str | None = None
    is_axis: bool = False
    is_facet: bool = False
    values: dict[str, Value] = field(default_factory=dict)

    def rank(self, code: str) -> tuple[int, float, str]:
        """Options in their own order, then numbers by size, then words."""
        if (value := self.values.get(code)) is not None:
            return value.position, 0, code
        try:
            return LAST, float(code), ""
        except ValueError:
            return LAST + 1, 0, code


def name_of_code(code: str) -> str:
    """Return a name for a value that has none but its code. Numbers stay as they are."""
    if _NUMBER.fullmatch(code):
        return code
    words = code.replace("-", " ")
    return words[:1].upper() + words[1:]


def load_term_words(*, tenant_id: int) -> dict[str, FacetWord]:
    """Return all attributes that products can be found by, whether or not filters offer them.

    By term field, in the order of the attributes. Four queries.
    """
    is_term = Q(is_facet=True) | Q(is_variant_axis=True) | Q(code=BRAND)
    attributes = ProductAttribute.objects.filter(is_term, product_class__tenant=tenant_id).order_by(
        "position", "code", "pk"
    )
    names = _names(tenant_id)
    words: dict[str, FacetWord] = {}
    groups: dict[int, list[FacetWord]] = {}
    for attribute in attributes:
        word = words.setdefault(
            f"{ATTRIBUTE_PREFIX}{attribute.code}",
            FacetWord(
                Text(attribute.name, names.get(attribute.pk, {})),
                is_boolean=attribute.type == "boolean",
                unit=attribute.unit or None,
            ),
        )
        word.is_axis |= attribute.is_variant_axis
        word.is_facet |= attribute.is_facet
        if attribute.option_group_id is not None:
            groups.setdefault(attribute.option_group_id, []).append(word)
    _add_options(groups)
    return words


def _names(tenant_id: int) -> dict[int, dict[str, str]]:
    names: dict[int, dict[str, str]] = {}
    rows = AttributeTranslation.objects.filter(attribute__product_class__tenant=tenant_id)
    for attribute_id, locale, name in rows.values_list("attribute_id", "locale", "name"):
        names.setdefault(attribute_id, {})[locale] = name
    return names


def _add_options(groups: dict[int, list[FacetWord]]) -> None:
    labels: dict[int, dict[str, str]] = {}
    texts = AttributeOptionTranslation.objects.filter(option__group__in=groups)
    for option_id, locale, text in texts.values_list("option_id", "locale", "label"):
        labels.setdefault(option_id, {})[locale] = text
    options = AttributeOption.objects.filter(group__in=groups).order_by("position", "option")
    for rank, option in enumerate(options):
        code = option.code or code_of(option.option)
        label = Text(option.option, labels.get(option.pk, {}))
        for word in groups[option.group_id]:
            word.values.setdefault(code, Value(code, label, option.swatch or None, rank))
