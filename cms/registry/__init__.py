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
from .translators import (
    Passage,
    Translate,
    find_translator,
    find_website_translator,
    register_translator,
    register_website_translator,
)

__all__ = [
    "FieldsKind",
    "Passage",
    "Period",
    "Planned",
    "PreviewServer",
    "ReleaseKind",
    "Translate",
    "find_release_kind",
    "find_translator",
    "find_website_translator",
    "list_planned",
    "list_release_kinds",
    "list_rights",
    "previews",
    "register_planned",
    "register_release_kind",
    "register_rights",
    "register_translator",
    "register_website_translator",
]
