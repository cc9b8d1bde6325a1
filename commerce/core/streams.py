"""Fields of blocks whose migrations know nothing of the blocks (ADR 69)."""

from __future__ import annotations

from typing import Any

from wagtail import fields


class StreamField(fields.StreamField):
    """Wagtail's field; for migrations it holds no kind of block, as its column holds JSON whatever they are.

    Migrations read and write such a column as the raw JSON that it is: to a migration's own model each
    block is of an unknown kind, and saving the field from there would drop them all.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _arguments, options = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {**options, "block_lookup": {}}
