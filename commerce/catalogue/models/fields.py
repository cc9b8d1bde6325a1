"""A column for long JSON text that is written in bulk and read as the public may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from commerce.core.media import with_public_addresses

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class JsonTextField(_Text):
    """Text that Django does not send to PostgreSQL as an element of an array.

    That is how it writes many rows at once, but escaping each quotation mark of a JSON text for
    an array takes longer than everything else. A field with a placeholder of its own is written
    as a plain value.

    Addresses of media files are stored without a host and read with the one of this process.
    """

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return value if value is None else with_public_addresses(value)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """For migrations this is a text column like any other."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", list(args), options
