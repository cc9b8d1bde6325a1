"""What is written at a desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chatbot.back_office.forms import ChannelForm

DAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)


class WordsForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "id": "desk-words"}),
    )
    key = forms.RegexField(r"^[A-Za-z0-9_-]{8,64}$", required=False, widget=forms.HiddenInput())


class NoteForm(forms.Form):
    text = forms.CharField(max_length=2000)


class TagForm(forms.Form):
    name = forms.CharField(max_length=40)


class DeskForm(ChannelForm):
    """Days of the week as boxes to tick."""

    weekdays = forms.MultipleChoiceField(
        label=_("Days"), choices=DAYS, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["weekdays"] = self.initial.get("weekdays", "").split(",")

    def clean_weekdays(self) -> str:
        return ",".join(self.cleaned_data["weekdays"])
