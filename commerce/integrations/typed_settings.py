"""A provider's settings: one form of its dataclass for Wagtail and for what the API is given."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias, get_type_hints

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from commerce.core.errors import FieldError, InvalidInputError
from commerce.core.secrecy import keep_secret

from .registry import Provider, SettingFacts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

AnyProvider: TypeAlias = type[Provider[Any]]
Values: TypeAlias = Mapping[str, Any]

HINT_LENGTH: Final = 4
# Of a shorter secret four characters would be too much of it.
SHORTEST_WITH_HINT: Final = 12
DOTS: Final = "••••"
FIELDS: Final[Mapping[type, Callable[..., forms.Field]]] = {
    str: forms.CharField,
    int: forms.IntegerField,
    float: forms.FloatField,
    bool: forms.BooleanField,
}
# A whole number is one with a fraction, too; true is no number.
TAKEN: Final[dict[type, tuple[type, ...]]] = {
    str: (str,),
    int: (int,),
    float: (int, float),
    bool: (bool,),
}
MOST_CHARACTERS: Final = 8_192


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """One member of a dataclass of settings."""

    name: str
    value_type: type
    default: Any
    facts: SettingFacts

    @property
    def is_required(self) -> bool:
        return self.default is dataclasses.MISSING

    @property
    def is_secret(self) -> bool:
        return self.facts.is_secret

    @property
    def may_be_emptied(self) -> bool:
        """Whether a secret that is stored can be taken away without another in its place."""
        return self.is_secret and not self.is_required

    def takes(self, value: Any) -> bool:
        """Whether the value is of the right type."""
        is_right = type(value) in TAKEN[self.value_type]
        return is_right or (value is None and self.may_be_emptied)


def list_settings(provider: AnyProvider) -> list[Setting]:
    """Return the settings in their order. Raises TypeError for a dataclass that is not made for this."""
    hints = get_type_hints(provider.settings_type)
    return [
        _read_setting(each, hints[each.name]) for each in dataclasses.fields(provider.settings_type)
    ]


def _read_setting(field: dataclasses.Field[Any], kind: type) -> Setting:
    facts = field.metadata.get("setting")
    if not isinstance(facts, SettingFacts) or kind not in FIELDS:
        raise TypeError(
            f"{field.name!r} has to be a `setting(...)` of {', '.join(map(str, FIELDS))}."
        )
    if facts.is_secret and kind is not str:
        raise TypeError(f"{field.name!r} is secret and has to be a text.")
    return Setting(field.name, kind, field.default, facts)


class SettingsForm(forms.Form):
    """Asks for all settings of a provider; a secret that is stored may be left empty, to stay."""

    def __init__(
        self,
        provider: AnyProvider,
        *args: Any,
        hints: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.settings_type = provider.settings_type
        for each in list_settings(provider):
            self.fields[each.name] = _form_field(each, hints or {})

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or self.cleaned_data)
        if not self.errors:
            self.settings_type(**cleaned)
        return cleaned


def read_values(provider: AnyProvider, given: Values, *, kept: Values) -> dict[str, Any]:
    """Return all settings: those given, otherwise those kept, otherwise the defaults.

    An empty secret is one that stays; None takes one away that may be missing. Raises
    InvalidInputError with each member that is unknown, of another type, missing, or refused.
    """
    settings = {each.name: each for each in list_settings(provider)}
    keep_secret(
        str(given[name]) for name, each in settings.items() if each.is_secret and given.get(name)
    )
    errors = [*_unknown(given, settings), *_of_other_types(given, settings)]
    if errors:
        raise InvalidInputError(errors)
    meant = {
        name: "" if value is None else value
        for name, value in given.items()
        if value or value is None or not settings[name].is_secret
    }
    defaults = {name: each.default for name, each in settings.items() if not each.is_required}
    stored = {name: value for name, value in kept.items() if name in settings}
    form = SettingsForm(provider, data={**defaults, **stored, **meant})
    if not form.is_valid():
        raise InvalidInputError(list(_form_errors(form)))
    return form.cleaned_data


def complete(provider: AnyProvider, values: Values) -> dict[str, Any]:
    """Return the settings with what the provider makes itself."""
    return dataclasses.asdict(provider.complete(provider.settings_type(**values)))


def split_secrets(provider: AnyProvider, values: Values) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what may be read, and what may not."""
    names = {each.name for each in list_settings(provider) if each.is_secret}
    plain = {name: value for name, value in values.items() if name not in names}
    return plain, {name: str(values[name]) for name in names if values.get(name)}


def hint_of(secret: str) -> str:
    """Return the end of a secret, so that people tell one from another; nothing of a short one."""
    return secret[-HINT_LENGTH:] if len(secret) >= SHORTEST_WITH_HINT else ""


def shown_secret(hint: str | None) -> str:
    """Return what stands in the place of a secret; empty where there is none."""
    return "" if hint is None else f"{DOTS}{hint}"


def _form_field(each: Setting, hints: Mapping[str, str]) -> forms.Field:
    is_stored = each.is_secret and each.name in hints
    options: dict[str, Any] = {
        "label": each.facts.label,
        "help_text": each.facts.help,
        "required": each.is_required and each.value_type is not bool and not is_stored,
        "initial": None if each.is_required else each.default,
    }
    if each.facts.choices:
        return forms.ChoiceField(choices=each.facts.choices, **options)
    if each.value_type is str:
        options |= {"max_length": MOST_CHARACTERS, "strip": not each.facts.is_long}
    field = FIELDS[each.value_type](**options)
    if widget := _widget(each, hints.get(each.name) if is_stored else None):
        field.widget = widget
    return field


def _widget(each: Setting, hint: str | None) -> forms.Widget | None:
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    if each.is_secret:
        attributes["placeholder"] = shown_secret(hint)
    if each.facts.is_long:
        return forms.Textarea(attrs={**attributes, "rows": 4})
    if each.is_secret:
        return forms.PasswordInput(attrs={**attributes, "autocomplete": "new-password"})
    return None


def _unknown(given: Values, settings: Mapping[str, Setting]) -> list[FieldError]:
    sentence = _("The provider has no such setting.")
    return [_error(name, "unknown_field", sentence) for name in given if name not in settings]


def _of_other_types(given: Values, settings: Mapping[str, Setting]) -> list[FieldError]:
    sentence = _("This is of another type.")
    return [
        _error(name, "invalid", sentence)
        for name, value in given.items()
        if name in settings and not settings[name].takes(value)
    ]


def _form_errors(form: SettingsForm) -> list[FieldError]:
    return [
        _error("" if name == NON_FIELD_ERRORS else name, error.code or "invalid", message)
        for name, errors in form.errors.as_data().items()
        for error in errors
        for message in error.messages
    ]


def _error(name: str, code: str, sentence: str | _StrPromise) -> FieldError:
    place = name.replace("~", "~0").replace("/", "~1")
    return FieldError(f"/settings/{place}" if name else "/settings", code, str(sentence))
