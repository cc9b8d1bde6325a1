"""What is asked when staff change an order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import to_python

from commerce.cart.policies import MAX_QUANTITY
from commerce.core.texts import ascii_digits, clean_line, require_plain_line
from commerce.ordering.editing.goods import PlannedLine, read_lines
from commerce.ordering.editing.sending import list_ways
from commerce.ordering.editing.wishes import EditWish, MoreGoods, NewPrice
from commerce.ordering.postcodes import is_postcode, normalise_postcode
from commerce.ordering.selectors.orders import address_json

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

MORE_ROWS: Final = 3
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
NEEDED: Final = ("first_name", "last_name", "line1", "city", "country")


class LineField(forms.CharField):
    """One line of text, as people see it."""

    default_validators = [require_plain_line]

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class EditForm(forms.Form):
    """The order as it is, to be changed. An empty price keeps the price."""

    note = LineField(label=gettext_lazy("Note for staff"), max_length=300, required=False)
    method = forms.ChoiceField(label=gettext_lazy("Way of sending"), required=False)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, order: Order, data: Any = None) -> None:
        super().__init__(data)
        self.order = order
        self.lines = list(read_lines(order))
        self.known = address_json(order.shipping_address) or dict.fromkeys(ADDRESS, "")
        self.fields["method"].choices = list_ways(order)  # type: ignore[attr-defined]
        self.fields["method"].initial = order.shipping_code
        for row in self.lines:
            self._add_line(row)
        for number in range(MORE_ROWS):
            self._add_more(number)
        for name in ADDRESS:
            self.fields[name] = self._address_field(name)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        country = cleaned.get("country", "")
        postcode = normalise_postcode(country, cleaned.get("postcode", ""))
        phone = ascii_digits(cleaned.get("phone", ""))
        if country and postcode != self.known["postcode"] and not is_postcode(country, postcode):
            self.add_error("postcode", _("This is no postcode of that country."))
        if phone and phone != self.known["phone"] and not is_phone(phone, country):
            self.add_error("phone", _("This is no telephone number of that country."))
        return {**cleaned, "postcode": postcode, "phone": phone}

    @property
    def wish(self) -> EditWish:
        """What is to be different."""
        given = self.cleaned_data
        address: Any = {name: given[name] for name in ADDRESS}
        method = given["method"]
        return EditWish(
            quantities=dict(self._quantities()),
            prices=dict(self._prices()),
            added=tuple(self._added()),
            address=None if address == {name: self.known[name] for name in ADDRESS} else address,
            method="" if method == self.order.shipping_code else method,
            note=given["note"],
        )

    @property
    def rows(self) -> Iterator[tuple[PlannedLine, Any, Any, Any]]:
        """Each line with its fields."""
        for row in self.lines:
            key = row.key
            yield row, self[f"quantity-{key}"], self[f"price-{key}"], self[f"reason-{key}"]

    @property
    def more(self) -> Iterator[tuple[Any, Any]]:
        """The fields for further goods."""
        for number in range(MORE_ROWS):
            yield self[f"sku-{number}"], self[f"pieces-{number}"]

    @property
    def address(self) -> list[Any]:
        return [self[name] for name in ADDRESS]

    def _add_line(self, row: PlannedLine) -> None:
        quantity = row.figures.quantity if row.figures else 0
        self.fields[f"quantity-{row.key}"] = forms.IntegerField(
            label=_("%(name)s: pieces") % {"name": row.name},
            min_value=0,
            max_value=MAX_QUANTITY,
            initial=quantity,
        )
        self.fields[f"price-{row.key}"] = forms.DecimalField(
            label=_("%(name)s: other price") % {"name": row.name},
            max_digits=15,
            decimal_places=4,
            required=False,
        )
        self.fields[f"reason-{row.key}"] = LineField(
            label=_("%(name)s: reason of the price") % {"name": row.name},
            max_length=200,
            required=False,
        )

    def _add_more(self, number: int) -> None:
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

    def _address_field(self, name: str) -> forms.Field:
        initial, needed = self.known[name], name in NEEDED
        if name == "country":
            return forms.ChoiceField(label=ADDRESS[name], choices=self._countries, initial=initial)
        longest = {"postcode": 16, "phone": 32}.get(name, 255)
        return LineField(
            label=ADDRESS[name],
            required=needed,
            initial=initial,
            validators=[MaxLengthValidator(longest)],
        )

    def _countries(self) -> list[tuple[str, str]]:
        names = Locale.parse(get_language() or "en", sep="-").territories
        codes = dict.fromkeys([*self.order.channel.countries, self.known["country"]])
        return [(code, names.get(code, code)) for code in codes if code]

    def _quantities(self) -> Iterator[tuple[int, int]]:
        for row in self.lines:
            quantity = self.cleaned_data[f"quantity-{row.key}"]
            if row.figures and quantity != row.figures.quantity:
                yield int(row.key), quantity

    def _prices(self) -> Iterator[tuple[int, NewPrice]]:
        for row in self.lines:
            price: Decimal | None = self.cleaned_data[f"price-{row.key}"]
            if price is not None:
                yield int(row.key), NewPrice(price, self.cleaned_data[f"reason-{row.key}"])

    def _added(self) -> Iterator[MoreGoods]:
        for number in range(MORE_ROWS):
            if sku := self.cleaned_data[f"sku-{number}"]:
                yield MoreGoods(sku, self.cleaned_data[f"pieces-{number}"] or 1)


def is_phone(text: str, country: str) -> bool:
    number = to_python(text, region=country or None)
    return bool(number and number.is_valid())
