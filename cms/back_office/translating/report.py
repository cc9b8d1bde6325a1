"""wagtail-localize's report of translations, read with a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import URLPattern, path
from wagtail_localize.models import Translation, get_edit_url
from wagtail_localize.views.report import TranslationsReportView

from cms.models import Banner, Menu, ReusableContent
from cms.own_rows import foreign_pages
from commerce.tenancy.selectors import list_own_channels

_Place = tuple[int, Any, int]


class TranslationsView(TranslationsReportView):
    """Of the channels at work, asking at once, where the other one asks seven times for each row."""

    def get_queryset(self) -> QuerySet[Translation]:
        """In an order, too, so that no translation is on two pages of the report, or on none."""
        beside = ("source__locale", "source__specific_content_type", "target_locale")
        rows = super().get_queryset().select_related(*beside).defer("source__content_json")
        for foreign in _foreign_keys():
            rows = rows.exclude(source__object_id__in=foreign)
        ordered: QuerySet[Translation] = rows.order_by("source_id", "target_locale_id")
        return ordered

    def get_context_data(self, *args: Any, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **given)
        shown = [*context["object_list"]]
        instances = _read_instances(shown)
        for translation in shown:
            _tell(translation, instances)
        return {**context, "object_list": shown}


def translations_urls() -> list[URLPattern]:
    """Return the addresses of wagtail-localize's report; whose come first answer there."""
    return [
        path("localize/reports/translations/", TranslationsView.as_view()),
        path("localize/reports/translations/results/", TranslationsView.as_view(results_only=True)),
    ]


def _foreign_keys() -> Iterator[QuerySet[Any]]:
    """Yield the keys of pages and snippets of other channels than those at work."""
    yield foreign_pages().order_by().values("translation_key")
    for model in (Menu, Banner, ReusableContent):
        rows = model._base_manager.exclude(channel__in=list_own_channels())
        yield rows.order_by().values("translation_key")


def _read_instances(shown: Iterable[Translation]) -> Mapping[_Place, Model]:
    """Return what is translated and what it is translated into. One query for each kind of thing."""
    asked: dict[Any, list[Translation]] = defaultdict(list)
    for translation in shown:
        asked[translation.source.specific_content_type].append(translation)
    found: dict[_Place, Model] = {}
    for kind, translations in asked.items():
        model = kind.model_class()
        keys = {each.source.object_id for each in translations}
        rows = model._base_manager.filter(translation_key__in=keys) if model else ()
        found |= {(kind.pk, row.translation_key, row.locale_id): row for row in rows}
    return found


def _tell(translation: Translation, instances: Mapping[_Place, Model]) -> None:
    """Answer what the report's template asks of a translation; nothing of what is gone."""
    source = translation.source
    kind, key = source.specific_content_type_id, source.object_id
    original = instances.get((kind, key, source.locale_id))
    target = instances.get((kind, key, translation.target_locale_id))
    done = int(not translation.waiting_for_translation)
    vars(source)["get_source_instance_edit_url"] = get_edit_url(original) if original else ""
    vars(translation).update(
        get_target_instance=target or "",
        get_target_instance_edit_url=get_edit_url(target) if target else "",
        get_progress=lambda: (1, done),
    )
