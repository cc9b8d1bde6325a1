"""Forms that show a text in each language of the tenant's channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.conf import settings
from django.db.models import Model
from django.forms.boundfield import BoundField

from commerce.catalogue.models.translations import Translation
from commerce.tenancy.selectors import list_own_channels


def further_locales() -> list[str]:
    """Return the languages of the tenant's channels beside the one its base texts are in."""
    found: dict[str, None] = {}
    for channel in list_own_channels():
        found.update(dict.fromkeys(channel.locales))
    return [locale for locale in found if locale != settings.LANGUAGE_CODE]


class TranslatedFormMixin(forms.ModelForm):  # type: ignore[type-arg]
    """Adds one field per text and language, stored in the translation table of the model."""

    translation_model: ClassVar[type[Translation]]
    owner_field: ClassVar[str]
    translated_fields: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locales = further_locales()
        self._translations = self._stored()
        for locale in self.locales:
            for name in self.translated_fields:
                self.fields[f"{name}_{locale}"] = self._field(name, locale)

    def save(self, commit: bool = True) -> Any:
        instance = super().save(commit=commit)
        if commit:
            self._save_translations(instance)
        return instance

    def translated(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Yield each language's name with its fields, for templates."""
        for locale in self.locales:
            fields = [self[f"{name}_{locale}"] for name in self.translated_fields]
            yield language_name(locale), fields

    def is_translation(self, name: str) -> bool:
        return any(name.endswith(f"_{locale}") for locale in self.locales) and (
            name.rpartition("_")[0] in self.translated_fields
        )

    def primary_form_fields(self) -> list[BoundField]:
        """The fields of the first tab; translations have a tab of their own."""
        fields: list[BoundField] = super().primary_form_fields()  # type: ignore[misc]
        return [field for field in fields if not self.is_translation(field.name)]

    def _stored(self) -> dict[str, Any]:
        if self.instance.pk is None:
            return {}
        rows = self.translation_model._default_manager.filter(**{self.owner_field: self.instance})
        return {row.locale: row for row in rows}

    def _field(self, name: str, locale: str) -> forms.Field:
        column: Any = self.translation_model._meta.get_field(name)
        field: forms.Field = column.formfield(required=False)
        field.label = f"{field.label} ({language_name(locale)})"
        field.initial = getattr(self._translations.get(locale), name, "")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.update({"class": "no-widget-init", "rows": 4})
        field.widget.attrs.update({"lang": locale, "dir": "auto"})
        return field

    def _save_translations(self, instance: Model) -> None:
        for locale in self.locales:
            fields = {name: f"{name}_{locale}" for name in self.translated_fields}
            texts = {
                name: self.cleaned_data[field]
                for name, field in fields.items()
                if field in self.cleaned_data
            }
            row = self._translations.get(locale)
            if row is None and not any(texts.values()):
                continue
            row = row or self.translation_model(locale=locale, **{self.owner_field: instance})
            row.tell(texts, vars(instance))
            row.save()


def language_name(locale: str) -> str:
    return Locale.parse(locale, sep="-").get_display_name() or locale
