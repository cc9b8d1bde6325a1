"""What the things that blocks refer to are called, and what editors should know of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.models import HeronImage
from cms.references import Kind, References
from commerce.oscar.catalogue.models import Category, Product

from .images import picture_languages

if TYPE_CHECKING:
    from cms.models import HeronPage

    from .readers import Reader

Names = Mapping[tuple[Kind, int], str]
_NAMED = {
    Kind.PAGE: (Page, "title"),
    Kind.IMAGE: (HeronImage, "title"),
    Kind.PRODUCT: (Product, "title"),
    Kind.CATEGORY: (Category, "name"),
}


def find_names(*, references: References) -> Names:
    """Return the name of each thing that still exists. Kinds nothing refers to cost no query."""
    return {
        (kind, key): name
        for kind, (model, field) in _NAMED.items()
        if references.keys[kind]
        for key, name in model._default_manager.filter(pk__in=references.keys[kind]).values_list(
            "pk", field
        )
    }


def list_pictures_without_text(*, references: References, locale: str) -> Mapping[int, str]:
    """Return the pictures that the library has no words for in that language, and what it suggests.

    Decorative ones have nothing to say.
    """
    keys = references.keys[Kind.IMAGE]
    if not keys:
        return {}
    is_entered = locale == picture_languages()[0]
    return {
        image.pk: image.default_alt_text
        for image in HeronImage.objects.filter(pk__in=keys, is_decorative=False)
        if not (image.translations.get(locale, {}).get("description"))
        and not (is_entered and image.description)
    }


def list_missing_paths(*, reader: Reader, paths: Collection[str]) -> Collection[str]:
    """Return the paths at which readers find no page of the website. One query."""
    if not paths or reader.home is None:
        return ()
    url_paths = {reader.home.url_path + path.strip("/") + "/": path for path in paths}
    there = reader.pages().filter(url_path__in=url_paths).values_list("url_path", flat=True)
    return set(paths) - {url_paths[url_path] for url_path in there}


def count_untranslated(*, page: HeronPage) -> int:
    """Return how many parts of a translated page are not translated yet; 0 for an original."""
    rows = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    translation = rows.first()
    if translation is None:
        return 0
    total, done = translation.get_progress()
    return int(total) - int(done)
