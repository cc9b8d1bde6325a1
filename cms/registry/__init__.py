"""What the website is given from above, and what others plug into it."""

from .planned import Period, Planned, list_planned, register_planned
from .previews import PreviewServer, previews
from .releases import (
    FieldsKind,
    ReleaseKind,
    find_release_kind,
    list_release_kinds,
    register_release_kind,
)
from .rights import list_rights, register_rights
from .translators import find_translator, register_translator

__all__ = [
    "FieldsKind",
    "Period",
    "Planned",
    "PreviewServer",
    "ReleaseKind",
    "find_release_kind",
    "find_translator",
    "list_planned",
    "list_release_kinds",
    "list_rights",
    "previews",
    "register_planned",
    "register_release_kind",
    "register_rights",
    "register_translator",
]
