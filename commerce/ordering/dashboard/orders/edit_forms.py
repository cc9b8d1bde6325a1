"""What is asked when staff change an order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.core.texts import ascii_digits
from commerce.delivery.services.points import list_points
from commerce.delivery.shapes import Destination
from commerce.ordering.editing.goods import PlannedLine, read_lines
from commerce.ordering.editing.sending import list_ways, pickup_of_way
from commerce.ordering.editing.wishes import EditWish, NewPrice
from commerce.ordering.postcodes import is_postcode, normalise_postcode
from commerce.ordering.selectors.orders import address_json

from .goods_forms import ADDRESS, NEEDED, GoodsForm, LineField, is_phone

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order


class EditForm(GoodsForm):
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
            self.add_line(row.key, row.name, row.figures.quantity if row.figures else 0)
        self.add_more()
        self._offer_points()
        codes = dict.fromkeys([*order.channel.countries, self.known["country"]])
        self.add_address(self.known, [code for code in codes if code], NEEDED)

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
            added=tuple(self.added()),
            address=None if address == {name: self.known[name] for name in ADDRESS} else address,
            method="" if method == self.order.shipping_code else method,
            pickup_point=self._point(given),
            note=given["note"],
        )

    @property
    def rows(self) -> Iterator[tuple[PlannedLine, Any, Any, Any]]:
        """Each line with its fields."""
        for row in self.lines:
            key = row.key
            yield row, self[f"quantity-{key}"], self[f"price-{key}"], self[f"reason-{key}"]

    def _offer_points(self) -> None:
        """Those of the way of sending that is written, near the address of the order."""
        order, code = self.order, self.data.get("method") or self.order.shipping_code
        pickup, address = pickup_of_way(order, code), order.shipping_address
        if not pickup or address is None:
            return
        place = Destination(address.country_id, address.postcode or "", address.state or "")
        found = list_points(channel_id=order.channel_id, pickup=pickup, place=place)
        kept = order.pickup_point if code == order.shipping_code else None
        self.add_points(found.places, kept or None)

    def _point(self, cleaned: dict[str, Any]) -> str:
        chosen = str(cleaned.get("pickup_point", ""))
        return "" if chosen == self.order.pickup_point.get("id") else chosen

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
