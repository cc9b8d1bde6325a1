"""What is asked when staff prepare an order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.templatetags.currency_filters import currency
from phonenumbers import SUPPORTED_REGIONS

from commerce.accounts.selectors import find_user, list_people
from commerce.cart.policies import EXPLANATIONS
from commerce.cart.pricing.taxes import VAT_ID
from commerce.cart.services.drafts import DELIVERY_WAIVED
from commerce.core.texts import ascii_digits
from commerce.delivery.services.points import list_points
from commerce.ordering.editing.wishes import NewPrice
from commerce.ordering.postcodes import is_postcode, normalise_postcode
from commerce.ordering.review import place_of
from commerce.ordering.services.drafts.placing import MOST_DAYS
from commerce.ordering.services.drafts.preparing import DraftWish
from commerce.tenancy.selectors import list_own_channels

from .goods_forms import ADDRESS, NEEDED, GoodsForm, LineField, is_phone

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.cart.pricing.baskets import PricedLine
    from commerce.ordering.models import DraftOrder
    from commerce.ordering.review import Review


OF_LINES: Final = ("quantity", "price", "reason")
# Before the names of the fields of the address that is billed.
BILLED: Final = "billed_"


class BeginForm(forms.Form):
    """In which channel, language and currency an order is to be prepared."""

    channel: Any = forms.ModelChoiceField(label=gettext_lazy("Channel"), queryset=None)
    locale = forms.CharField(label=gettext_lazy("Language of the customer"), max_length=12)
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        channels = list_own_channels()
        self.fields["channel"].queryset = channels  # type: ignore[attr-defined]
        locales = {code for channel in channels for code in channel.locales}
        currencies = {code for channel in channels for code in channel.currencies}
        for name, codes in (("locale", locales), ("currency", currencies)):
            choices = [(code, code) for code in sorted(codes)]
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices)
        if (first := channels.first()) is not None:
            self.initial = {
                "channel": first.pk,
                "locale": first.default_locale,
                "currency": first.default_currency,
            }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        channel = cleaned.get("channel")
        if channel is not None and cleaned.get("locale") not in channel.locales:
            self.add_error("locale", _("The channel does not speak this language."))
        if channel is not None and cleaned.get("currency") not in channel.currencies:
            self.add_error("currency", _("The channel does not sell in this currency."))
        return cleaned


class DraftForm(GoodsForm):
    """The draft as it is, to be changed. An empty price is the list price."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the customer"), required=False)
    for_account = forms.BooleanField(
        label=gettext_lazy("For the account with this address"), required=False
    )
    is_billed_elsewhere = forms.BooleanField(
        label=gettext_lazy("Billed to another address"), required=False
    )
    vat_id = LineField(
        label=gettext_lazy("VAT id of a business"),
        max_length=24,
        required=False,
        help_text=gettext_lazy("Looked up in the register when the draft is saved."),
    )
    vouchers = LineField(label=gettext_lazy("Vouchers"), max_length=300, required=False)
    method = forms.ChoiceField(label=gettext_lazy("Way of sending"), required=False)
    is_delivery_waived = forms.BooleanField(
        label=gettext_lazy("Delivery costs nothing"), required=False
    )
    note = LineField(label=gettext_lazy("Note for staff"), max_length=1000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, draft: DraftOrder, review: Review | None, data: Any = None) -> None:
        super().__init__(data)
        self.draft, self.review = draft, review
        self.lines: list[PricedLine] = review.priced.lines if review else []
        basket, said = draft.basket, draft.basket.checkout
        self.known: dict[str, str] = said.get("shipping_address") or {}
        billed: dict[str, str] = said.get("billing_address") or {}
        self.initial = {
            "is_billed_elsewhere": bool(billed),
            "vat_id": (said.get(VAT_ID) or {}).get("id", ""),
            "email": said.get("email", ""),
            "for_account": basket.owner_id is not None,
            "vouchers": ", ".join(basket.vouchers.order_by("code").values_list("code", flat=True)),
            "method": said.get("shipping_method", ""),
            "is_delivery_waived": bool(said.get(DELIVERY_WAIVED)),
            "note": draft.note,
            "version": basket.version,
        }
        self.fields["method"].choices = list(self._methods())  # type: ignore[attr-defined]
        for item in self.lines:
            line = item.line
            name = line.product.get_title()
            agreed = line.agreed_price, line.agreed_reason
            self.add_line(line.public_id, name, line.quantity, *agreed)
        self.add_more()
        self._offer_points()
        countries = list(draft.channel.countries)
        self.add_address(self.known, countries)
        billed = {"country": self.known.get("country") or next(iter(countries), ""), **billed}
        self.add_address(billed, sorted(SUPPORTED_REGIONS), prefix=BILLED)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        told = self._checked(cleaned, is_needed=self._has_address(cleaned))
        if cleaned.get("is_billed_elsewhere"):
            told |= self._checked(cleaned, is_needed=True, prefix=BILLED)
        return {**cleaned, **told, "customer": self._customer(cleaned)}

    def _checked(
        self, cleaned: dict[str, Any], *, is_needed: bool, prefix: str = ""
    ) -> dict[str, str]:
        """What of an address is written in another way; says what is missing or impossible."""
        country = cleaned.get(f"{prefix}country", "")
        postcode = normalise_postcode(country, cleaned.get(f"{prefix}postcode", ""))
        phone = ascii_digits(cleaned.get(f"{prefix}phone", ""))
        if is_needed:
            for name in NEEDED:
                if not cleaned.get(f"{prefix}{name}") and f"{prefix}{name}" not in self.errors:
                    self.add_error(f"{prefix}{name}", _("The address needs this."))
            if country and not is_postcode(country, postcode):
                self.add_error(f"{prefix}postcode", _("This is no postcode of that country."))
        if phone and not is_phone(phone, country):
            self.add_error(f"{prefix}phone", _("This is no telephone number of that country."))
        return {f"{prefix}postcode": postcode, f"{prefix}phone": phone}

    @property
    def billing(self) -> list[Any]:
        return [self[f"{BILLED}{name}"] for name in ADDRESS]

    @property
    def wish(self) -> DraftWish:
        """How the draft is to be."""
        given = self.cleaned_data
        address: Any = {name: given[name] for name in ADDRESS}
        billed: Any = {name: given[f"{BILLED}{name}"] for name in ADDRESS}
        return DraftWish(
            email=given["email"],
            customer=given["customer"],
            quantities=dict(self._quantities()),
            prices=dict(self._prices()),
            added=tuple(self.added()),
            address=address if self._has_address(given) else None,
            billed=billed if given["is_billed_elsewhere"] else None,
            vat_id=given["vat_id"],
            method=given["method"],
            pickup_point=self._point(given),
            is_delivery_waived=given["is_delivery_waived"],
            vouchers=tuple(given["vouchers"].split(",")),
            note=given["note"],
        )

    @property
    def rows(self) -> Iterator[tuple[PricedLine, str, Any, Any, Any]]:
        """Each line with what stands against it, in words, and its fields."""
        for item in self.lines:
            quantity, price, reason = (self[f"{name}-{item.line.public_id}"] for name in OF_LINES)
            problem = str(EXPLANATIONS[item.problem]) if item.problem else ""
            yield item, problem, quantity, price, reason

    def _methods(self) -> Iterator[tuple[str, str]]:
        yield "", _("– choose once the address is saved –")
        for method in self.review.methods if self.review else []:
            price = currency(method.price.amount, method.price.currency)
            yield method.code, f"{method.name}: {price}"
        known = {method.code for method in self.review.methods} if self.review else set()
        if (said := self.initial["method"]) and said not in known:
            yield said, _("%(code)s (does not go there)") % {"code": said}

    def _offer_points(self) -> None:
        """Those of the way of sending that is saved, near the address that is."""
        method = self.review.method if self.review else None
        address = self.review.shipping_address if self.review else None
        if self.review is None or address is None or method is None or not method.pickup:
            return
        place = place_of(address)
        channel_id = self.draft.channel_id
        found = list_points(channel_id=channel_id, pickup=method.pickup, place=place)
        self.add_points(found.places, self.review.pickup_point)

    def _point(self, cleaned: dict[str, Any]) -> str:
        """A point is of the way of sending that it was offered for."""
        is_same = cleaned["method"] == self.initial["method"]
        return str(cleaned.get("pickup_point", "")) if is_same else ""

    def _customer(self, cleaned: dict[str, Any]) -> User | None:
        """The account with that address, of those that deal with this shop."""
        if not cleaned.get("for_account"):
            return None
        found = find_user(email=cleaned.get("email") or "")
        people = list_people(tenant_id=self.draft.channel.tenant_id)
        if found is None or not people.filter(pk=found.pk).exists():
            self.add_error("for_account", _("There is no account with this address."))
            return None
        return found

    @staticmethod
    def _has_address(cleaned: dict[str, Any]) -> bool:
        """The country alone is chosen by itself."""
        return any(cleaned.get(name) for name in ADDRESS if name != "country")

    def _quantities(self) -> Iterator[tuple[str, int]]:
        for item in self.lines:
            quantity = self.cleaned_data[f"quantity-{item.line.public_id}"]
            if quantity != item.line.quantity:
                yield item.line.public_id, quantity

    def _prices(self) -> Iterator[tuple[str, NewPrice | None]]:
        """What is different: a price, or the reason for it."""
        for item in self.lines:
            key, line = item.line.public_id, item.line
            price, reason = self.cleaned_data[f"price-{key}"], self.cleaned_data[f"reason-{key}"]
            if price is None and line.agreed_price is not None:
                yield key, None
            elif price is not None and (price, reason) != (line.agreed_price, line.agreed_reason):
                yield key, NewPrice(price, reason)


class SendForm(forms.Form):
    """For how long the payment link is valid, and what exactly is sent."""

    days = forms.IntegerField(
        label=gettext_lazy("Days for which the link is valid"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=7,
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=16_384)


class PlaceForm(forms.Form):
    """How it is paid later, and what exactly is placed."""

    method = forms.CharField(label=gettext_lazy("Way to pay"), max_length=64)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=16_384)
