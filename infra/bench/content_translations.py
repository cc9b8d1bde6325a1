"""What wagtail-localize knows of pages that were translated: two of three texts are done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.models import ContentPage

WAITING: Final = 3


def translate(pages: Sequence[ContentPage], locales: Sequence[Locale]) -> None:
    """Note the pages as translated into these languages; of every third the title is missing yet."""
    locale = pages[0].locale
    kind = ContentType.objects.get_for_model(ContentPage)
    subjects = TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=page.translation_key, content_type=kind)
        for page in pages
    )
    sources = TranslationSource.objects.bulk_create(
        _source(page, kind, subject) for page, subject in zip(pages, subjects, strict=True)
    )
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(
            object=subject,
            path="title",
            field_path="title",
            path_id=TranslationContext._get_path_id("title"),
        )
        for subject in subjects
    )
    strings = String.objects.bulk_create(
        String(locale=locale, data=page.title, data_hash=String._get_data_hash(page.title))
        for page in pages
    )
    told = [*zip(strings, contexts, strict=True)]
    StringSegment.objects.bulk_create(
        StringSegment(source=source, context=context, order=0, string=string, attrs="{}")
        for source, (string, context) in zip(sources, told, strict=True)
    )
    Translation.objects.bulk_create(
        Translation(uuid=uuid4(), source=source, target_locale=target)
        for source in sources
        for target in locales
    )
    done = [pair for number, pair in enumerate(told) if number % WAITING]
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=string,
            locale=target,
            context=context,
            data=f"{string.data} ({target.language_code})",
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for string, context in done
        for target in locales
    )


def _source(page: ContentPage, kind: Any, subject: TranslatableObject) -> TranslationSource:
    return TranslationSource(
        object=subject,
        specific_content_type=kind,
        locale=page.locale,
        object_repr=page.title,
        content_json=json.dumps(page.serializable_data(), default=str),
        last_updated_at=timezone.now(),
    )
