"""What is asked when returns are searched and worked on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.core.money import Money
from commerce.returns.enums import ReturnReason, ReturnState
from commerce.returns.models import ReturnLine
from commerce.returns.selectors.amounts import Refund

NOT_CHOSEN = ("", "---------")


class ReturnSearchForm(forms.Form):
    """By number of the order or the return, state and reason."""

    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=140)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[NOT_CHOSEN, *ReturnState.choices]
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), required=False, choices=[NOT_CHOSEN, *ReturnReason.choices]
    )


class EmptyForm(forms.Form):
    """Nothing has to be said."""


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is not taken back"),
        help_text=gettext_lazy("The customer reads this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class NoteForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500)


class ReceiveForm(forms.Form):
    """How many pieces of each line have arrived now."""

    def __init__(self, rows: Iterable[ReturnLine], data: Any = None) -> None:
        super().__init__(data)
        self.rows = [row for row in rows if row.quantity > row.received]
        for row in self.rows:
            left = row.quantity - row.received
            self.fields[f"line-{row.pk}"] = forms.IntegerField(
                label=_("%(title)s: pieces, at most %(number)d")
                % {"title": row.line.title, "number": left},
                min_value=0,
                max_value=left,
                initial=left,
            )

    @property
    def pieces(self) -> dict[int, int]:
        return {row.pk: self.cleaned_data[f"line-{row.pk}"] for row in self.rows}


class InspectForm(forms.Form):
    """How many of the pieces that arrived are sold again, and how many are scrapped."""

    def __init__(self, rows: Iterable[ReturnLine], data: Any = None) -> None:
        super().__init__(data)
        self.rows = [row for row in rows if row.received]
        for row in self.rows:
            values = {"title": row.line.title, "number": row.received}
            self._ask(f"restock-{row.pk}", _("%(title)s: sold again, of %(number)d") % values, row)
            self._ask(f"scrap-{row.pk}", _("%(title)s: scrapped, of %(number)d") % values, row)

    def _ask(self, name: str, label: str, row: ReturnLine) -> None:
        self.fields[name] = forms.IntegerField(
            label=label,
            min_value=0,
            max_value=row.received,
            initial=row.received if name.startswith("restock") else 0,
        )

    @property
    def results(self) -> dict[int, tuple[int, int]]:
        given = self.cleaned_data
        return {row.pk: (given[f"restock-{row.pk}"], given[f"scrap-{row.pk}"]) for row in self.rows}


class RefundForm(forms.Form):
    """How much is given back, and where it goes."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), max_digits=15, decimal_places=4, min_value=0
    )
    as_credit = forms.BooleanField(label=gettext_lazy("As store credit"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Say why where it is less than was paid."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, refund: Refund, data: Any = None, *, is_credit: bool, can_credit: bool
    ) -> None:
        most = refund.most
        initial = {"amount": most.as_json()["amount"], "as_credit": is_credit and can_credit}
        super().__init__(data, initial=initial)
        self.currency = most.currency
        if not can_credit:
            del self.fields["as_credit"]

    @property
    def money(self) -> Money:
        return Money(self.cleaned_data["amount"], self.currency)


class ReplaceForm(forms.Form):
    """What is sent instead of the pieces of each line that have arrived."""

    def __init__(self, rows: Iterable[ReturnLine], data: Any = None) -> None:
        super().__init__(data)
        self.rows = [row for row in rows if row.received]
        for row in self.rows:
            told = {"title": row.line.title, "number": row.received}
            self.fields[f"sku-{row.pk}"] = forms.CharField(
                label=_("%(title)s: SKU of what is sent instead, %(number)d pieces") % told,
                max_length=128,
                required=False,
                initial=row.line.partner_sku,
            )

    @property
    def goods(self) -> tuple[tuple[str, int], ...]:
        wanted = ((self.cleaned_data[f"sku-{row.pk}"], row.received) for row in self.rows)
        return tuple((sku, pieces) for sku, pieces in wanted if sku)


class ExchangeForm(forms.Form):
    replacement = forms.CharField(
        label=gettext_lazy("Number of the order that replaces it"), max_length=128
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)
