"""Lists and forms of what marketers decide about the search."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import (
    BoostRule,
    Placement,
    QueryRedirect,
    SearchPreferences,
    StopWordList,
    SynonymSet,
)
from search.query.fields import TextField

from . import views
from .choosers import CategoryChooser, ProductChooser
from .forms import BoostRuleForm, ChannelForm, PlacementForm

DRAFT_NOTE = _("Changes here take effect when the search configuration is published.")
INSTANT_NOTE = _("Changes here take effect as soon as they are saved.")


def _note(text: Any) -> HelpPanel:
    return HelpPanel(content=text, heading="")


class ChannelViewSet(ModelViewSet):
    """Rows of the person's own channels."""

    index_view_class = views.OwnIndexView
    add_view_class = views.OwnCreateView
    edit_view_class = views.OwnEditView
    delete_view_class = views.OwnDeleteView
    history_view_class = views.OwnHistoryView
    usage_view_class = views.OwnUsageView
    copy_view_enabled = False
    add_to_reference_index = False


class InstantViewSet(ChannelViewSet):
    """Rows that hold as soon as they are saved."""

    add_view_class = views.InstantCreateView
    edit_view_class = views.InstantEditView
    delete_view_class = views.InstantDeleteView


class SynonymViewSet(ChannelViewSet):
    model = SynonymSet
    name = "search_synonyms"
    url_prefix = "search-marketing/synonyms"
    icon = "link"
    menu_label = _("Synonyms")
    list_display = [
        "__str__",
        "channel",
        "locale",
        BooleanColumn("is_active", label=_("In use")),
        DateColumn("updated_at", label=_("Last change")),
    ]
    list_filter = ["locale", "kind", "is_active"]
    search_fields = ["terms", "sources"]
    edit_handler = ObjectList(
        [
            _note(DRAFT_NOTE),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("locale")]),
            FieldPanel("kind"),
            FieldPanel("sources"),
            FieldPanel("terms"),
            FieldPanel("is_active"),
        ],
        base_form_class=ChannelForm,
    )


class StopWordViewSet(ChannelViewSet):
    model = StopWordList
    name = "search_stop_words"
    url_prefix = "search-marketing/stop-words"
    icon = "cross"
    menu_label = _("Stop words")
    list_display = [
        "locale",
        "channel",
        "added",
        "kept",
        DateColumn("updated_at", label=_("Last change")),
    ]
    edit_handler = ObjectList(
        [
            _note(DRAFT_NOTE),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("locale")]),
            FieldPanel("added"),
            FieldPanel("kept"),
        ],
        base_form_class=ChannelForm,
    )


class BoostRuleViewSet(ChannelViewSet):
    model = BoostRule
    name = "search_boosts"
    url_prefix = "search-marketing/boosts"
    icon = "arrow-up"
    menu_label = _("Boost rules")
    list_display = [
        "label",
        "channel",
        "kind",
        "factor",
        "starts_at",
        "ends_at",
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_filter = ["kind", "is_active"]
    search_fields = ["label"]
    edit_handler = ObjectList(
        [
            _note(DRAFT_NOTE),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("label")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("factor")]),
            FieldPanel("facets"),
            FieldPanel("amount"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("is_active"),
        ],
        base_form_class=BoostRuleForm,
    )


class PreferencesViewSet(ChannelViewSet):
    model = SearchPreferences
    name = "search_preferences"
    url_prefix = "search-marketing/preferences"
    icon = "sliders"
    menu_label = _("Preferences")
    list_display = [
        "channel",
        "in_stock_factor",
        BooleanColumn("is_personal", label=_("Personal order")),
        DateColumn("updated_at", label=_("Last change")),
    ]
    edit_handler = ObjectList(
        [
            _note(DRAFT_NOTE),
            FieldPanel("channel"),
            FieldPanel("is_personal"),
            FieldPanel("in_stock_factor"),
            MultiFieldPanel(
                [FieldPanel(f"weight_{field}") for field in TextField],
                heading=_("How much a word counts, from 0 to 10, when it stands in"),
            ),
        ],
        base_form_class=ChannelForm,
    )


class PlacementViewSet(InstantViewSet):
    model = Placement
    name = "search_placements"
    url_prefix = "search-marketing/placements"
    icon = "thumbtack"
    menu_label = _("Pinned and hidden")
    list_display = [
        "__str__",
        "channel",
        "locale",
        "match",
        "starts_at",
        "ends_at",
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_filter = ["locale", "is_active"]
    search_fields = ["query"]
    edit_handler = ObjectList(
        [
            _note(INSTANT_NOTE),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("locale")]),
            FieldRowPanel([FieldPanel("query"), FieldPanel("match")]),
            FieldPanel("category", widget=CategoryChooser),
            InlinePanel(
                "products",
                [FieldPanel("product", widget=ProductChooser), FieldPanel("kind")],
                label=_("Product"),
                heading=_("Products"),
                min_num=1,
                max_num=50,
            ),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("is_active"),
        ],
        base_form_class=PlacementForm,
    )


class RedirectViewSet(InstantViewSet):
    model = QueryRedirect
    name = "search_redirects"
    url_prefix = "search-marketing/redirects"
    icon = "redirect"
    menu_label = _("Redirects of searches")
    list_display = [
        "query",
        "channel",
        "locale",
        "match",
        "page",
        "address",
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_filter = ["locale", "is_active"]
    search_fields = ["query", "address"]
    edit_handler = ObjectList(
        [
            _note(INSTANT_NOTE),
            FieldRowPanel([FieldPanel("channel"), FieldPanel("locale")]),
            FieldRowPanel([FieldPanel("query"), FieldPanel("match")]),
            PageChooserPanel("page"),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("is_active"),
        ],
        base_form_class=ChannelForm,
    )
