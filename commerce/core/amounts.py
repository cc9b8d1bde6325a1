"""Columns for amounts of money in any currency."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.core.money import smallest_unit

if TYPE_CHECKING:
    _DecimalField = models.DecimalField[Any, Any]
else:
    _DecimalField = models.DecimalField

HUNDREDTH = Decimal("0.01")
MAX_DIGITS = 15


def plain(value: Decimal) -> Decimal:
    """The same amount without zeros behind its hundredths: 3.2550 is 3.255, and 20.0000 is 20.00."""
    exact = value.normalize()
    is_whole_hundredths = exact.quantize(HUNDREDTH) == exact
    return exact.quantize(HUNDREDTH) if is_whole_hundredths else exact


def refuse_unpayable(currency: str, **amounts: Decimal | None) -> None:
    """Raise a form's error for each named amount that has more decimals than its currency."""
    errors = {
        name: ValidationError(_("%(currency)s is not paid in such small parts."), "too_precise")
        for name, amount in amounts.items()
        if amount is not None and amount != amount.quantize(smallest_unit(currency))
    }
    for error in errors.values():
        error.params = {"currency": currency}
    if errors:
        raise ValidationError(errors)


class AmountField(_DecimalField):
    """Room for the decimals of every currency of ISO 4217, read with no more than the amount has.

    Which of them an amount may have is its currency's matter: `Money.rounded` decides.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", MAX_DIGITS)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)

    @classmethod
    def instead_of(cls, model: type[models.Model], name: str, **changes: Any) -> Any:
        """The field that takes the place of an abstract model's own, with the same options."""
        replaced: Any = model._meta.get_field(name)
        kwargs = replaced.deconstruct()[3]
        own = {key: kwargs[key] for key in kwargs.keys() - {"max_digits", "decimal_places"}}
        return cls(**own | changes)

    def from_db_value(self, value: Decimal | None, *_args: Any) -> Decimal | None:
        return None if value is None else plain(value)

    def formfield(self, **kwargs: Any) -> Any:
        """The arrows of a number's box would go by ten thousandths."""
        return super().formfield(**{"widget": forms.NumberInput(attrs={"step": "any"}), **kwargs})
