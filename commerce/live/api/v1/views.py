"""Tickets for sockets, and the same messages for who has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.accounts.errors import NotSignedInError
from commerce.accounts.permissions import session_of
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.principals import client_network
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle, FloodThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.errors import DomainError
from commerce.live import selectors
from commerce.live.errors import TopicNotFoundError
from commerce.live.models import LiveMessage
from commerce.live.services import issue_ticket, open_topics, place_messages
from commerce.live.services.tickets import LIFETIME
from commerce.live.shapes import Listener

from . import examples
from .serializers import MOST_TOPICS, MessagesSerializer, TicketRequestSerializer, TicketSerializer

TAGS = ["Live"]
PAGE_SIZE = 200
TOPICS = OpenApiParameter(
    "topics",
    {"type": "string", "pattern": f"^,*[^,]+(,+[^,]+){{0,{MOST_TOPICS - 1}}},*$"},
    required=True,
    description="Names with commas: `order:R-1,product:prd_…,person`.",
)
AFTER = OpenApiParameter(
    "after", int, description="The `last_id` of the answer before; the newest without it."
)
TOKEN = OpenApiParameter("token", str, description="A guest order's `access_token`.")
EMAIL = OpenApiParameter("email", str, description="The address a guest's order was placed with.")


class InvalidListeningError(DomainError):
    code, status = "invalid_listening", 400
    message = _("Name one to twenty topics, and a whole number to hear what came after it.")


class ListeningView(StorefrontView):
    def get_throttles(self) -> list[BaseThrottle]:
        """Numbers and addresses of orders must not be found by trying, here as little as there."""
        asked = self.request.query_params if self.request.method == "GET" else self.request.data
        is_of_guest = isinstance(asked, Mapping) and "email" in asked
        lookup = [AddressThrottle("order_lookup")] if is_of_guest else []
        return [FloodThrottle("live"), *lookup]

    def listener(self, request: Request, asked: Mapping[str, str]) -> Listener:
        user = None if isinstance(request.user, AnonymousUser) else request.user
        return Listener(
            channel=self.channel,
            user=user,
            session=session_of(request),
            token=asked.get("token", ""),
            email=asked.get("email", ""),
            network=client_network(request),
        )


class TicketView(ListeningView):
    @extend_schema(
        operation_id="live_ticket",
        summary="A ticket for one socket",
        description=(
            "Topics are `person` (what is told to the signed-in customer), `order:{number}` and "
            "`product:{id}`. Missing and not yours are the same 404. The ticket is sent as the first "
            'frame, `{"ticket": …, "after": …}`, to the socket\'s address; it is good for one.'
        ),
        tags=TAGS,
        request=TicketRequestSerializer,
        responses=TicketSerializer,
        examples=[examples.TICKET_REQUEST, examples.TICKET],
    )
    @refuses(TopicNotFoundError, NotSignedInError)
    def post(self, request: Request) -> HttpResponse:
        asked = self.valid(TicketRequestSerializer)
        listener = self.listener(request, asked)
        last_id = selectors.get_last_position()
        topics = open_topics(listener=listener, names=asked["topics"])
        ticket = issue_ticket(listener=listener, topics=topics)
        recent = selectors.list_recent_of_products(
            channel_id=self.channel.pk, topics=topics, now=timezone.now()
        )
        return json_answer(
            dumps(
                {
                    "ticket": ticket,
                    "expires_in": LIFETIME,
                    "topics": topics,
                    "last_id": last_id,
                    "recent": [_shown(row) for row in recent],
                }
            )
        )


class MessageListView(ListeningView):
    query_parameters = ("topics", "after", "token", "email")

    @extend_schema(
        operation_id="live_messages",
        summary="What was told since, for who has no socket",
        description="At most 200 messages; ask again at once when there are as many.",
        tags=TAGS,
        parameters=[TOPICS, AFTER, TOKEN, EMAIL],
        responses=MessagesSerializer,
        examples=[examples.MESSAGES],
    )
    @refuses(TopicNotFoundError, NotSignedInError, InvalidListeningError)
    def get(self, request: Request) -> HttpResponse:
        names, after = _asked(request)
        listener = self.listener(request, request.query_params)
        topics = open_topics(listener=listener, names=names)
        place_messages()
        last = selectors.get_last_position()
        if after is None or selectors.is_gap_behind(after):
            return json_answer(dumps({"messages": [], "last_id": last, "gap": after is not None}))
        rows = selectors.list_topic_messages(
            channel_id=self.channel.pk, topics=topics, after=after
        ).filter(position__lte=last)
        found = [_shown(row) for row in rows[:PAGE_SIZE]]
        is_full = len(found) == PAGE_SIZE
        return json_answer(
            dumps(
                {
                    "messages": found,
                    "last_id": found[-1]["id"] if is_full else last,
                    "gap": False,
                }
            )
        )


def _shown(row: LiveMessage) -> dict[str, Any]:
    return {"id": row.position, "topic": row.topic, "kind": row.kind, "body": row.body}


def _asked(request: Request) -> tuple[list[str], int | None]:
    names = [name for name in request.query_params.get("topics", "").split(",") if name]
    after = request.query_params.get("after")
    is_number = after is None or (after.isascii() and after.isdigit() and len(after) < 18)
    if not 0 < len(names) <= MOST_TOPICS or not is_number:
        raise InvalidListeningError
    return names, None if after is None else int(after)
