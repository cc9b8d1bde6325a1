"""What the desk's page sends while somebody types: one thing at a time, answered in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from cms.registry import find_translator
from commerce.catalogue.errors import TextNotFoundError
from commerce.catalogue.selectors.translating import TextRow, find_text_kind, read_each
from commerce.catalogue.services.translating import Seen, confirm_translation, save_translation
from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError

from .base import TranslatorsOnly, terms_in_other_words

if TYPE_CHECKING:
    from commerce.catalogue.translatable import TextKind


class TypedView(TranslatorsOnly, View):
    """Reads which thing is meant, and answers refusals with their sentence."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            return JsonResponse(self.act(request.POST))
        except DomainError as error:
            theirs = error.params.get("theirs", {})
            told = {"code": error.code, "detail": error.detail, "theirs": theirs}
            return JsonResponse({**told, "seen": self.seen(theirs)}, status=error.status)

    def act(self, given: Mapping[str, str]) -> dict[str, Any]:
        raise NotImplementedError

    def seen(self, theirs: Mapping[str, str]) -> Mapping[str, str]:
        """Return the fingerprints of what somebody else has written meanwhile."""
        if not theirs:
            return {}
        kind, pk, locale = named(self.request.POST)
        row = next(iter(read_each(kind=kind, locale=locale, keys=[pk])))
        return {each.part.name: each.seen for each in row.texts if each.part.name in theirs}


class SaveTextsView(TypedView):
    def act(self, given: Mapping[str, str]) -> dict[str, Any]:
        kind, pk, locale = named(given)
        texts = {
            part.name: given[f"text-{part.name}"]
            for part in kind.parts
            if f"text-{part.name}" in given
        }
        seen = {
            name: Seen(given.get(f"seen-{name}", ""), given.get(f"source-{name}", ""))
            for name in texts
        }
        return told(save_translation(kind=kind, pk=pk, locale=locale, texts=texts, seen=seen))


class ConfirmTextsView(TypedView):
    """The source has changed, and the translation still says the same."""

    def act(self, given: Mapping[str, str]) -> dict[str, Any]:
        kind, pk, locale = named(given)
        sources = {
            part.name: given[f"source-{part.name}"]
            for part in kind.parts
            if f"source-{part.name}" in given
        }
        return told(confirm_translation(kind=kind, pk=pk, locale=locale, sources=sources))


# Wagtail wraps its views once more; the mark has to be on what the middleware is given.
@method_decorator(asking_outside, name="dispatch")
class ProposeTextsView(TypedView):
    """Has a model propose texts for the fields of the page. Nothing is saved."""

    def act(self, given: Mapping[str, str]) -> dict[str, Any]:
        kind, pk, locale = named(given)
        propose = find_translator(kind.code)
        if propose is None:
            raise TextNotFoundError
        texts = dict(propose(self.request.user, pk, locale))
        row = next(iter(read_each(kind=kind, locale=locale, keys=[pk])))
        sources = {each.part.name: each.source for each in row.texts}
        terms = {name: terms_in_other_words(sources[name], texts[name], locale) for name in texts}
        return {"texts": texts, "terms": terms}


def named(given: Mapping[str, str]) -> tuple[TextKind, int, str]:
    """Return the thing that is meant. Raises TextNotFoundError."""
    kind, key = find_text_kind(given.get("kind", "")), given.get("pk", "")
    if kind is None or not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise TextNotFoundError
    return kind, int(key), given.get("language", "")


def told(row: TextRow) -> dict[str, Any]:
    """Return a thing as the page shows it."""
    return {
        "state": row.state,
        "label": str(row.state.label),
        "message": _("Saved."),
        "texts": {
            each.part.name: {
                "text": each.shown_text,
                "seen": each.seen,
                "source": each.source_seen,
                "state": each.state,
                "label": str(each.state.label),
                "terms": terms_in_other_words(each.source, each.text, row.locale),
            }
            for each in row.texts
        },
    }
