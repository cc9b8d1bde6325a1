"""Lists and forms of what people at the desks work with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from chatbot.back_office.forms import ChannelForm
from chatbot.back_office.knowledge import ChannelViewSet, note, place
from chatbot.models import CannedAnswer, ConversationTemplate, Desk

from .forms import DeskForm


class ReadyAnswerViewSet(ChannelViewSet):
    model = CannedAnswer
    name = "assistant_ready"
    url_prefix = "assistant/ready-answers"
    icon = "copy"
    menu_label = _("Ready answers")
    list_display = ["title", "locale", "channel"]
    list_filter = ["locale"]
    search_fields = ["title", "text"]
    edit_handler = ObjectList(
        [
            note(_("People at the desk put these into a conversation with one press.")),
            place(),
            FieldPanel("title"),
            FieldPanel("text"),
        ],
        base_form_class=ChannelForm,
    )


class TemplateViewSet(ChannelViewSet):
    model = ConversationTemplate
    name = "assistant_templates"
    url_prefix = "assistant/templates"
    icon = "form"
    menu_label = _("Templates")
    list_display = [
        "title",
        "locale",
        "channel",
        "position",
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_filter = ["locale", "is_active"]
    search_fields = ["title", "text"]
    edit_handler = ObjectList(
        [
            note(_("Shoppers begin a conversation with one of these in one press.")),
            place(),
            FieldPanel("title"),
            FieldPanel("description"),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("position"), FieldPanel("is_active")]),
        ],
        base_form_class=ChannelForm,
    )


class DeskViewSet(ChannelViewSet):
    model = Desk
    name = "assistant_desks"
    url_prefix = "assistant/desks"
    icon = "group"
    menu_label = _("Desks")
    list_display = ["channel", "weekdays", "opens_at", "closes_at", "time_zone"]
    edit_handler = ObjectList(
        [
            note(
                _(
                    "While the desk is open, who asks for a person is told that somebody will answer."
                    " Otherwise the assistant names the page where people are reached."
                )
            ),
            FieldPanel("channel"),
            FieldPanel("weekdays"),
            FieldRowPanel(
                [FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("time_zone")]
            ),
            FieldPanel("groups"),
        ],
        base_form_class=DeskForm,
    )
