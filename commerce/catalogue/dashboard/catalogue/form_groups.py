"""Where a product is sold and what it costs: one small form per channel, and per price.

They take the arguments of Oscar's formsets and take part in its product page as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import DecimalValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.dashboard.seen import SeenFormMixin
from commerce.catalogue.models import ProductListing
from commerce.catalogue.services.catalogue import remove_price, set_cost, set_price
from commerce.core.amounts import MAX_DIGITS
from commerce.core.money import Money, minor_units, smallest_unit
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import StockRecord, StockRecordPrice
from commerce.tenancy.selectors import current_channel, list_own_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

DEFAULT_POSITION: int = ProductListing._meta.get_field("position").default


class ListingForm(SeenFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A product in one channel."""

    class Meta:
        model = ProductListing
        fields = ["is_published", "is_featured", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        if self.instance.pk is not None:
            self.see()

    def clean_position(self) -> int:
        """An empty position is the usual one."""
        position: int | None = self.cleaned_data["position"]
        return DEFAULT_POSITION if position is None else position

    def save(self, commit: bool = True) -> ProductListing:
        if self.instance.is_published and self.instance.published_at is None:
            self.instance.published_at = timezone.now()
        listing: ProductListing = super().save(commit=commit)
        return listing


class PriceForm(SeenFormMixin, forms.Form):
    """What one stock record costs in one channel and currency."""

    amount = forms.DecimalField(label=_("Price"), min_value=0)
    compare_at = forms.DecimalField(label=_("Former price"), min_value=0)
    cost = forms.DecimalField(label=_("Cost"), min_value=0)

    def __init__(
        self,
        *args: Any,
        record: StockRecord,
        channel: Channel,
        currency: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.record, self.channel, self.currency = record, channel, currency
        self.price: StockRecordPrice | None = None
        self.row_tools: list[tuple[str, str]] = []
        for field in self.fields.values():
            field.required = False
            field.validators.append(DecimalValidator(MAX_DIGITS, minor_units(currency)))
            field.widget.attrs["step"] = str(smallest_unit(currency))
        self.see()

    def keep(self, name: str) -> None:
        self.cleaned_data[name] = self.initial.get(name)

    def clean(self) -> dict[str, Any]:
        super().clean()
        amount, before = self.cleaned_data.get("amount"), self.cleaned_data.get("compare_at")
        if before is not None and (amount is None or before <= amount):
            self.add_error("compare_at", _("A former price is higher than the price."))
        if amount is None and self.cleaned_data.get("cost") is not None:
            self.add_error("cost", _("A cost belongs to a price."))
        return self.cleaned_data

    def save(self) -> None:
        if self.cleaned_data["amount"] is None:
            remove_price(stockrecord=self.record, channel=self.channel, currency=self.currency)
            return
        set_price(
            stockrecord=self.record,
            channel=self.channel,
            price=Money(self.cleaned_data["amount"], self.currency),
            compare_at=self._money(self.cleaned_data["compare_at"]),
        )
        if "cost" in self.changed_data:
            self._save_cost()

    def _save_cost(self) -> None:
        set_cost(
            stockrecord=self.record,
            channel=self.channel,
            currency=self.currency,
            cost=self._money(self.cleaned_data["cost"]),
        )

    def _money(self, amount: Decimal | None) -> Money | None:
        return None if amount is None else Money(amount, self.currency)


class FormGroup:
    """Several independent forms that are shown, checked and saved together."""

    forms: list[Any]

    def __init__(
        self,
        product_class: Any,
        user: Any,
        data: Any = None,
        files: Any = None,
        *,
        instance: Product | None = None,
    ) -> None:
        self.data, self.product = data, instance
        self.forms = list(self.build())

    def build(self) -> Iterator[Any]:
        """Yield the forms."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in self.forms]  # all of them show their errors
        return all(checked)

    def save(self) -> None:
        for form in self.forms:
            if form.has_changed():
                form.save()


def tenant_channels() -> QuerySet[Channel]:
    """Return the channels a product of the current tenant may be sold in."""
    return list_own_channels()


class ListingForms(FormGroup):
    """One form per channel; a new product is published in the current one unless told otherwise."""

    def build(self) -> Iterator[ListingForm]:
        if self.product is not None and self.product.parent_id is not None:
            return
        known = self._known()
        for channel in tenant_channels():
            listing = known.get(channel.pk) or ProductListing(channel=channel)
            if listing.pk is None and self.product is None:
                listing.is_published = channel == current_channel()
            yield ListingForm(self.data, instance=listing, prefix=f"listing-{channel.pk}")

    def save(self) -> None:
        for form in self.forms:
            if form.instance.pk or form.instance.is_published:
                form.instance.product = self.product
                form.save()

    def _known(self) -> dict[int, ProductListing]:
        if self.product is None or self.product.pk is None:
            return {}
        return {row.channel_id: row for row in ProductListing.objects.filter(product=self.product)}


class PriceForms(FormGroup):
    """One form per stock record, channel and currency."""

    def build(self) -> Iterator[PriceForm]:
        if self.product is None or self.product.pk is None:
            return
        prices = self._prices()
        for record in self.product.stockrecords.order_by("pk"):
            for channel in tenant_channels():
                for currency in channel.currencies:
                    yield self._form(record, channel, currency, prices)

    def _form(
        self,
        record: StockRecord,
        channel: Channel,
        currency: str,
        prices: dict[tuple[int, int, str], StockRecordPrice],
    ) -> PriceForm:
        row = prices.get((record.pk, channel.pk, currency))
        amounts = {name: getattr(row, name, None) for name in PriceForm.base_fields}
        initial = {
            name: Money(amount, currency).rounded().amount
            for name, amount in amounts.items()
            if amount is not None
        }
        prefix = f"price-{record.pk}-{channel.pk}-{currency}"
        # A page that was opened before the stock record existed does not know of its prices.
        data = self.data if self.data and f"{prefix}-amount" in self.data else None
        form = PriceForm(
            data, prefix=prefix, initial=initial, record=record, channel=channel, currency=currency
        )
        form.price = row
        form.empty_permitted = form.use_required_attribute = False
        return form

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in self.forms if form.is_bound]
        return all(checked)

    def save(self) -> None:
        for form in self.forms:
            if form.is_bound and form.has_changed():
                form.save()

    def _prices(self) -> dict[tuple[int, int, str], StockRecordPrice]:
        rows = StockRecordPrice.objects.filter(stockrecord__product=self.product)
        rows = rows.select_related("channel")
        return {(row.stockrecord_id, row.channel_id, row.currency): row for row in rows}
