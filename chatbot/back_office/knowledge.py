"""Lists and forms of what the assistant knows from the shop itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from chatbot.models import CustomIntent, FaqEntry, PageChoice

from . import views
from .forms import ChannelForm


def note(text: Any) -> HelpPanel:
    return HelpPanel(content=text, heading="")


def place() -> FieldRowPanel:
    return FieldRowPanel([FieldPanel("channel"), FieldPanel("locale")])


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


class FaqViewSet(ChannelViewSet):
    model = FaqEntry
    name = "assistant_faq"
    url_prefix = "assistant/answers"
    icon = "help"
    menu_label = _("Questions and answers")
    list_display = [
        "question",
        "locale",
        "channel",
        "starts_at",
        "ends_at",
        BooleanColumn("is_active", label=_("In use")),
        DateColumn("updated_at", label=_("Last change")),
    ]
    list_filter = ["locale", "is_active"]
    search_fields = ["question", "variants", "answer"]
    edit_handler = ObjectList(
        [
            note(_("What is saved here is answered from the next message on.")),
            place(),
            FieldPanel("question"),
            FieldPanel("variants"),
            FieldPanel("answer"),
            PageChooserPanel("page"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("is_active"),
        ],
        base_form_class=ChannelForm,
    )


class IntentViewSet(ChannelViewSet):
    model = CustomIntent
    name = "assistant_intents"
    url_prefix = "assistant/intents"
    icon = "list-ul"
    menu_label = _("Intents of this shop")
    list_display = [
        "name",
        "locale",
        "channel",
        "deed",
        BooleanColumn("is_active", label=_("In use")),
        DateColumn("updated_at", label=_("Last change")),
    ]
    list_filter = ["locale", "deed", "is_active"]
    search_fields = ["name", "phrases_text", "answer"]
    edit_handler = ObjectList(
        [
            note(
                _(
                    "For what only this shop is asked. It is understood from the next message on;"
                    " what the assistant does by itself, such as finding an order, it goes on doing."
                )
            ),
            place(),
            FieldPanel("name"),
            FieldPanel("phrases_text"),
            FieldRowPanel([FieldPanel("deed"), FieldPanel("search")]),
            FieldPanel("answer"),
            PageChooserPanel("page"),
            FieldPanel("is_active"),
        ],
        base_form_class=ChannelForm,
    )


class PagesViewSet(ChannelViewSet):
    model = PageChoice
    name = "assistant_pages"
    url_prefix = "assistant/pages"
    icon = "doc-full"
    menu_label = _("Pages it quotes")
    list_display = ["page", "use", "channel"]
    list_filter = ["use"]
    edit_handler = ObjectList(
        [
            note(
                _(
                    "Without any choice the assistant quotes all public pages. A choice is for a page"
                    " and those below it, in all its languages; the nearest one counts."
                )
            ),
            FieldPanel("channel"),
            PageChooserPanel("page"),
            FieldPanel("use"),
        ],
        base_form_class=ChannelForm,
    )
