"""Changing many files of the media library at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms import selectors
from cms.models import HeronDocument, HeronImage
from cms.models.rights import RIGHTS

File = TypeVar("File", HeronImage, HeronDocument)


@dataclass(frozen=True, kw_only=True)
class RightsWishes:
    """What files shall say of rights; what is empty stays as it is, unless it is among those `emptied`."""

    rights_holder: str = ""
    licence: str = ""
    usable_until: date | None = None
    emptied: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class PictureWishes(RightsWishes):
    """What pictures shall say, too; what is empty stays as it is.

    `words` are what is seen, in `locale`; pictures that have some keep theirs unless `is_rewriting`.
    """

    is_decorative: bool | None = None
    words: str = ""
    locale: str = ""
    is_rewriting: bool = False


@dataclass
class FileChange(Generic[File]):
    """What becomes of one file: each change as its label, what was, and what will be.

    One with a `refusal` is left as it is.
    """

    file: File
    changes: list[tuple[Any, Any, Any]] = field(default_factory=list)
    refusal: Any = ""


def plan_pictures(
    *, pictures: Sequence[HeronImage], wishes: PictureWishes
) -> list[FileChange[HeronImage]]:
    """Return what `change_pictures` would do; nothing is saved, only the rows in memory are changed."""
    first = selectors.picture_languages()[0]
    return [_plan(picture, wishes, first) for picture in pictures]


@transaction.atomic
def change_pictures(*, pictures: Sequence[HeronImage], wishes: PictureWishes) -> int:
    """Change the pictures, and tell whoever shows them. Returns how many were changed."""
    keys = [picture.pk for picture in pictures]
    rows = HeronImage.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    planned = plan_pictures(pictures=list(rows), wishes=wishes)
    changed = [each for each in planned if each.changes and not each.refusal]
    for each in changed:
        each.file.save(update_fields=[*RIGHTS, "is_decorative", "description", "translations"])
    return len(changed)


def plan_documents(
    *, documents: Sequence[HeronDocument], wishes: RightsWishes
) -> list[FileChange[HeronDocument]]:
    """Return what `change_documents` would do; nothing is saved, only the rows in memory are changed."""
    plans = [FileChange(document) for document in documents]
    for plan in plans:
        _set_rights(plan, wishes)
    return plans


@transaction.atomic
def change_documents(*, documents: Sequence[HeronDocument], wishes: RightsWishes) -> int:
    """Say of the documents who has rights to them. Returns how many were changed."""
    keys = [document.pk for document in documents]
    rows = HeronDocument.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    changed = [each for each in plan_documents(documents=list(rows), wishes=wishes) if each.changes]
    for each in changed:
        each.file.save(update_fields=RIGHTS)
    return len(changed)


@transaction.atomic
def delete_unused(*, rows: Sequence[File]) -> int:
    """Delete those of the files that nothing uses, not even a draft. Returns how many that were."""
    if not rows:
        return 0
    model = type(rows[0])
    locked = model.objects.select_for_update().filter(pk__in=[row.pk for row in rows])
    there = list(locked.order_by("pk"))
    used = selectors.count_uses(rows=there)
    unused = [row for row in there if row.pk not in used]
    for row in unused:
        row.delete()
    return len(unused)


def _plan(picture: HeronImage, wishes: PictureWishes, first: str) -> FileChange[HeronImage]:
    plan = FileChange(picture)
    if wishes.words and _will_be_decorative(picture, wishes):
        plan.refusal = _("It is decorative, and has no words.")
        return plan
    _set_rights(plan, wishes)
    if wishes.is_decorative is not None:
        _set(plan, "is_decorative", wishes.is_decorative)
    if wishes.words:
        _describe(plan, wishes, first)
    return plan


def _set_rights(plan: FileChange[Any], wishes: RightsWishes) -> None:
    for name in RIGHTS:
        wanted = getattr(wishes, name)
        if name in wishes.emptied:
            _set(plan, name, None if name == "usable_until" else "")
        elif wanted:
            _set(plan, name, wanted)


def _will_be_decorative(picture: HeronImage, wishes: PictureWishes) -> bool:
    if wishes.is_decorative is None:
        return picture.is_decorative
    return wishes.is_decorative


def _set(plan: FileChange[Any], name: str, value: Any) -> None:
    was = getattr(plan.file, name)
    if was != value:
        label = plan.file._meta.get_field(name).verbose_name
        plan.changes.append((label, was, value))
        setattr(plan.file, name, value)


def _describe(plan: FileChange[HeronImage], wishes: PictureWishes, first: str) -> None:
    picture, locale = plan.file, wishes.locale or first
    own = picture.translations.get(locale, {})
    was = picture.description if locale == first else own.get("description", "")
    if was == wishes.words or (was and not wishes.is_rewriting):
        return
    plan.changes.append((_("What is seen"), was, wishes.words))
    if locale == first:
        picture.description = wishes.words
    else:
        own = {**own, "description": wishes.words}
        picture.translations = {**picture.translations, locale: own}
