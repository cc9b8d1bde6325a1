"""What forms of orders share: goods with pieces and prices, and where they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import to_python

from commerce.cart.policies import MAX_QUANTITY
from commerce.core.texts import clean_line, require_plain_line
from commerce.ordering.editing.wishes import MoreGoods

if TYPE_CHECKING:
    from commerce.integrations.registry import PickupPlace

MORE_ROWS: Final = 3
MOST_ROWS: Final = 20
ADDRESS: Final = {
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "company": gettext_lazy("Company"),
    "line1": gettext_lazy("Street and number"),
    "line2": gettext_lazy("Addition"),
    "postcode": gettext_lazy("Postcode"),
    "city": gettext_lazy("City"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "phone": gettext_lazy("Telephone"),
}
LONGEST: Final = {"postcode": 16, "phone": 32}
NEEDED: Final = ("first_name", "last_name", "line1", "city", "country")


class LineField(forms.CharField):
    """One line of text, as people see it."""

    default_validators = [require_plain_line]

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class GoodsForm(forms.Form):
    """Three fields for each line, rows for further goods, and an address."""

    rows_of_more = MORE_ROWS

    @property
    def more(self) -> Iterator[tuple[Any, Any]]:
        """The fields for further goods."""
        for number in range(self.rows_of_more):
            yield self[f"sku-{number}"], self[f"pieces-{number}"]

    @property
    def address(self) -> list[Any]:
        return [self[name] for name in ADDRESS]

    def fill(self, data: Mapping[str, Any], sku: str = "") -> None:
        """Show what was written so far, without judging it, and one more of the goods."""
        self.add_more(_rows_in(data) + bool(sku))
        for name, field in self.fields.items():
            if not field.widget.value_omitted_from_data(data, {}, name):
                self.initial[name] = field.widget.value_from_datadict(data, {}, name)
        names = (f"sku-{number}" for number in range(self.rows_of_more))
        free = next((name for name in names if not self.initial.get(name)), "")
        if sku and free:
            self.initial[free] = sku

    def add_line(
        self, key: str, name: str, quantity: int, price: Decimal | None = None, reason: str = ""
    ) -> None:
        """Ask for pieces, another price and its reason of a line."""
        self.fields[f"quantity-{key}"] = forms.IntegerField(
            label=_("%(name)s: pieces") % {"name": name},
            min_value=0,
            max_value=MAX_QUANTITY,
            initial=quantity,
        )
        self.fields[f"price-{key}"] = forms.DecimalField(
            label=_("%(name)s: other price") % {"name": name},
            max_digits=15,
            decimal_places=4,
            required=False,
            initial=price,
        )
        self.fields[f"reason-{key}"] = LineField(
            label=_("%(name)s: reason of the price") % {"name": name},
            max_length=200,
            required=False,
            initial=reason,
        )

    def add_more(self, rows: int = 0) -> None:
        """Ask for goods that are not there yet, in so many rows if that is more than usual."""
        self.rows_of_more = min(max(rows, _rows_in(self.data)), MOST_ROWS)
        for number in range(self.rows_of_more):
            self.fields[f"sku-{number}"] = LineField(
                label=_("SKU of further goods"), max_length=128, required=False
            )
            self.fields[f"pieces-{number}"] = forms.IntegerField(
                label=_("Pieces of further goods"),
                min_value=1,
                max_value=MAX_QUANTITY,
                initial=1,
                required=False,
            )

    def added(self) -> Iterator[MoreGoods]:
        for number in range(self.rows_of_more):
            if sku := self.cleaned_data[f"sku-{number}"]:
                yield MoreGoods(sku, self.cleaned_data[f"pieces-{number}"] or 1)

    def add_points(self, places: Iterable[PickupPlace], chosen: Mapping[str, Any] | None) -> None:
        """Ask where a parcel waits: `places` near its address, or where it was to wait so far."""
        named = {
            each.id: f"{each.name}, {each.street}, {each.postcode} {each.city}" for each in places
        }
        if chosen:
            named.setdefault(chosen["id"], f"{chosen['name']}, {chosen['street']}")
        self.fields["pickup_point"] = forms.ChoiceField(
            label=_("Pickup point"),
            required=False,
            choices=[("", _("– choose –")), *named.items()],
            initial=chosen["id"] if chosen else "",
        )

    @property
    def pickup_point(self) -> Any:
        """The field for it; None where the way of sending goes to the address."""
        return self["pickup_point"] if "pickup_point" in self.fields else None

    def add_address(
        self,
        known: dict[str, str],
        countries: list[str],
        needed: tuple[str, ...] = (),
        *,
        prefix: str = "",
    ) -> None:
        """Ask where it goes; `known` is what stands there so far, `countries` are codes."""
        for name in ADDRESS:
            initial, longest = known.get(name, ""), LONGEST.get(name, 255)
            self.fields[f"{prefix}{name}"] = LineField(
                label=ADDRESS[name],
                required=name in needed,
                initial=initial,
                validators=[MaxLengthValidator(longest)],
            )
        self.fields[f"{prefix}country"] = forms.ChoiceField(
            label=ADDRESS["country"],
            required=not prefix,
            choices=lambda: _named(countries),
            initial=known.get("country", ""),
        )


def _rows_in(data: Mapping[str, Any]) -> int:
    number = MORE_ROWS
    while number < MOST_ROWS and f"sku-{number}" in data:
        number += 1
    return number


def _named(countries: list[str]) -> list[tuple[str, str]]:
    names = Locale.parse(get_language() or "en", sep="-").territories
    return [(code, names.get(code, code)) for code in countries]


def is_phone(text: str, country: str) -> bool:
    number = to_python(text, region=country or None)
    return bool(number and number.is_valid())
