"""Providers of the tenant whose channel is asked, for its staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.accounts.permissions import signed_in_user
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.pagination import PAGE_PARAMETERS, Page, page_parameters
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.errors import DomainError, NotFoundError
from commerce.integrations import services
from commerce.integrations.calls.reading import Wanted, list_calls
from commerce.integrations.enums import CallOutcome, Mode
from commerce.integrations.errors import (
    ConfigurationExistsError,
    ConnectionFailedError,
    NotTestedError,
    StillActiveError,
    UnknownProviderError,
)
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.permissions import MayUseProviders
from commerce.integrations.registry import list_providers
from commerce.integrations.selectors import get_configuration, list_configurations
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import get_channel

from . import examples
from .serializers import (
    CallPageSerializer,
    ChangeConfigurationSerializer,
    ConfigurationListSerializer,
    ConfigurationSerializer,
    NewConfigurationSerializer,
    ProviderListSerializer,
    TestAnswerSerializer,
)
from .shapes import call_json, configuration_json, provider_json

TAGS = ["Integrations"]
PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
PERIOD = [
    OpenApiParameter("since", datetime, description="Not before this moment."),
    OpenApiParameter("until", datetime, description="Before this moment."),
]
FOUND = [
    OpenApiParameter("provider", str, description="The code of a provider."),
    OpenApiParameter("outcome", str, enum=CallOutcome.values),
    OpenApiParameter("about", str, description="What it was about, such as an order's number."),
    *PERIOD,
    *PAGES,
]


class InvalidMomentError(DomainError):
    code, status = "invalid_moment", 400
    message = _("“%(parameter)s” is a moment with its time zone, such as 2026-11-28T10:00:00Z.")


class UnknownOutcomeError(DomainError):
    code, status = "unknown_outcome", 400
    message = _("There is no such outcome of a call.")


class StaffView(StorefrontView):
    """A view for people who look after the tenant's providers."""

    permission_classes = [MayUseProviders]
    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]

    @property
    def tenant_id(self) -> int:
        found: int = self.channel.tenant_id
        return found

    def configuration(self, public_id: str) -> ProviderConfiguration:
        return get_configuration(tenant_id=self.tenant_id, public_id=public_id)

    def answer(self, row: ProviderConfiguration, *, status: int = 200) -> HttpResponse:
        """Tell the row as it is now, with its health."""
        return json_answer(
            dumps(configuration_json(self.configuration(row.public_id))), status=status
        )


class ProvidersView(StaffView):
    @extend_schema(
        operation_id="integrations_providers_list",
        summary="Whom the shop can call, and what each asks for",
        description="Each setting with its label, help, type and choices, in the language of the request.",
        tags=TAGS,
        responses=ProviderListSerializer,
        examples=[examples.PROVIDERS],
    )
    def get(self, request: Request) -> HttpResponse:
        return json_answer(dumps({"results": [provider_json(each) for each in list_providers()]}))


class ConfigurationsView(StaffView):
    rights: ClassVar = {"POST": "add"}

    @extend_schema(
        operation_id="integrations_configurations_list",
        summary="The tenant's configurations by kind, in the order in which they are asked",
        description="Who comes later takes over when the first cannot be reached.",
        tags=TAGS,
        responses=ConfigurationListSerializer,
        examples=[examples.CONFIGURATIONS],
    )
    def get(self, request: Request) -> HttpResponse:
        rows = list_configurations(tenant_id=self.tenant_id)
        return json_answer(dumps({"results": [configuration_json(row) for row in rows]}))

    @extend_schema(
        operation_id="integrations_configurations_create",
        summary="Set up a provider for all channels of the tenant, or for one of them",
        description="It is inactive until its connection was tested and `is_active` is set.",
        tags=TAGS,
        request=NewConfigurationSerializer,
        responses={201: ConfigurationSerializer},
        examples=[examples.CREATE, examples.ONE],
    )
    @refuses(UnknownProviderError, ConfigurationExistsError, UnknownChannelError)
    def post(self, request: Request) -> HttpResponse:
        body = self.valid(NewConfigurationSerializer)
        saved = services.create_configuration(
            provider=body["provider"],
            tenant_id=self.tenant_id,
            channel_id=self._channel_id(body.get("channel")),
            mode=Mode(body["mode"]),
            values=body["settings"],
            actor=signed_in_user(request),
        )
        return self.answer(saved, status=201)

    def _channel_id(self, code: str | None) -> int | None:
        if code is None:
            return None
        channel = get_channel(code=code)
        if channel.tenant_id != self.tenant_id:
            raise UnknownChannelError(channel=code)
        return channel.pk


