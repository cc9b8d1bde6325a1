"""What is asked before a label is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.carriers.selectors import Carrier

MOST_GRAMS = 70_000


class LabelForm(forms.Form):
    weight = forms.IntegerField(
        label=_("Weight of the parcel in grams"), min_value=1, max_value=MOST_GRAMS
    )
    carrier = forms.ChoiceField(label=_("Carrier"), required=False)
    may_double = forms.BooleanField(
        label=_("Make another one, even if the carrier has made one that nobody has seen"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        carriers: Sequence[Carrier] = (),
        is_uncertain: bool = False,
        **kwargs: Any,
    ) -> None:
        """Ask what there is to choose: one carrier is no choice, and few labels are in doubt."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["carrier"]
        field.choices = [(each.id, each.name) for each in carriers]
        if len(carriers) < 2:
            del self.fields["carrier"]
        if not is_uncertain:
            del self.fields["may_double"]
