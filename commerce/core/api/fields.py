"""Serializer fields that several contexts share."""

from __future__ import annotations

from typing import Any

from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from commerce.core import texts
from commerce.core.money import Money, MoneyJson

MAX_QUANTITY = 999


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": MAX_QUANTITY, "example": 2})
class QuantityField(serializers.Field[int, Any, int, Any]):
    """How many of something: a JSON integer from 1 to 999.

    `"2"`, `2.0`, `1e3`, `true` and `null` are refused rather than guessed at.
    """

    default_error_messages = {
        "not_an_integer": _("Give a whole number, such as 2."),
        "too_small": _("Give at least 1."),
        "too_large": _("Give at most %(maximum)d.") % {"maximum": MAX_QUANTITY},
    }

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("not_an_integer")
        if data < 1:
            self.fail("too_small")
        if data > MAX_QUANTITY:
            self.fail("too_large")
        return data

    def to_representation(self, value: int) -> int:
        return value


@extend_schema_field(
    {
        "type": "object",
        "required": ["amount", "currency"],
        "properties": {
            "amount": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "example": "12.30"},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "example": "EUR"},
        },
    },
    component_name="Money",
)
class MoneyField(serializers.Field[Money, Any, MoneyJson, Money]):
    """Money in answers: `{"amount": "12.30", "currency": "EUR"}`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"read_only": True, **options})

    def to_representation(self, value: Money) -> MoneyJson:
        return value.as_json()


class CleanField(serializers.CharField):
    """A text of which characters that show nothing are no part; made of them alone it is blank."""

    def run_validation(self, data: Any = empty) -> Any:
        return super().run_validation(texts.clean_line(data) if isinstance(data, str) else data)


class LineField(CleanField):
    """One line of plain text: no control characters, no tags, no links."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(texts.require_plain_line)


class NameField(CleanField):
    """A person's name: a plain line that is no host name either."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(texts.require_name)


class EmailAddressField(serializers.EmailField):
    """An e-mail address that is what it looks like."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 254, **options})
        others = [check for check in self.validators if not isinstance(check, EmailValidator)]
        self.validators = [*others, texts.require_email]
