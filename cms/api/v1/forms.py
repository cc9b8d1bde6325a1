"""Forms of the website: a token to begin with, and what was filled in."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cms import selectors, services
from cms.errors import FormNotFoundError, FormTokenNeededError
from cms.form_building import MOST_CHOICES, MOST_FIELDS, TEXT_LENGTH
from cms.form_tokens import MAX_LENGTH, write_form_token
from cms.sent_files import MOST_BYTES, NAME_LENGTH, SentFile
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle, FloodThrottle
from commerce.core.api.views import StorefrontView

_TOKEN = "page_01JD40AAAABBBBCCCCDDDDFFFF.Zk3v0mYc1dQ.1vP9dS.hJ8w"  # noqa: S105 an example
_THANKS = "Thank you. Somebody reads this today, and answers tomorrow."


class SentFileSerializer(InputSerializer):
    name = serializers.CharField(max_length=NAME_LENGTH)
    content = serializers.CharField(
        max_length=MOST_BYTES * 4 // 3 + 4,
        help_text="A JPEG, PNG, WebP or PDF of up to 700 kB, as base64. Staff see it.",
    )


class FilledFormSerializer(InputSerializer):
    token = serializers.CharField(
        max_length=MAX_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        help_text="Asked for when somebody begins to write; good for one sending.",
    )
    website = serializers.CharField(
        max_length=TEXT_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        help_text="Left empty by readers, who do not see it. What fills it in is let go.",
    )
    values = serializers.DictField(
        child=serializers.ListField(
            child=serializers.CharField(
                max_length=TEXT_LENGTH, allow_blank=True, trim_whitespace=False
            ),
            max_length=MOST_CHOICES,
        ),
        help_text="By the names of the fields; several where several may be chosen, `on` for yes.",
    )
    files = serializers.DictField(child=SentFileSerializer(), required=False, default=dict)

    def validate_values(self, values: dict[str, list[str]]) -> dict[str, list[str]]:
        """Refuse more than any form asks for."""
        if len(values) > MOST_FIELDS:
            raise serializers.ValidationError(f"At most {MOST_FIELDS}.", code="too_many_values")
        return values


class FormTokenSerializer(serializers.Serializer[dict[str, str]]):
    token = serializers.CharField()


class FormThanksSerializer(serializers.Serializer[dict[str, str]]):
    thanks = serializers.CharField(help_text="What stands in the form's place now.")


class FormView(StorefrontView):
    """Who fills in a form needs no account; a token, however old, is not looked at."""

    authentication_classes = []

    @property
    def reader(self) -> selectors.Reader:
        return selectors.Reader(self.channel, self.locale_code)


class FormToken(FormView):
    throttle_scope = "form_token"

    def get_throttles(self) -> list[BaseThrottle]:
        """Costs little: this keeps one client from taking all of the time."""
        return [FloodThrottle()]

    @extend_schema(
        operation_id="content_form_begin",
        summary="Begin to fill in a form",
        description="Returns the token with which the form is sent, some seconds later at the earliest.",
        tags=["content"],
        request=None,
        responses={200: FormTokenSerializer},
        examples=[OpenApiExample("A token", {"token": _TOKEN}, response_only=True)],
    )
    @refuses(FormNotFoundError)
    def post(self, request: Request, form_id: str) -> HttpResponse:
        form = selectors.get_form(reader=self.reader, form_id=form_id)
        return json_answer(dumps({"token": write_form_token(form.public_id)}))


class SubmitForm(FormView):
    throttle_scope = "form"

    def get_throttles(self) -> list[BaseThrottle]:
        """What people send is read by people."""
        return [AddressThrottle()]

    @extend_schema(
        operation_id="content_form_submit",
        summary="Send a form",
        description=(
            "The fields are those that the page tells in `form`. The same token twice is one sending. "
            "Without a token, with an old one, or sooner than anybody writes, the answer is 409 "
            "with the `token` to send the same with again."
        ),
        tags=["content"],
        request=FilledFormSerializer,
        responses={201: FormThanksSerializer},
        examples=[
            OpenApiExample(
                "A question",
                {
                    "token": _TOKEN,
                    "values": {
                        "name": ["Ada"],
                        "email": ["ada@example.com"],
                        "topic": ["Delivery"],
                    },
                },
                request_only=True,
            ),
            OpenApiExample("Sent", {"thanks": _THANKS}, response_only=True, status_codes=["201"]),
        ],
    )
    @refuses(FormNotFoundError, FormTokenNeededError)
    def post(self, request: Request, form_id: str) -> HttpResponse:
        given = self.valid(FilledFormSerializer)
        form = selectors.get_form(reader=self.reader, form_id=form_id)
        files = {name: SentFile(**file) for name, file in given["files"].items()}
        services.submit_form(
            form=form,
            channel=self.channel,
            filled=services.Filled(
                token=given["token"], trap=given["website"], values=given["values"], files=files
            ),
        )
        return json_answer(dumps({"thanks": form.thanks}), status=201)
