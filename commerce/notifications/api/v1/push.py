"""Browsers that want to be told."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.shapes import component
from commerce.notifications.errors import (
    BadPushAddressError,
    PushAddressNotFoundError,
    PushNotOfferedError,
)
from commerce.notifications.services import push

from . import examples, shapes
from .customers import TAGS, PersonView
from .serializers import AddPushAddressSerializer


class PushAddressesView(PersonView):
    @extend_schema(
        operation_id="notifications_push_offer",
        summary="Whether the shop sends push messages, and with which key",
        description="To be asked when the person has agreed, before the browser does.",
        tags=TAGS,
        responses={200: component(shapes.PushOffer)},
        examples=[examples.PUSH_OFFER],
    )
    @refuses(PushNotOfferedError)
    def get(self, request: Request) -> HttpResponse:
        public_key = push.get_public_key(channel_id=self.channel.pk)
        return json_answer(dumps({"public_key": public_key}))

    @extend_schema(
        operation_id="notifications_push_create",
        summary="Tell this browser",
        description=(
            "With what the browser's `PushSubscription` says. Saying it twice changes nothing; of "
            f"more than {push.MOST_BROWSERS} browsers the oldest leaves."
        ),
        tags=TAGS,
        request=AddPushAddressSerializer,
        responses={201: component(shapes.AddedPushAddress)},
        examples=[examples.ADD_PUSH_ADDRESS, examples.ADDED_PUSH_ADDRESS],
    )
    @refuses(BadPushAddressError)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(AddPushAddressSerializer)
        row = push.add_push_address(
            user=self.person,
            channel=self.channel,
            endpoint=values["endpoint"],
            **values["keys"],
        )
        return json_answer(dumps({"id": row.public_id}), status=status.HTTP_201_CREATED)


class PushAddressView(PersonView):
    @extend_schema(
        operation_id="notifications_push_delete",
        summary="Tell that browser no more",
        description="Missing and not yours are the same 404 `push_address_not_found`.",
        tags=TAGS,
        responses={204: None},
    )
    @refuses(PushAddressNotFoundError)
    def delete(self, request: Request, push_id: str) -> HttpResponse:
        push.remove_push_address(**self.owner, public_id=push_id)
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)
