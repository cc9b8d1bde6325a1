"""Request bodies are taken at their word: nothing unknown is dropped, nothing loose is converted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

_UNKNOWN = _("This field is not known here.")
# What JSON a field takes, by the first class that fits, and what is said when it is another.
_KINDS: tuple[tuple[tuple[type[Any], ...], type[Any], Any], ...] = (
    ((serializers.BooleanField,), bool, _("Give true or false.")),
    ((serializers.IntegerField,), int, _("Give a whole number, such as 2.")),
    (
        (
            *(serializers.CharField, serializers.ChoiceField, serializers.UUIDField),
            *(serializers.DateField, serializers.DateTimeField, serializers.DecimalField),
        ),
        str,
        _("Give a text."),
    ),
)


class InputSerializer(serializers.Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        """Refuse unknown fields, and a number for a text, `"true"` for true or `"3"` for 3."""
        wrong = dict(self._wrong_fields(data)) if isinstance(data, Mapping) else {}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            if not isinstance(error.detail, dict):
                raise
            wrong = {**error.detail, **wrong}
        if wrong:
            raise serializers.ValidationError(wrong)
        return values

    def _wrong_fields(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name in sorted(data.keys() - self.fields.keys()):
            yield name, [serializers.ErrorDetail(str(_UNKNOWN), code="unknown_field")]
        for name in data.keys() & self.fields.keys():
            if errors := _wrong_type(self.fields[name], data[name]):
                yield name, errors


def _wrong_type(field: Any, value: Any) -> Any:
    """The errors of a value that is of another JSON type than its field; empty when it fits."""
    if value is None:
        return None
    if isinstance(field, serializers.DictField) and isinstance(value, Mapping):
        found = {name: _wrong_type(field.child, inner) for name, inner in value.items()}
        return {name: errors for name, errors in found.items() if errors}
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        found = {str(place): _wrong_type(field.child, inner) for place, inner in enumerate(value)}
        return {name: errors for name, errors in found.items() if errors}
    for classes, kind, message in _KINDS:
        if isinstance(field, classes):
            fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
            if fits:
                return None
            return [serializers.ErrorDetail(str(message), code=_code_of(kind, value))]
    return None


def _code_of(kind: type[Any], value: Any) -> str:
    """2.0 is a whole number for a schema, and none here: what the contract cannot say has a code."""
    is_whole = kind is int and isinstance(value, float) and value.is_integer()
    return "not_an_integer" if is_whole else "invalid"
