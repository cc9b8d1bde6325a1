"""What the website is given from above, and what others plug into it."""

from .previews import PreviewServer, previews
from .releases import (
    FieldsKind,
    ReleaseKind,
    find_release_kind,
    list_release_kinds,
    register_release_kind,
)

__all__ = [
    "FieldsKind",
    "PreviewServer",
    "ReleaseKind",
    "find_release_kind",
    "list_release_kinds",
    "previews",
    "register_release_kind",
]
