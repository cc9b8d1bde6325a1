"""Rows of a tenant or channel that forms know nothing of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class OwnedRow(models.Model):
    """A row that belongs to something no form asks for, such as the tenant of the dashboard.

    Django checks a constraint only when a form shows all of its fields. Here those in `owner_fields`
    need not be shown: constraints that name them are checked, and what they refuse is said at the
    one field that is left.
    """

    owner_fields: ClassVar[tuple[str, ...]] = ("tenant",)

    class Meta:
        abstract = True

    def set_owner(self) -> None:
        """Give a new row the owner that it gets when it is saved."""

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        self.set_owner()
        left_out = set(exclude or ()) - set(self.owner_fields) | self._stored_as_null()
        try:
            super().validate_constraints(exclude=left_out)
        except ValidationError as error:
            raise ValidationError(self._at_fields(error)) from error

    def _stored_as_null(self) -> set[str]:
        """Empty texts that the database keeps as NULL, of which any number of rows may have one.

        Django would look for other rows with NULL and take them for the same value.
        """
        texts = [
            field for field in self._meta.concrete_fields if isinstance(field, models.CharField)
        ]
        empty = [field for field in texts if getattr(self, field.attname) == ""]
        return {field.name for field in empty if field.get_prep_value("") is None}

    def _at_fields(self, error: ValidationError) -> dict[str, list[ValidationError]]:
        found: dict[str, list[ValidationError]] = {}
        for name, errors in error.error_dict.items():
            for item in errors:
                field, said = self._at_field(name, item)
                found.setdefault(field, []).append(said)
        return found

    def _at_field(self, name: str, error: ValidationError) -> tuple[str, ValidationError]:
        checked: Any = (error.params or {}).get("unique_check", ())
        left = [field for field in checked if field not in self.owner_fields]
        if name != NON_FIELD_ERRORS or len(left) != 1 or len(left) == len(checked):
            return name, error
        return left[0], self.unique_error_message(type(self), (left[0],))
