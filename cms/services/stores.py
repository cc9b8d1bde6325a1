"""Stores that programs put in place, such as those of the demo shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from cms.models import HeronPage, Store, StoresPage

from .contents import PageContent
from .pages import ensure_page


@transaction.atomic
def ensure_stores(
    *,
    parent: HeronPage,
    slug: str,
    content: PageContent,
    stores: Sequence[Mapping[str, Any]],
    translation_of: StoresPage | None = None,
) -> StoresPage:
    """Return the live store locator with that slug below `parent`, as `ensure_page` does.

    `stores` are what its stores say, in their order; once a page has any they stay as they are.
    """
    page = ensure_page(
        parent=parent, slug=slug, content=content, model=StoresPage, translation_of=translation_of
    )
    assert isinstance(page, StoresPage)  # noqa: S101 that is the model it was asked for
    if not page.stores.exists():
        page.stores = [
            Store(sort_order=place, locale=page.locale, **said) for place, said in enumerate(stores)
        ]
        originals = translation_of.stores.all() if translation_of else ()
        for store, original in zip(page.stores.all(), originals, strict=False):
            store.translation_key = original.translation_key
        page.save_revision(log_action=False).publish(log_action=False)
        page.refresh_from_db()
    return page
