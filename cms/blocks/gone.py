"""Things that were deleted after somebody chose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


@dataclass
class Gone:
    """Stands where a page, product, category or picture was chosen that does not exist any more.

    It keeps the key, so saving loses nothing, and the editor sees what to choose anew. Readers never
    get it.
    """

    pk: int
    contextual_alt_text: str | None = None
    decorative: bool = False

    def __str__(self) -> str:
        return str(_("No longer there: choose another"))


class KeepsGone(blocks.ChooserBlock):
    """Mixed into choosers: what was deleted is shown as such and does not stop anybody from saving."""

    def to_python(self, value: Any) -> Any:
        return _or_gone(super().to_python(value), value)

    def bulk_to_python(self, values: Sequence[Any]) -> list[Any]:
        found = super().bulk_to_python(values)
        return [_or_gone(one, key) for one, key in zip(found, values, strict=True)]

    def value_from_form(self, value: Any) -> Any:
        return value if isinstance(value, Gone) else _or_gone(super().value_from_form(value), value)

    def clean(self, value: Any) -> Any:
        return value if isinstance(value, Gone) else super().clean(value)

    def get_form_state(self, value: Any) -> Any:
        if not isinstance(value, Gone):
            return super().get_form_state(value)
        return {"id": value.pk, "edit_url": None, self.widget.display_title_key: str(value)}


def _or_gone(found: Any, key: Any) -> Any:
    is_key = isinstance(key, int) or (isinstance(key, str) and key.isdecimal())
    return Gone(int(key)) if found is None and is_key else found
