"""Changing many files of the media library at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms import selectors
from cms.models import HeronDocument, HeronImage

File = TypeVar("File", HeronImage, HeronDocument)
PLAIN: Final = ("rights_holder", "licence", "usable_until")


@dataclass(frozen=True)
class PictureWishes:
    """What pictures shall say; what is empty stays as it is, unless it is among those `emptied`.

    `words` are what is seen, in `locale`; pictures that have some keep theirs unless `is_rewriting`.
    """

    rights_holder: str = ""
    licence: str = ""
    usable_until: date | None = None
    is_decorative: bool | None = None
    words: str = ""
    locale: str = ""
    is_rewriting: bool = False
    emptied: Collection[str] = ()


@dataclass
class PictureChange:
    """What becomes of one picture: each change as its label, what was, and what will be.

    One with a `refusal` is left as it is.
    """

    picture: HeronImage
    changes: list[tuple[Any, Any, Any]] = field(default_factory=list)
    refusal: Any = ""


def plan_pictures(*, pictures: Sequence[HeronImage], wishes: PictureWishes) -> list[PictureChange]:
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
        each.picture.save(update_fields=[*PLAIN, "is_decorative", "description", "translations"])
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


def _plan(picture: HeronImage, wishes: PictureWishes, first: str) -> PictureChange:
    plan = PictureChange(picture)
    if wishes.words and _will_be_decorative(picture, wishes):
        plan.refusal = _("It is decorative, and has no words.")
        return plan
    for name in PLAIN:
        wanted = getattr(wishes, name)
        if name in wishes.emptied:
            _set(plan, name, None if name == "usable_until" else "")
        elif wanted:
            _set(plan, name, wanted)
    if wishes.is_decorative is not None:
        _set(plan, "is_decorative", wishes.is_decorative)
    if wishes.words:
        _describe(plan, wishes, first)
    return plan


def _will_be_decorative(picture: HeronImage, wishes: PictureWishes) -> bool:
    if wishes.is_decorative is None:
        return picture.is_decorative
    return wishes.is_decorative


def _set(plan: PictureChange, name: str, value: Any) -> None:
    was = getattr(plan.picture, name)
    if was != value:
        label = HeronImage._meta.get_field(name).verbose_name
        plan.changes.append((label, was, value))
        setattr(plan.picture, name, value)


def _describe(plan: PictureChange, wishes: PictureWishes, first: str) -> None:
    picture, locale = plan.picture, wishes.locale or first
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
