"""What the pages of the desk share: the right, and what they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from babel import Locale
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from cms.glossaries import say_broken
from cms.selectors import find_glossary
from commerce.catalogue.enums import TextState
from commerce.catalogue.selectors.translating import (
    find_text_kind,
    list_text_kinds,
    list_translated_locales,
)
from commerce.core.translated import language_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce.catalogue.translatable import TextKind

# One right for the whole desk.
RIGHT: Final = "shop.change_producttranslation"


class TranslatorsOnly:
    """A view for who has the right; Wagtail has let nobody else in but its own people."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not user.has_perm(RIGHT):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is translated into: its code, its name, and which way it is written."""

    code: str
    name: str
    direction: str


def language_of(code: str) -> Language:
    """Return the language of a locale."""
    return Language(code, language_name(code), Locale.parse(code, sep="-").text_direction)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the texts a person looks at; what is not known is the first there is."""

    kind: TextKind
    languages: tuple[Language, ...]
    language: Language | None
    state: str
    search: str

    @property
    def parameters(self) -> str:
        """The same question, as the end of an address."""
        return self.with_()

    def with_(self, **other: str) -> str:
        """The question with other parts, as the end of an address."""
        parts = {
            "kind": self.kind.code,
            "language": self.language.code if self.language else "",
            "state": self.state,
            "q": self.search,
            **other,
        }
        return urlencode({name: value for name, value in parts.items() if value})


def terms_in_other_words(source: str, text: str, locale: str) -> str:
    """Return what the glossary says against the translation of a text; nothing where it is kept to."""
    glossary = find_glossary(source=settings.LANGUAGE_CODE, target=locale)
    return say_broken(glossary.broken(source, text))


def read_asked(given: Mapping[str, str]) -> Asked:
    """Return what an address asks for."""
    languages = tuple(language_of(code) for code in list_translated_locales())
    first = languages[0] if languages else None
    chosen = (each for each in languages if each.code == given.get("language"))
    state = given.get("state", "")
    return Asked(
        kind=find_text_kind(given.get("kind", "")) or list_text_kinds()[0],
        languages=languages,
        language=next(chosen, first),
        state=state if state in TextState.values else "",
        search=given.get("q", "").replace("\x00", "")[:200].strip(),
    )
