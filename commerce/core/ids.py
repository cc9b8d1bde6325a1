"""Public ids: prefixed, opaque, sortable by the time they were made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import models
from ulid import ULID

if TYPE_CHECKING:
    _StringField = models.CharField[str, str]
else:
    _StringField = models.CharField

_ULID_LENGTH = 26


def new_public_id(prefix: str) -> str:
    """A new id such as `prod_01J9Z6…`: 48 bits of time, then 80 random bits.

    Ids made in the same millisecond have no order among themselves.
    """
    return f"{prefix}_{ULID()}"


def derived_public_id(prefix: str, *, key: object, made_at: datetime) -> str:
    """The id of something that was made elsewhere and has no column for one: always the same."""
    moment = int(made_at.timestamp() * 1000).to_bytes(6)
    return f"{prefix}_{ULID(moment + sha256(f'{prefix} {key}'.encode()).digest()[:10])}"


class PublicIdField(_StringField):
    """The id a row is known by outside: unique, generated, never edited."""

    description = "Public id"

    def __init__(self, *args: Any, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        options["max_length"] = len(prefix) + 1 + _ULID_LENGTH
        options["unique"] = True
        options["editable"] = False
        options["default"] = partial(new_public_id, prefix)
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        for implied in ("max_length", "unique", "editable", "default"):
            options.pop(implied, None)
        return name, path, args, {**options, "prefix": self.prefix}
