"""Forms for rows of a channel: only the person's own channels, and languages that these speak."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.accounts.permissions import list_own_channels


class ChannelForm(WagtailAdminModelForm):
    """A row belongs to one of the person's channels for good."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.channels = list(list_own_channels(user=self.for_user))
        self._limit_channels()
        if "locale" in self.fields:
            self._limit_languages()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        channel, locale = cleaned.get("channel"), cleaned.get("locale")
        if channel and locale and locale not in channel.locales:
            self.add_error("locale", _("This channel is not available in that language."))
        return cleaned

    def _limit_channels(self) -> None:
        field = self.fields["channel"]
        field.queryset = list_own_channels(user=self.for_user)
        field.empty_label = None
        # Moved to another channel, a row would take its past along.
        field.disabled = self.instance.pk is not None
        if len(self.channels) == 1:
            field.initial = self.channels[0].pk

    def _limit_languages(self) -> None:
        old = self.fields["locale"]
        codes = dict.fromkeys(code for channel in self.channels for code in channel.locales)
        choices = [(code, language_name(code)) for code in codes]
        self.fields["locale"] = forms.ChoiceField(label=old.label, choices=choices)


def language_name(code: str) -> str:
    """Return what a language calls itself; its code for one that nobody knows."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code
