"""The search in Wagtail's sidebar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .analytics import AnalyticsViewSet
from .packs import PacksViewSet
from .preview import PreviewViewSet
from .publishing import PublishViewSet
from .suggestions import SuggestionsViewSet
from .viewsets import (
    BoostRuleViewSet,
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
    viewsets = (
        AnalyticsViewSet,
        PreviewViewSet,
        SynonymViewSet,
        SuggestionsViewSet,
        PacksViewSet,
        StopWordViewSet,
        BoostRuleViewSet,
        PreferencesViewSet,
        PublishViewSet,
        PlacementViewSet,
        RedirectViewSet,
    )

    def __init__(self) -> None:
        """Take in what others plug in; a view set of a name that is there takes its place."""
        plugged = [hook() for hook in hooks.get_hooks("register_search_viewset")]
        self.items = tuple({each.name: each for each in (*self.viewsets, *plugged)}.values())
        super().__init__()
