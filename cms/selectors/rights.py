"""Files of the media library that may be used until some day only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigAutoField
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from cms.models import HeronDocument, HeronImage

if TYPE_CHECKING:
    from django.db.models import QuerySet

File = TypeVar("File", HeronImage, HeronDocument)


def list_limited_files(*, model: type[File], user: Any) -> QuerySet[File]:
    """Return the files that the person may change and whose rights end, the first one first.

    `uses` of each is how many things show it.
    """
    policy = policy_registry.get_by_type(model)
    mine: QuerySet[File] = policy.instances_user_has_permission_for(user, "change")
    ending = mine.filter(usable_until__isnull=False).order_by("usable_until", "pk")
    return ending.annotate(uses=ReferenceIndex.usage_count_subquery(model))


def list_used_without_rights(*, model: type[File], user: Any, by: date, most: int) -> list[File]:
    """Return the first of these files whose rights have ended by that day, and that are still shown."""
    ended = list_limited_files(model=model, user=user).filter(usable_until__lt=by)
    return list(ended.filter(pk__in=_shown_keys(model))[:most])


def _shown_keys(model: type[File]) -> QuerySet[Any, Any]:
    """Keys of all files of that kind that something refers to."""
    rows = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(model))
    return rows.annotate(key=Cast("to_object_id", BigAutoField())).values("key")
