"""Texts of the shop beside their translations: what is missing, stale or done, and how much of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import MD5

from commerce.catalogue.documents.texts import safe_html
from commerce.catalogue.enums import TextState
from commerce.catalogue.translatable import KINDS, Part, TextKind, filled
from commerce.core.translated import fingerprint
from commerce.tenancy.selectors import current_tenant_id

from .writing import list_text_locales

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One text. `seen` and `source_seen` tell later whether somebody has changed one meanwhile."""

    part: Part
    source: str
    text: str
    made_of: str

    @property
    def state(self) -> TextState:
        if self.source and not self.text:
            return TextState.MISSING
        is_stale = self.text and self.made_of and self.made_of != self.source_seen
        return TextState.STALE if is_stale else TextState.DONE

    @property
    def seen(self) -> str:
        return fingerprint(self.text)

    @property
    def source_seen(self) -> str:
        return fingerprint(self.source)

    @property
    def shown_source(self) -> str:
        """The source; of HTML what may be shown."""
        return safe_html(self.source) if self.part.is_formatted else self.source

    @property
    def shown_text(self) -> str:
        """The translation; of HTML what may be shown."""
        return safe_html(self.text) if self.part.is_formatted else self.text


@dataclass(frozen=True, slots=True)
class TextRow:
    """One thing in one language. `context` tells namesakes apart."""

    kind: TextKind
    pk: int
    locale: str
    label: str
    context: str
    texts: tuple[Told, ...]

    @property
    def shown(self) -> tuple[Told, ...]:
        """The texts of which there is anything."""
        return tuple(each for each in self.texts if each.source or each.text)

    @property
    def state(self) -> TextState:
        states = {each.state for each in self.texts}
        order = (TextState.MISSING, TextState.STALE)
        return next((each for each in order if each in states), TextState.DONE)


@dataclass(frozen=True, slots=True)
class TextCount:
    """How far the things of one kind are in one language."""

    total: int
    done: int
    missing: int

    @property
    def stale(self) -> int:
        return self.total - self.done - self.missing


def list_translated_locales() -> list[str]:
    """Return the languages that the tenant's texts are translated into. One query."""
    found = list_text_locales(tenant_id=current_tenant_id())
    return [each for each in found if each != settings.LANGUAGE_CODE]


def list_text_kinds() -> Sequence[TextKind]:
    return KINDS


def find_text_kind(code: str) -> TextKind | None:
    return next((kind for kind in KINDS if kind.code == code), None)


def filter_texts(
    *, kind: TextKind, locale: str, state: str = "", search: str = ""
) -> QuerySet[Any]:
    """Return the things of a kind that are shown in that language, in their order.

    Of one state, and with a text, of either language, that has the words searched for.
    """
    rows = _with_state(kind, kind.rows().filter(kind.shown_in(locale)), locale, "told")
    if state in TextState.values:
        rows = rows.filter(told_state=state)
    if words := search.strip():
        named = Q()
        for part in kind.parts:
            named |= Q(**{f"told_{part.name}_source__icontains": words})
            named |= Q(**{f"told_{part.name}_text__icontains": words})
        rows = rows.filter(named)
    return rows.order_by(*kind.order)


def read_texts(*, kind: TextKind, locale: str, rows: QuerySet[Any]) -> list[TextRow]:
    """Return what `filter_texts` has found, or a part of it, with all texts. One query."""
    names = {
        f"told_{part.name}_{what}": F(f"told_{part.name}_{what}")
        for part in kind.parts
        for what in ("source", "text", "made_of")
    }
    context = [kind.context] if kind.context else []
    found = rows.annotate(**names).values("pk", *context, *names)
    return [_row(kind, locale, each) for each in found]


def read_each(*, kind: TextKind, locale: str, keys: Iterable[int]) -> Iterator[TextRow]:
    """Yield the things of these keys that there are. One query for each five hundred."""
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), AT_ONCE):
        rows = filter_texts(kind=kind, locale=locale).filter(pk__in=wanted[start : start + AT_ONCE])
        yield from read_texts(kind=kind, locale=locale, rows=rows)


def count_texts(*, kind: TextKind, locales: Sequence[str]) -> Mapping[str, TextCount]:
    """Return how far the things of a kind are in each language. One query."""
    rows = kind.rows()
    sums: dict[str, Any] = {}
    for number, locale in enumerate(locales):
        alias, shown = f"told{number}", kind.shown_in(locale)
        rows = _with_state(kind, rows, locale, alias)
        sums[f"{alias}_total"] = Count("pk", filter=shown) if shown else Count("pk")
        for state in (TextState.DONE, TextState.MISSING):
            sums[f"{alias}_{state}"] = Count("pk", filter=shown & Q(**{f"{alias}_state": state}))
    found = rows.aggregate(**sums)
    return {
        locale: TextCount(*(found[f"told{number}_{each}"] for each in ("total", "done", "missing")))
        for number, locale in enumerate(locales)
    }


def _with_state(kind: TextKind, rows: QuerySet[Any], locale: str, alias: str) -> QuerySet[Any]:
    """Return the rows with each text, its source and what it was made of; missing is above stale."""
    rows = kind.joined(rows, locale, alias)
    missing, stale = Q(), Q()
    for part in kind.parts:
        source, text, made_of = (f"{alias}_{part.name}_{x}" for x in ("source", "text", "made_of"))
        rows = rows.alias(
            **{
                source: filled(F(part.column)),
                text: filled(kind.text(part.name, locale, alias)),
                made_of: filled(kind.made_of(part.name, locale, alias)),
            }
        )
        missing |= Q(**{text: ""}) & ~Q(**{source: ""})
        stale |= ~Q(**{text: ""}) & ~Q(**{made_of: ""}) & ~Q(**{made_of: MD5(F(source))})
    state = Case(
        When(missing, then=Value(TextState.MISSING.value)),
        When(stale, then=Value(TextState.STALE.value)),
        default=Value(TextState.DONE.value),
        output_field=CharField(),
    )
    return rows.alias(**{f"{alias}_state": state})


def _row(kind: TextKind, locale: str, found: Mapping[str, Any]) -> TextRow:
    texts = tuple(
        Told(part, *(found[f"told_{part.name}_{what}"] for what in ("source", "text", "made_of")))
        for part in kind.parts
    )
    context = str(found[kind.context] or "") if kind.context else ""
    return TextRow(kind, found["pk"], locale, texts[0].source, context, texts)
