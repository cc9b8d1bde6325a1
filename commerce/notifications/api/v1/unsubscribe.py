"""The last link of a letter, for the page that asks."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.principals import client_address
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.shapes import component
from commerce.notifications.enums import ConsentSource
from commerce.notifications.errors import BadUnsubscribeTokenError, MandatoryKindError
from commerce.notifications.services import unsubscribing

from . import examples, shapes
from .customers import TAGS


class UnsubscribeView(StorefrontView):
    """The token is the proof: whoever has the letter may end it, signed in or not."""

    authentication_classes = ()
    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [AddressThrottle()]

    @extend_schema(
        operation_id="notifications_unsubscribe_offer",
        summary="What the last link of a letter would end",
        description="Changes nothing: programs that read mail open links, too.",
        tags=TAGS,
        responses={200: component(shapes.UnsubscribeOffer)},
        examples=[examples.UNSUBSCRIBE],
    )
    @refuses(BadUnsubscribeTokenError)
    def get(self, request: Request, link_token: str) -> HttpResponse:
        return _answer(unsubscribing.read_token(link_token))

    @extend_schema(
        operation_id="notifications_unsubscribe",
        summary="End the letters of that kind",
        description="Doing it twice changes nothing.",
        tags=TAGS,
        request=None,
        responses={200: component(shapes.UnsubscribeOffer)},
        examples=[examples.UNSUBSCRIBED],
    )
    @refuses(BadUnsubscribeTokenError, MandatoryKindError)
    def post(self, request: Request, link_token: str) -> HttpResponse:
        ended = unsubscribing.unsubscribe(
            token=link_token, source=ConsentSource.LETTER, network_address=client_address(request)
        )
        return _answer(ended)


def _answer(subscription: unsubscribing.Subscription) -> HttpResponse:
    answer = {
        "kind_name": str(unsubscribing.kind_of(subscription).name),
        "medium": subscription.medium,
        "address": hidden(subscription.address),
        "is_subscribed": unsubscribing.is_subscribed(subscription),
    }
    return json_answer(dumps(answer))


def hidden(address: str) -> str:
    """An e-mail address that its owner recognises and nobody else can use."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}…@{host}" if host else f"…{address[-3:]}"
