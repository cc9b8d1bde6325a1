"""Serializer fields that several contexts share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from commerce.core import texts
from commerce.core.money import Money, MoneyJson
from commerce.core.shapes import CURRENCY_PATTERN, component, nullable

MAX_QUANTITY = 999
# What the contract can say of a plain line; links are found by more than a pattern.
PLAIN_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029<>]*$"


class TextField(serializers.CharField):
    """A text in answers of which more is known than that it is one, told to the contract."""

    def __init__(self, told: Mapping[str, Any], **options: Any) -> None:
        super().__init__(**options)
        set_override(self, "field", {"type": "string", **told})


class ShapeField(serializers.JSONField):
    """A part of an answer that is described by its own shape."""

    def __init__(self, shape: type, **options: Any) -> None:
        super().__init__(**options)
        schema = component(shape)
        set_override(self, "field", nullable(schema) if self.allow_null else schema)


class IdField(TextField):
    """A public id in answers, with one of the prefixes: `IdField("prod")`."""

    def __init__(self, *prefixes: str, **options: Any) -> None:
        prefix = prefixes[0] if len(prefixes) == 1 else f"({'|'.join(prefixes)})"
        super().__init__({"pattern": f"^{prefix}_[0-9A-Z]{{26}}$"}, **options)


class CurrencyField(TextField):
    """The ISO 4217 code of a currency in answers."""

    def __init__(self, **options: Any) -> None:
        super().__init__({"pattern": CURRENCY_PATTERN, "example": "EUR"}, **options)


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


@extend_schema_field(component(MoneyJson, name="Money", is_closed=True))
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

    pattern = PLAIN_LINE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(texts.require_plain_line)


class LinesField(serializers.CharField):
    """A longer plain text in lines: no control characters, no tags, no links."""

    pattern = r"^([^<]|<(?![A-Za-z/!?]))*$"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(texts.require_plain_lines)

    def run_validation(self, data: Any = empty) -> Any:
        return super().run_validation(texts.clean_lines(data) if isinstance(data, str) else data)


class NameField(CleanField):
    """A person's name: a plain line that is no host name either."""

    pattern = PLAIN_LINE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(texts.require_name)


class EmailAddressField(serializers.EmailField):
    """An e-mail address that is what it looks like."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 254, **options})
        others = [check for check in self.validators if not isinstance(check, EmailValidator)]
        self.validators = [*others, texts.require_email]
