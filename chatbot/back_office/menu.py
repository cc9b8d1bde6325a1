"""The assistant in Wagtail's sidebar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from .analytics import AnalyticsViewSet
from .copilot.report import ProposalsViewSet
from .desk.inbox import InboxViewSet
from .desk.viewsets import DeskViewSet, ReadyAnswerViewSet, TemplateViewSet
from .knowledge import FaqViewSet, IntentViewSet, PagesViewSet
from .unanswered import UnansweredViewSet


class AssistantGroup(ViewSetGroup):
    """First what happens, then what the assistant knows, and how it is set last."""

    menu_label = _("Assistant")
    menu_icon = "comment"
    menu_order = 135

    def __init__(self, settings: ViewSet) -> None:
        self.items = (
            InboxViewSet(),
            AnalyticsViewSet(),
            UnansweredViewSet(),
            ProposalsViewSet(),
            FaqViewSet(),
            IntentViewSet(),
            PagesViewSet(),
            ReadyAnswerViewSet(),
            TemplateViewSet(),
            DeskViewSet(),
            settings,
        )
        super().__init__()
