"""Messages in Wagtail's sidebar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.snippets.models import register_snippet

from .announcements import AnnouncementViewSet, SegmentViewSet
from .kinds import KindsViewSet
from .sent import SentViewSet
from .suppressions import SuppressionViewSet
from .templates import TemplateViewSet


class MessagesGroup(ViewSetGroup):
    """First what is told, then what was told, and to whom no more is told."""

    menu_label = _("Messages")
    menu_icon = "mail"
    menu_order = 140
    items = (
        KindsViewSet("message_kinds"),
        SentViewSet("sent_messages"),
        AnnouncementViewSet("announcements"),
        SegmentViewSet("segments"),
        SuppressionViewSet("suppressions"),
    )


register_snippet(TemplateViewSet)


def messages_room() -> MessagesGroup:
    return MessagesGroup()


hooks.register("register_admin_viewset", messages_room)
