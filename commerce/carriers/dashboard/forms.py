"""What is asked before a label is made."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_GRAMS = 70_000


class LabelForm(forms.Form):
    weight = forms.IntegerField(
        label=_("Weight of the parcel in grams"), min_value=1, max_value=MOST_GRAMS
    )
