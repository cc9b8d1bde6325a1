"""Lists and steps as staff write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WordsField(forms.CharField):
    """Words with commas between them; stored as a list, each once."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str]:
        words = (word.strip() for word in (super().clean(value) or "").split(","))
        return list(dict.fromkeys(filter(None, words)))


class StepsField(forms.CharField):
    """Bounds with prices, one a line: `2000: 4.90`. Stored lowest first."""

    widget = forms.Textarea(attrs={"rows": 4, "dir": "ltr"})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{step['up_to']}: {step['price']}" for step in value)

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = (line.strip() for line in (super().clean(value) or "").splitlines())
        steps = [_step(line) for line in lines if line]
        bounds = [bound for bound, _price in steps]
        if len({*bounds}) != len(bounds):
            raise forms.ValidationError(_("Each bound stands there once."))
        return [{"up_to": str(bound), "price": str(price)} for bound, price in sorted(steps)]


def _step(line: str) -> tuple[Decimal, Decimal]:
    bound, _colon, price = line.partition(":")
    numbers = _number(bound, line), _number(price, line)
    if numbers[0] <= 0 or numbers[1] < 0:
        message = _("“%(line)s”: a bound is above zero, and a price is not negative.")
        raise forms.ValidationError(message % {"line": line})
    return numbers


def _number(text: str, line: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        message = _("“%(line)s” is no step. Write a bound and its price, such as 2000: 4.90")
        raise forms.ValidationError(message % {"line": line})
    return number
