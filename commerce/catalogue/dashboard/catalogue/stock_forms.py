"""What a seller has of a product: changed by difference, and never below what is promised."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms as upstream
from oscar.apps.dashboard.catalogue import formsets as upstream_formsets

from commerce.catalogue.dashboard.seen import SeenFormMixin
from commerce.catalogue.errors import StockBelowAllocatedError, StockOfferPromisedError
from commerce.catalogue.events import StockChanged
from commerce.catalogue.services.catalogue import sell_at_stock_price
from commerce.catalogue.services.stock import change_stock, lock_stock
from commerce.core.bus import publish
from commerce.oscar.catalogue.models import ProductClass
from commerce.oscar.partner.models import StockRecord
from commerce.tenancy.selectors import current_channel, list_own_channels

PRICE_FIELDS = ("price_currency", "price")


class StockRecordForm(SeenFormMixin, upstream.StockRecordForm):
    """A new record begins with a price; later its prices are set per channel, in their own tab."""

    num_in_stock = forms.IntegerField(label=_("Number in stock"), min_value=0)
    added_fields = frozenset({"num_in_stock"})

    class Meta(upstream.StockRecordForm.Meta):
        fields = ["partner", "partner_sku", *PRICE_FIELDS, "low_stock_threshold"]

    def __init__(self, product_class: ProductClass, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(product_class, user, *args, **kwargs)
        if self.instance.pk is None:
            self.fields["price_currency"] = _currency_field()
        else:
            for name in PRICE_FIELDS:
                del self.fields[name]
            if "num_in_stock" in self.fields:
                self.initial["num_in_stock"] = self.instance.num_in_stock or 0
            self.see()

    @property
    def difference(self) -> int:
        """How many pieces more, or less, than the person saw."""
        if "num_in_stock" not in self.changed_data:
            return 0
        seen: int = self.seen("num_in_stock") or 0
        return int(self.cleaned_data["num_in_stock"]) - seen

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.instance.pk is not None and "num_in_stock" in given and self.difference:
            self._check_stock()
        return given

    def save(self, commit: bool = True) -> StockRecord:
        if self.instance.pk is None:
            self.instance.num_in_stock = self.cleaned_data.get("num_in_stock", 0)
            record: StockRecord = super().save(commit=commit)
            publish(StockChanged(product_ids=(record.product_id,)))
            sell_at_stock_price(stockrecord=record)
            return record
        return self._save_changes()

    @transaction.atomic
    def _save_changes(self) -> StockRecord:
        """Write what was changed, and nothing else: orders allocate stock at the same time."""
        record: StockRecord = super().save(commit=False)
        changed = [name for name in self.changed_data if name in self._meta.fields]
        if changed:
            record.save(update_fields=[*changed, "date_updated"])
            publish(StockChanged(product_ids=(record.product_id,)))
        if self.difference:
            change_stock(stockrecord=record, difference=self.difference)
        return record

    def _check_stock(self) -> None:
        now = lock_stock(self.instance.pk)
        allocated = now.num_allocated or 0
        if (now.num_in_stock or 0) + self.difference < allocated:
            refused = StockBelowAllocatedError(sku=now.partner_sku, allocated=allocated)
            self.add_error("num_in_stock", refused.detail)


class StockRecordFormSet(upstream_formsets.StockRecordFormSet):
    """The stock records of a product, each seller's own."""

    form = StockRecordForm

    def set_initial_data(self) -> None:
        if self.forms:
            super().set_initial_data()

    def clean(self) -> None:
        for form in self.deleted_forms:
            record = form.instance
            if promised := (record.num_allocated or 0) + record.num_reserved:
                refused = StockOfferPromisedError(sku=record.partner_sku, allocated=promised)
                raise ValidationError(refused.detail)
        super().clean()

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)
        if self.deleted_objects:
            publish(StockChanged(product_ids=(self.instance.pk,)))
        return saved


def _currency_field() -> forms.ChoiceField:
    """The currencies that the tenant's channels sell in."""
    own = list_own_channels()
    codes = {code: None for channel in own for code in channel.currencies}
    return forms.ChoiceField(
        label=_("Currency"),
        choices=[(code, code) for code in codes],
        initial=current_channel().default_currency,
    )
