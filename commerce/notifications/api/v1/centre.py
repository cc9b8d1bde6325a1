"""The bell: what a person was told, read or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.shapes import component
from commerce.notifications.errors import NoticeNotFoundError
from commerce.notifications.selectors import centre as selectors
from commerce.notifications.services import centre

from . import examples, shapes
from .customers import TAGS, PersonView

if TYPE_CHECKING:
    from commerce.notifications.models import Notice

PAGE: Final = 20
BEFORE = OpenApiParameter(
    "before",
    str,
    description="The `next` of the page before; what is older is answered.",
)


def notice_json(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.public_id,
        "kind": notice.kind,
        "title": notice.title,
        "body": notice.body,
        "url": notice.url,
        "created_at": notice.created_at,
        "read_at": notice.read_at,
    }


class NoticesView(PersonView):
    query_parameters = frozenset({"before"})

    @extend_schema(
        operation_id="notifications_list",
        summary="What the person was told, the newest first",
        description=f"{PAGE} at a time; `next` leads to the older ones, however many come meanwhile.",
        tags=TAGS,
        parameters=[BEFORE],
        responses={200: component(shapes.NoticeList)},
        examples=[examples.NOTICES],
    )
    def get(self, request: Request) -> HttpResponse:
        before = request.query_params.get("before", "")
        rows, has_more = selectors.list_notices_before(**self.owner, before=before, most=PAGE)
        answer = {
            "results": [notice_json(row) for row in rows],
            "next": rows[-1].public_id if has_more else None,
            "unread": selectors.list_unread(**self.owner).count(),
        }
        return json_answer(dumps(answer))


class UnreadCountView(PersonView):
    @extend_schema(
        operation_id="notifications_unread_count",
        summary="How many are unread",
        description="For the bell; cheap enough to be asked now and then.",
        tags=TAGS,
        responses={200: component(shapes.UnreadCount)},
        examples=[examples.UNREAD],
    )
    def get(self, request: Request) -> HttpResponse:
        unread = selectors.list_unread(**self.owner).count()
        return json_answer(dumps({"unread": unread}))


class ReadNoticeView(PersonView):
    @extend_schema(
        operation_id="notifications_read",
        summary="Note that one was read",
        description="The first time counts.",
        tags=TAGS,
        request=None,
        responses={200: component(shapes.Notice)},
        examples=[examples.READ],
    )
    @refuses(NoticeNotFoundError)
    def post(self, request: Request, notice_id: str) -> HttpResponse:
        notice = centre.read_notice(**self.owner, public_id=notice_id)
        return json_answer(dumps(notice_json(notice)))


class ReadAllView(PersonView):
    @extend_schema(
        operation_id="notifications_read_all",
        summary="Note that all were read",
        description="Those that are there by now.",
        tags=TAGS,
        request=None,
        responses={200: component(shapes.UnreadCount)},
        examples=[examples.NONE_UNREAD],
    )
    def post(self, request: Request) -> HttpResponse:
        centre.read_all_notices(**self.owner)
        return json_answer(dumps({"unread": selectors.list_unread(**self.owner).count()}))


class NoticeView(PersonView):
    @extend_schema(
        operation_id="notifications_delete",
        summary="Delete one",
        description="Missing and not yours are the same 404 `notice_not_found`.",
        tags=TAGS,
        responses={204: None},
    )
    @refuses(NoticeNotFoundError)
    def delete(self, request: Request, notice_id: str) -> HttpResponse:
        centre.delete_notice(**self.owner, public_id=notice_id)
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)
