"""What is asked before money moves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ulid import ULID

from commerce.core.money import Money
from commerce.ordering.selectors.money import OrderMoney, price_of
from commerce.oscar.order.models import Line, Order


class AmountField(forms.DecimalField):
    """An amount in the order's currency."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=15, decimal_places=4, min_value=Decimal(0), **options)


class VoidForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)


class NoteForm(forms.Form):
    note = forms.CharField(max_length=500)


class CaptureForm(VoidForm):
    amount = AmountField(label=gettext_lazy("Amount"))
    field_order = ["amount", "note"]


class RefundForm(forms.Form):
    """Pieces of lines and a part of the shipping, or an amount; where to; and why.

    `known` and `key` make saying it twice harmless.
    """

    shipping = AmountField(label=gettext_lazy("Of the shipping"), required=False)
    amount = AmountField(label=gettext_lazy("Or simply an amount"), required=False)
    payment = forms.ChoiceField(label=gettext_lazy("Goes back to"), required=False)
    note = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    known = AmountField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=26)

    def __init__(self, order: Order, money: OrderMoney, data: Any = None) -> None:
        known = money.refundable.as_json()["amount"]
        super().__init__(data, initial={"known": known, "key": str(ULID())})
        self.order, self.money = order, money
        self.lines: dict[str, Line] = {f"line-{line.pk}": line for line in order.lines.all()}
        for name, line in self.lines.items():
            self.fields[name] = forms.IntegerField(
                label=line.title, min_value=0, max_value=line.quantity, required=False
            )
        self.fields["shipping"].max_value = Decimal(order.shipping_incl_tax)  # type: ignore[attr-defined]
        self.fields["payment"].choices = self._targets()  # type: ignore[attr-defined]

    def _targets(self) -> list[tuple[str, Any]]:
        able = [each for each in self.money.payments if each.refundable]
        targets = [("", _("What it was paid with"))]
        targets += [(each.session.public_id, _name(each)) for each in able if len(able) > 1]
        return [*targets, ("credit", _("Store credit"))] if self.order.user_id else targets

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned.get("amount") and (self.quantities or cleaned.get("shipping")):
            raise forms.ValidationError(_("Choose either pieces and shipping, or an amount."))
        if (cleaned.get("shipping") or 0) > self.order.shipping_incl_tax:
            self.add_error("shipping", _("The shipping has cost less."))
        if not self.wanted.amount:
            raise forms.ValidationError(_("Choose what is given back."))
        if self.wanted != self.wanted.rounded():
            self.add_error("amount", _("This currency has no such small coins."))
        return cleaned

    @property
    def quantities(self) -> dict[int, int]:
        return {
            line.pk: number
            for name, line in self.lines.items()
            if (number := self.cleaned_data.get(name))
        }

    @property
    def wanted(self) -> Money:
        """What is given back."""
        if amount := self.cleaned_data.get("amount"):
            return Money(amount, self.order.currency)
        return price_of(
            self.order, self.quantities, self.cleaned_data.get("shipping") or Decimal(0)
        )

    @property
    def target(self) -> dict[str, Any]:
        """Where it goes, as the service wants to know it."""
        chosen = self.cleaned_data["payment"]
        as_credit = chosen == "credit"
        return {"payment": "" if as_credit else chosen, "as_credit": as_credit}

    @property
    def told(self) -> str:
        """The reason, behind what of the order is given back."""
        titles = {line.pk: line.title for line in self.lines.values()}
        things = [f"{number} × {titles[pk]}" for pk, number in self.quantities.items()]
        if self.cleaned_data.get("shipping"):
            things.append(_("Shipping"))
        note: str = self.cleaned_data["note"]
        return f"{', '.join(things)}: {note}"[:500] if things else note


def _name(payment: Any) -> str:
    method = payment.session.method
    return f"{payment.name} ({method})" if method else str(payment.name)
