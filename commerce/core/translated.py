"""A few texts of a row in further languages, kept with the row, and the fields to edit them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslatedRow(models.Model):
    """A row whose own columns hold its texts in the shop's first language."""

    translations = models.JSONField(
        _("Translations"),
        default=dict,
        blank=True,
        help_text=_('Such as {"de": {"name": "Sommer"}}; what is missing is shown as entered.'),
    )
    translated_fields: ClassVar[tuple[str, ...]] = ("name",)

    class Meta:
        abstract = True

    def text(self, field: str, locale: str | None) -> str:
        """The text in that language, else as entered."""
        return self.translations.get(locale, {}).get(field) or getattr(self, field)

    def missing_locales(self, locales: Iterable[str]) -> list[str]:
        """Return those of the languages in which a text is missing that the row has."""
        texts = [field for field in self.translated_fields if getattr(self, field)]
        return [
            locale
            for locale in locales
            if not all(self.translations.get(locale, {}).get(field) for field in texts)
        ]


class TranslatedRowForm(forms.ModelForm):  # type: ignore[type-arg]
    """Adds one field per text and further language of a TranslatedRow.

    An empty one says what shoppers see instead.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.further_locales = [code for code in self.locales() if code != self.base_locale()]
        for locale in self.further_locales:
            for name in self.instance.translated_fields:
                self.fields[f"{name}_{locale}"] = self._text_field(name, locale)

    def locales(self) -> list[str]:
        """The languages in which the row is shown."""
        raise NotImplementedError

    def base_locale(self) -> str:
        """The language of the row's own columns."""
        return self.locales()[0]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.translations = {
            **self.instance.translations,
            **{locale: self._texts(cleaned, locale) for locale in self.further_locales},
        }
        return cleaned

    def _texts(self, cleaned: dict[str, Any], locale: str) -> dict[str, str]:
        names = self.instance.translated_fields
        texts = {name: cleaned.get(f"{name}_{locale}") for name in names}
        return {name: text for name, text in texts.items() if text}

    def _text_field(self, name: str, locale: str) -> forms.Field:
        column: Any = self.instance._meta.get_field(name)
        field: forms.Field = column.formfield(required=False)
        field.label = f"{field.label} ({language_name(locale)})"
        field.initial = self.instance.translations.get(locale, {}).get(name, "")
        field.help_text = "" if field.initial else _("Missing: shown as entered above.")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.update({"class": "no-widget-init", "rows": 3})
        field.widget.attrs.update({"lang": locale, "dir": "auto"})
        return field


def language_name(locale: str) -> str:
    """What the language is called by those who speak it."""
    return Locale.parse(locale, sep="-").get_display_name() or locale
