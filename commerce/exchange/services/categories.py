"""The category tree of a tenant while an import runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from commerce.catalogue.services.bulk import write_translations
from commerce.exchange.reports import ImportReport, Outcome
from commerce.exchange.rows import CategoryRow, TranslationRow
from commerce.oscar.catalogue.models import Category

from .pictures import PictureStore

Path = tuple[str, ...]


def slug_path(path: Iterable[str]) -> Path:
    """The slugs of the names on the way to a category: what identifies it."""
    return tuple(slugify(name, allow_unicode=True) for name in path)


@dataclass
class CategoryTree:
    """All categories of a tenant by the slugs on the way to them; missing ones are made when used.

    `is_changed` tells whether the category documents are out of date, `is_reworded` whether those
    of products that were in the categories before are, too.
    """

    tenant_id: int
    report: ImportReport
    pictures: PictureStore
    is_changed: bool = False
    is_reworded: bool = False
    _known: dict[Path, Category] = field(default_factory=dict)

    def load(self) -> None:
        """Read what the tenant has already."""
        by_path: dict[str, Path] = {}
        for row in Category.objects.filter(tenant=self.tenant_id).order_by("path"):
            above = by_path.get(row.path[: -Category.steplen], ())
            by_path[row.path] = (*above, row.slug)
            self._known[by_path[row.path]] = row

    def find_or_make(self, path: Path) -> Category:
        """The category with that path of names, made with all above it if need be."""
        return self._known.get(slug_path(path)) or self._make(path)

    def settle(self, row: CategoryRow) -> Category:
        """Bring the category to its definition, translations included."""
        is_new = slug_path(row.path) not in self._known
        found = self.find_or_make(row.path)
        wanted: dict[str, Any] = {
            "name": row.path[-1],
            "description": row.description,
            "meta_title": row.seo_title,
            "meta_description": row.seo_description,
        }
        if row.image and self.pictures.is_open:
            wanted["image"] = self.pictures.store(row.image)
        different = {
            name: value for name, value in wanted.items() if (getattr(found, name) or "") != value
        }
        for name, value in different.items():
            setattr(found, name, value)
        if different:
            Category.objects.filter(pk=found.pk).update(**different)
        translated = write_translations(
            subject="category", texts={found.pk: _texts(row.translations)}
        )
        is_changed = bool(different or translated.rows)
        if not is_new:
            self.report.count("category", Outcome.CHANGED if is_changed else Outcome.UNCHANGED)
            self.is_reworded |= is_changed
        self.is_changed |= is_changed
        return found

    def _make(self, path: Path) -> Category:
        above = self.find_or_make(path[:-1]) if len(path) > 1 else None
        row = Category(
            tenant_id=self.tenant_id,
            name=path[-1],
            slug=slug_path(path)[-1],
            ancestors_are_public=above is None or (above.is_public and above.ancestors_are_public),
        )
        if above is None:
            Category.add_root(instance=row)
        else:
            above.add_child(instance=row)
        self._known[slug_path(path)] = row
        self.report.count("category", Outcome.CREATED)
        self.is_changed = True
        return row


def _texts(translations: Iterable[TranslationRow]) -> dict[str, dict[str, str]]:
    return {
        row.locale: {
            "name": row.name,
            "slug": row.slug,
            "description": row.description,
            "seo_title": row.seo_title,
            "seo_description": row.seo_description,
        }
        for row in translations
    }
