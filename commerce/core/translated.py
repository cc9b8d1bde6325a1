"""A few texts of a row in further languages, kept with the row, and the fields to edit them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import md5
from typing import Any, ClassVar, Final

from babel import Locale
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

# Beside the texts of one language: of which source each of them was made, as a fingerprint.
MADE_OF: Final = "made_of"


def fingerprint(text: str | None) -> str:
    """Return what the databases' MD5 makes of a text: a changed source is known by it."""
    return md5((text or "").encode(), usedforsecurity=False).hexdigest()


def translated(
    translations: Mapping[str, Any], *, locale: str, texts: Mapping[str, str], row: models.Model
) -> dict[str, Any]:
    """Return the translations with these texts in one language; those left out stay.

    A text that changes was made of the row's own one as it is now; one that stays as it was keeps
    what it was made of. An empty text is none.
    """
    before = translations.get(locale, {})
    kept = {**before, **texts}
    made_of = {**before.get(MADE_OF, {})}
    for name, text in texts.items():
        if text and text != before.get(name):
            made_of[name] = fingerprint(getattr(row, name))
    words = {name: text for name, text in kept.items() if text and name != MADE_OF}
    if sources := {name: each for name, each in made_of.items() if name in words}:
        words[MADE_OF] = sources
    return {**translations, locale: words}


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
        self._translations = self.instance.translations
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

    def _post_clean(self) -> None:
        """When the row has its own new texts: the translations that changed were made of them."""
        super()._post_clean()  # type: ignore[misc]
        self._translate(self.cleaned_data)

    def _translate(self, cleaned: dict[str, Any]) -> None:
        self.instance.translations = self._translations
        for locale in self.further_locales:
            self.instance.translations = translated(
                self.instance.translations,
                locale=locale,
                texts=self._texts(cleaned, locale),
                row=self.instance,
            )

    def _texts(self, cleaned: dict[str, Any], locale: str) -> dict[str, str]:
        names = self.instance.translated_fields
        return {name: cleaned.get(f"{name}_{locale}") or "" for name in names}

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
