"""The search in Wagtail's sidebar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .analytics import AnalyticsViewSet
from .preview import PreviewViewSet
from .publishing import PublishViewSet
from .viewsets import (
    BoostRuleViewSet,
    JudgedSetViewSet,
    PlacementViewSet,
    PreferencesViewSet,
    RedirectViewSet,
    StopWordViewSet,
    SynonymViewSet,
)


class SearchGroup(ModelViewSetGroup):
    """First what is happening, then what can be done about it, then what it is measured by."""

    menu_label = _("Shop search")  # "Search" alone is Wagtail's own, for pages and pictures
    menu_icon = "search"
    menu_order = 130
    items = (
        AnalyticsViewSet,
        PreviewViewSet,
        SynonymViewSet,
        StopWordViewSet,
        BoostRuleViewSet,
        PreferencesViewSet,
        PublishViewSet,
        PlacementViewSet,
        RedirectViewSet,
        JudgedSetViewSet,
    )
