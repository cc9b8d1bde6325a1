"""What the assistant's work amounts to, for staff."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from chatbot.errors import InvalidPeriodError
from chatbot.permissions import may_read_figures
from chatbot.selectors.figures import figures_by_day, sum_up
from chatbot.selectors.figures_shown import day_json, summary_json
from chatbot.shapes import ChatAnalytics, ChatSummary
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.errors import PermissionDeniedError
from commerce.core.shapes import component

from . import examples
from .base import TAGS, private

USUAL_DAYS: Final = 30
MOST_DAYS: Final = 400
PERIOD: Final = [
    OpenApiParameter("first_day", date, description="Without one, thirty days are told."),
    OpenApiParameter("last_day", date, description="Without one, today."),
]


@refuses(PermissionDeniedError)
class MayReadFigures(BasePermission):
    """People of the tenant who steer its assistant."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        channel = request.channel  # type: ignore[attr-defined]
        return request.user.is_authenticated and may_read_figures(request.user, channel.tenant_id)


class FiguresView(StorefrontView):
    permission_classes = [MayReadFigures]
    query_parameters = ("first_day", "last_day")

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle("chat_figures")]

    @property
    def period(self) -> dict[str, date]:
        """The days that were asked for. Raises InvalidPeriodError."""
        until = self._day("last_day") or timezone.localdate()
        since = self._day("first_day") or until - timedelta(days=USUAL_DAYS - 1)
        if not since <= until <= since + timedelta(days=MOST_DAYS):
            raise InvalidPeriodError(days=MOST_DAYS)
        return {"since": since, "until": until}

    def _day(self, name: str) -> date | None:
        said = self.request.query_params.get(name)
        if not said:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise InvalidPeriodError(days=MOST_DAYS) from None


class AnalyticsView(FiguresView):
    @extend_schema(
        operation_id="chatbot_analytics",
        summary="The assistant's work, day by day",
        description="Carts and orders are those of shoppers who agreed to be counted.",
        tags=TAGS,
        parameters=PERIOD,
        responses={200: component(ChatAnalytics)},
        examples=[examples.ANALYTICS],
    )
    @refuses(InvalidPeriodError)
    def get(self, request: Request) -> HttpResponse:
        days = figures_by_day(channel=self.channel, **self.period)
        body: ChatAnalytics = {
            "total": summary_json(sum_up(days)),
            "days": [day_json(day, figures) for day, figures in days],
        }
        return private(body)


class SummaryView(FiguresView):
    @extend_schema(
        operation_id="chatbot_summary",
        summary="The assistant's work, all days together",
        description="What `chatbot/analytics/` tells by day, without the days.",
        tags=TAGS,
        parameters=PERIOD,
        responses={200: component(ChatSummary)},
        examples=[examples.SUMMARY],
    )
    @refuses(InvalidPeriodError)
    def get(self, request: Request) -> HttpResponse:
        days = figures_by_day(channel=self.channel, **self.period)
        return private(summary_json(sum_up(days)))
