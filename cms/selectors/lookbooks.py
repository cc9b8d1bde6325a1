"""Lookbooks of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cms.models import LookbookPage, LookbooksPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .readers import Reader

MOST: Final = 60


def list_lookbooks(*, reader: Reader, above: LookbooksPage) -> Sequence[LookbookPage]:
    """Return the first public lookbooks below that page, in the order of the tree. One query."""
    if not above.path:
        return []  # a draft that is not in the tree yet
    public = reader.pages().filter(path__startswith=above.path)
    return [*LookbookPage.objects.filter(pk__in=public.values("pk")).order_by("path")[:MOST]]
