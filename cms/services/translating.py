"""Having a page or snippet translated, string by string, as drafts: nothing goes live by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from time import monotonic
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.text import slugify
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.registry import Passage, Translate
from cms.selectors import find_channel_of
from commerce.core.errors import DomainError, NotFoundError

# A model answers a batch in one go: not too much of it, so that some is kept when it fails.
MOST_TEXTS: Final = 20
MOST_CHARACTERS: Final = 2_500
# Nobody waits longer for the next batch, in seconds; asked again, it goes on where it has stopped.
PATIENCE: Final = 25


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many strings were translated and how many still wait; `problem` is why it stopped early."""

    done: int
    left: int
    problem: DomainError | None = None


def translate_strings(
    *, user: Any, translation: Translation, translate: Translate, tool: str
) -> Outcome:
    """Have the strings translated that nobody has translated yet, as drafts for a person to read.

    What came back is kept batch by batch, under the name of the `tool`. Holds no transaction while
    somebody is asked. Raises NotFoundError for what no channel shows, and the DomainError of the
    first batch.
    """
    row = translation.get_target_instance()
    channel = find_channel_of(row=row)
    if channel is None:
        raise NotFoundError
    waiting = _waiting(translation)
    codes = translation.source.locale.language_code, translation.target_locale.language_code
    until, done, problem = monotonic() + PATIENCE, 0, None
    for batch in _batches([*waiting]):
        if done and monotonic() > until:
            break
        passage = Passage(translation.pk, str(row), channel, *codes, batch)
        try:
            told = translate(user, passage)
        except DomainError as error:
            if not done:
                raise
            problem = error
            break
        done += _keep(user, translation, waiting, told, tool)
    return Outcome(done, sum(map(len, waiting.values())) - done, problem)


def _waiting(translation: Translation) -> Mapping[str, Sequence[StringSegment]]:
    """Return the segments without a translation by the text that is asked for, in their order."""
    known = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale,
    )
    segments = translation.source.stringsegment_set.exclude(Exists(known))
    found: dict[str, list[StringSegment]] = {}
    for segment in segments.select_related("string", "context").order_by("order"):
        text = segment.string.data
        found.setdefault(text.replace("-", " ") if _is_slug(segment) else text, []).append(segment)
    return found


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        size = sum(map(len, chain(batch, [text])))
        if batch and (len(batch) == MOST_TEXTS or size > MOST_CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


@transaction.atomic
def _keep(
    user: Any,
    translation: Translation,
    waiting: Mapping[str, Sequence[StringSegment]],
    told: Mapping[str, str],
    tool: str,
) -> int:
    """Keep translations where nobody has typed one meanwhile; returns how many strings have one."""
    kept = 0
    for text, data in told.items():
        for segment in waiting.get(text, ()):
            if not (own := _slug(data) if _is_slug(segment) else data):
                continue
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={
                    "data": own,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    "tool_name": tool,
                    "last_translated_by": user,
                },
            )
            kept += 1
    return kept


def _slug(text: str) -> str:
    return slugify(text, allow_unicode=True)


def _is_slug(segment: StringSegment) -> bool:
    """An address is translated as words, and made an address again."""
    return bool(segment.context.path == "slug")