class ConfigurationView(StaffView):
    @extend_schema(
        operation_id="integrations_configurations_read",
        summary="One configuration, without its secrets",
        description="Of each secret the last characters are shown, so that one is told from another.",
        tags=TAGS,
        responses=ConfigurationSerializer,
        examples=[examples.ONE],
    )
    @refuses(NotFoundError)
    def get(self, request: Request, configuration_id: str) -> HttpResponse:
        return self.answer(self.configuration(configuration_id))

    @extend_schema(
        operation_id="integrations_configurations_change",
        summary="Change settings, switch it on or off, or move it",
        description=(
            "New settings of one that is active are tried first; 409 `connection_failed` leaves the old "
            "ones, unless there is a `reason`. Settings are stored before `is_active` is looked at."
        ),
        tags=TAGS,
        request=ChangeConfigurationSerializer,
        responses=ConfigurationSerializer,
        examples=[examples.CHANGE, examples.ONE],
    )
    @refuses(NotFoundError, NotTestedError, ConnectionFailedError)
    def patch(self, request: Request, configuration_id: str) -> HttpResponse:
        body = self.valid(ChangeConfigurationSerializer)
        row = self.configuration(configuration_id)
        self._change(row, body)
        return self.answer(row)

    @extend_schema(
        operation_id="integrations_configurations_delete",
        summary="Forget a configuration that is not active, with its secrets",
        description="The log of its calls stays. One that is active is refused.",
        tags=TAGS,
        responses={204: None},
    )
    @refuses(NotFoundError, StillActiveError)
    def delete(self, request: Request, configuration_id: str) -> HttpResponse:
        row = self.configuration(configuration_id)
        services.delete_configuration(configuration=row, actor=signed_in_user(request))
        return HttpResponse(status=204)

    def _change(self, row: ProviderConfiguration, body: dict[str, Any]) -> None:
        actor, reason = signed_in_user(self.request), body.get("reason", "")
        if "settings" in body:
            services.change_configuration(
                configuration=row, values=body["settings"], reason=reason, actor=actor
            )
        if "position" in body:
            services.move(configuration=row, position=body["position"])
        if body.get("is_active") is True:
            services.activate(configuration=row, reason=reason, actor=actor)
        elif body.get("is_active") is False:
            services.deactivate(configuration=row, actor=actor)


class TestConnectionView(StaffView):
    __test__ = False

    @extend_schema(
        operation_id="integrations_configurations_test",
        summary="Ask the provider whether the stored settings work",
        description="The answer is 200 in both cases; `is_ok` tells which.",
        tags=TAGS,
        request=None,
        responses=TestAnswerSerializer,
        examples=[examples.TESTED],
    )
    @refuses(NotFoundError)
    def post(self, request: Request, configuration_id: str) -> HttpResponse:
        answer = services.test_connection(configuration=self.configuration(configuration_id))
        return json_answer(dumps({"is_ok": answer.is_ok, "answer": answer.sentence}))


class LogsView(StaffView):
    query_parameters = PAGE_PARAMETERS | {"provider", "outcome", "about", "since", "until"}

    @extend_schema(
        operation_id="integrations_logs_list",
        summary="The calls of all providers, the newest first",
        description="Each call as it ended, without secrets, for as long as the log is kept.",
        tags=TAGS,
        parameters=FOUND,
        responses=CallPageSerializer,
        examples=[examples.CALLS],
    )
    @refuses(InvalidMomentError, UnknownOutcomeError)
    def get(self, request: Request) -> HttpResponse:
        return self.page("")

    def page(self, configuration: str) -> HttpResponse:
        page = Page.of(self.request)
        rows = list_calls(tenant_id=self.tenant_id, wanted=self._wanted(configuration))
        count = rows.count()
        page.check(count)
        results = [call_json(row) for row in rows[page.bounds]]
        return json_answer(dumps(page.envelope(results, count=count)))

    def _wanted(self, configuration: str) -> Wanted:
        given = self.request.query_params
        if given.get("outcome", "") not in ("", *CallOutcome.values):
            raise UnknownOutcomeError
        return Wanted(
            configuration=configuration,
            provider=given.get("provider", ""),
            outcome=given.get("outcome", ""),
            about=given.get("about", ""),
            since=self._moment("since"),
            until=self._moment("until"),
        )

    def _moment(self, name: str) -> datetime | None:
        text = self.request.query_params.get(name, "")
        if not text:
            return None
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or is_naive(moment):
            raise InvalidMomentError(parameter=name)
        return moment


class ConfigurationLogsView(LogsView):
    @extend_schema(
        operation_id="integrations_configurations_logs",
        summary="The calls of one configuration, the newest first",
        description="As `integrations/logs/`, of this configuration alone.",
        tags=TAGS,
        parameters=FOUND,
        responses=CallPageSerializer,
        examples=[examples.CALLS],
    )
    @refuses(NotFoundError, InvalidMomentError, UnknownOutcomeError)
    def get(self, request: Request, configuration_id: str) -> HttpResponse:  # type: ignore[override]
        return self.page(self.configuration(configuration_id).public_id)
