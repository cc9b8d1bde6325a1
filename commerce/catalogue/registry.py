"""What the catalogue can be extended with: kinds of facets, and tools on a product's page.

What products can be narrowed down by: each kind of facet is one object, said here alone.

Documents are given the terms of every kind by `documents.terms`. Addresses, the contract, saved
searches, engines, answers and the storefront take what they need to know from the kind itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .enums import FacetType
from .errors import InvalidParameterError, UnknownAttributeError

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from commerce.oscar.catalogue.models import Product

CATEGORY: Final = "category"  # terms are ids of categories: a product's own and those above
PRICE: Final = "price"
PRICE_MIN: Final = "price_min"
PRICE_MAX: Final = "price_max"
ATTRIBUTE_PREFIX: Final = "attr."
RATING: Final = "rating"
AVAILABLE: Final = "available"
ON_SALE: Final = "on_sale"
DISCOUNT: Final = "discount"
SELLER: Final = "seller"
BADGE: Final = "badge"
SALE: Final = "sale"
TRUE: Final = "true"
FALSE: Final = "false"

MAX_VALUES: Final = 50
MAX_ATTRIBUTES: Final = 8
STARS: Final = ("4", "3", "2", "1")
PERCENTS: Final = ("50", "30", "20", "10")

_AMOUNT: Final = r"\d{1,10}(\.\d{1,4})?"
_ATTRIBUTE: Final = r"[a-zA-Z_][0-9a-zA-Z_]{0,127}"

Values = tuple[str, ...]
Schema = Mapping[str, Any]

# Values with commas between them, none of them empty.
VALUES: Final[Schema] = {"type": "string", "pattern": r"^[^,\u0000]+(,[^,\u0000]+){0,49}$"}
AMOUNT: Final[Schema] = {"type": "string", "pattern": f"^{_AMOUNT}$"}
FLAG: Final[Schema] = {"type": "boolean"}
ATTRIBUTES: Final[Schema] = {
    "type": "object",
    "propertyNames": {"pattern": f"^attr[.]{_ATTRIBUTE}$"},
    "additionalProperties": VALUES,
    "maxProperties": MAX_ATTRIBUTES,
}


def numbers(choices: Values) -> Schema:
    """Return the schema of a parameter that takes one of these whole numbers."""
    return {"type": "integer", "enum": sorted(map(int, choices))}


def parse_list(name: str, text: str) -> Values:
    """Return the values, each once and in order. Raises InvalidParameterError."""
    values = dict.fromkeys(text.split(","))
    if not all(values) or len(values) > MAX_VALUES:
        hint = _("Give 1 to %(maximum)d values with commas between them.") % {"maximum": MAX_VALUES}
        raise InvalidParameterError(parameter=name, hint=str(hint))
    return tuple(sorted(values))


def parse_choice(*choices: str) -> Callable[[str, str], Values]:
    """Return what reads one of these values."""

    def parse(name: str, text: str) -> Values:
        if text not in choices:
            hint = _("Choose one of: %(choices)s.") % {"choices": ", ".join(sorted(choices))}
            raise InvalidParameterError(parameter=name, hint=str(hint))
        return (text,)

    return parse


def parse_flag(name: str, text: str) -> Values:
    """Return "true" or, since a "false" asks for nothing, nothing at all."""
    return tuple(value for value in parse_choice(TRUE, FALSE)(name, text) if value == TRUE)


def parse_amount(name: str, text: str) -> Values:
    """Return the amount as it was written. Raises InvalidParameterError."""
    if not re.fullmatch(_AMOUNT, text, re.ASCII):
        hint = gettext("Give an amount such as 12.50.")
        raise InvalidParameterError(parameter=name, hint=hint)
    return (text,)


def parse_attribute(name: str, text: str) -> Values:
    """Return the values. Raises UnknownAttributeError for what cannot be the name of an attribute."""
    if not re.fullmatch(_ATTRIBUTE, name.removeprefix(ATTRIBUTE_PREFIX), re.ASCII):
        raise UnknownAttributeError(parameter=name)
    return parse_list(name, text)


@dataclass(frozen=True, slots=True)
class Parameter:
    """How a kind is written in an address, as the contract tells it."""

    name: str
    schema: Schema
    example: Any
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetKind:
    """One way to narrow products down.

    `code` names it in addresses, answers and saved searches, `field` in terms and indexes. Where both
    end with a dot they begin the names of a whole family, as in "attr.colour".

    `is_of_variants`: variants of one product may differ in it, and a product is found when one variant
    has it together with all else that was asked of variants.

    `label` names a value; None where the catalogue itself has names for them. `choices` are all the
    values there are, in the order shown, of which one can be chosen; empty where the catalogue
    decides. `terms` says what the values are called in terms, where that is something else.

    `of_variant` reads the value of a variant of a product document: None of one that does not tell.
    """

    code: str
    field: str
    name: str | _StrPromise
    type: FacetType
    is_of_variants: bool
    parameters: tuple[Parameter, ...]
    parse: Callable[[str, str], Values]
    label: Callable[[str], str] | None = None
    choices: Values = ()
    terms: tuple[tuple[str, str], ...] = ()
    of_variant: Callable[[Mapping[str, Any], str], str | None] | None = None

    @property
    def is_family(self) -> bool:
        return self.code.endswith(".")

    @property
    def is_single(self) -> bool:
        """Whether one value at most can be chosen: the next one takes its place."""
        return bool(self.choices)

    @property
    def is_always_counted(self) -> bool:
        """Whether its values are counted although the catalogue has no names for them."""
        return self.label is not None or self.code == CATEGORY

    def field_of(self, code: str) -> str:
        """Return the field of the kind, or of the member of the family with that code."""
        return f"{self.field}{code.removeprefix(self.code)}" if self.is_family else self.field

    def terms_of(self, values: Values) -> Values:
        """Return what the values are called in terms."""
        return tuple(dict(self.terms).get(value, value) for value in values)


# A link of a product's page in the dashboard: from the request and the product to address and words.
# None where the person at work has no use for it.
ProductTool = Callable[["HttpRequest", "Product"], "tuple[str, str] | None"]
_product_tools: list[ProductTool] = []


def register_product_tool(tool: ProductTool) -> None:
    """Offer something for products on their page in the dashboard. Twice is once."""
    if tool not in _product_tools:
        _product_tools.append(tool)


def list_product_tools(request: HttpRequest, product: Product) -> list[tuple[str, str]]:
    """Return addresses and words of the tools that the person at work can use on a product."""
    found = (tool(request, product) for tool in _product_tools)
    return [each for each in found if each is not None]


_kinds: dict[str, FacetKind] = {}


def register_facet_kind(kind: FacetKind) -> None:
    """Let products be narrowed down by it. Raises ValueError when its code or field is taken."""
    if kind.code in _kinds or kind.field in {other.field for other in _kinds.values()}:
        raise ValueError(f"There is a kind of facet {kind.code!r}, or one with its field.")
    _kinds[kind.code] = kind


def list_facet_kinds() -> Sequence[FacetKind]:
    """Return the kinds in the order in which answers have them."""
    return tuple(_kinds.values())


def find_facet_kind(code: str) -> FacetKind | None:
    """Return the kind that answers know by that code."""
    return _kinds.get(_family(code))


def kind_of_field(name: str) -> FacetKind | None:
    """Return the kind whose terms have that field."""
    family = _family(name)
    return next((kind for kind in _kinds.values() if kind.field == family), None)


def kind_of_parameter(name: str) -> FacetKind | None:
    """Return the kind that an address names by that parameter."""
    if (kind := find_facet_kind(name)) is not None and kind.is_family:
        return kind
    known = ((kind, parameter) for kind in _kinds.values() for parameter in kind.parameters)
    return next((kind for kind, each in known if each.name == name and not kind.is_family), None)


def list_parameters() -> Values:
    """Return the names of all parameters; those of a family begin with its code, which has a dot."""
    return tuple(
        kind.code if kind.is_family else parameter.name
        for kind in _kinds.values()
        for parameter in kind.parameters
    )


def is_of_variants(name: str) -> bool:
    """Whether variants of one product may differ in the field; in one that nobody knows, they may."""
    kind = kind_of_field(name)
    return kind is None or kind.is_of_variants


def fields_of_products() -> Values:
    """Return the fields, and beginnings of fields, in which the variants of a product never differ."""
    return tuple(kind.field for kind in _kinds.values() if not kind.is_of_variants)


def _family(name: str) -> str:
    head, dot, _member = name.partition(".")
    return f"{head}{dot}"


def _stars(value: str) -> str:
    label = ngettext("%(stars)s star or more", "%(stars)s stars or more", int(value))
    return label % {"stars": value}


def _percents(value: str) -> str:
    return gettext("%(percent)s%% or more") % {"percent": value}


def _availability(variant: Mapping[str, Any], _code: str) -> str | None:
    return TRUE if variant["availability"]["is_available"] else FALSE


def _option(variant: Mapping[str, Any], code: str) -> str | None:
    value: str | None = variant["options"].get(code.removeprefix(ATTRIBUTE_PREFIX))
    return value


for _kind in (
    FacetKind(
        code=CATEGORY,
        field=CATEGORY,
        name=_("Category"),
        type=FacetType.CHOICE,
        is_of_variants=False,
        parameters=(
            Parameter(
                CATEGORY,
                VALUES,
                "rugs,lamps",
                "Slugs of categories, with commas: products in one of them or below it. "
                "Categories in the text are words then.",
            ),
        ),
        parse=parse_list,
    ),
    FacetKind(
        code=PRICE,
        field=PRICE,
        name=_("Price"),
        type=FacetType.RANGE,
        is_of_variants=True,
        parameters=(
            Parameter(PRICE_MIN, AMOUNT, "20.00", "Lowest price, in the currency asked for."),
            Parameter(PRICE_MAX, AMOUNT, "80.00", "Highest price, in the currency asked for."),
        ),
        parse=parse_amount,
    ),
    FacetKind(
        code=ATTRIBUTE_PREFIX,
        field=ATTRIBUTE_PREFIX,
        name=_("Attribute"),
        type=FacetType.CHOICE,
        is_of_variants=True,
        parameters=(
            Parameter(
                "attributes",
                ATTRIBUTES,
                {"attr.colour": "moss,clay", "attr.size": "l"},
                "One parameter `attr.<code>` per attribute, with one or more value codes: "
                "`attr.colour=moss,clay&attr.size=l`. One variant must have a value of each.",
            ),
        ),
        parse=parse_attribute,
        of_variant=_option,
    ),
    FacetKind(
        code=RATING,
        field=RATING,
        name=_("Rating"),
        type=FacetType.CHOICE,
        is_of_variants=False,
        parameters=(Parameter(RATING, numbers(STARS), 4, "That many stars or more."),),
        parse=parse_choice(*STARS),
        label=_stars,
        choices=STARS,
    ),
    FacetKind(
        code=AVAILABLE,
        field=AVAILABLE,
        name=_("Availability"),
        type=FacetType.BOOLEAN,
        is_of_variants=True,
        parameters=(Parameter(AVAILABLE, FLAG, True, "Only what can be bought now."),),
        parse=parse_flag,
        label=lambda _value: gettext("In stock"),
        choices=(TRUE,),
        of_variant=_availability,
    ),
    FacetKind(
        code=ON_SALE,
        field=BADGE,
        name=_("Offers"),
        type=FacetType.BOOLEAN,
        is_of_variants=False,
        parameters=(Parameter(ON_SALE, FLAG, True, "Only what is reduced."),),
        parse=parse_flag,
        label=lambda _value: gettext("Reduced"),
        choices=(TRUE,),
        terms=((TRUE, SALE),),
    ),
    FacetKind(
        code=DISCOUNT,
        field=DISCOUNT,
        name=_("Discount"),
        type=FacetType.CHOICE,
        is_of_variants=True,
        parameters=(
            Parameter(DISCOUNT, numbers(PERCENTS), 30, "Reduced by that many percent or more."),
        ),
        parse=parse_choice(*PERCENTS),
        label=_percents,
        choices=PERCENTS,
    ),
    FacetKind(
        code=SELLER,
        field=SELLER,
        name=_("Seller"),
        type=FacetType.CHOICE,
        is_of_variants=True,
        parameters=(Parameter(SELLER, VALUES, "fern-and-field", "Codes of sellers, with commas."),),
        parse=parse_list,
    ),
):
    register_facet_kind(_kind)
