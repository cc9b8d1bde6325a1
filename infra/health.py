"""Is this process alive, and can it do its work? Each dependency is asked and named."""

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any

from celery import current_app
from django.core.cache import cache
from django.db import DatabaseError, connection
from drf_spectacular.utils import OpenApiExample, extend_schema
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.core.api.views import ProblemView
from search.engines.base import RemoteEngine
from search.engines.choice import get_engine
from search.engines.database import DatabaseEngine
from search.errors import EngineUnavailableError

Check = Callable[[], None]
FAILURES = (DatabaseError, OperationalError, RedisError, OSError)
BROKER_SECONDS = 2
READY: dict[str, Any] = {
    "status": "ok",
    "checks": {"database": {"status": "ok"}, "cache": {"status": "ok"}, "broker": {"status": "ok"}},
    "search": {"status": "ok", "engine": "elasticsearch", "is_degraded": False},
}
UNREADY = {
    **READY,
    "status": "unavailable",
    "checks": {**READY["checks"], "database": {"status": "unavailable"}},
}


class DependencySerializer(serializers.Serializer[object]):
    status = serializers.ChoiceField(["ok", "unavailable"])


class SearchHealthSerializer(DependencySerializer):
    """What answers searches now: while the engine is away the database does, with fewer features."""

    engine = serializers.ChoiceField(["elasticsearch", "embedded", "database"])
    is_degraded = serializers.BooleanField()


class HealthSerializer(serializers.Serializer[object]):
    status = serializers.ChoiceField(["ok", "unavailable"])
    checks = serializers.DictField(child=DependencySerializer(), required=False)
    search = SearchHealthSerializer(required=False)


class HealthView(ProblemView):
    """For machines: no sign-in, no channel, never kept by a cache."""

    authentication_classes = []

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer


class LiveView(HealthView):
    @extend_schema(
        tags=["health"],
        summary="Is the process alive?",
        description="200 while the process can answer at all; asks nothing of anybody else.",
        responses=HealthSerializer,
        examples=[OpenApiExample("Alive", {"status": "ok"}, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        return Response({"status": "ok"})


class ReadyView(HealthView):
    @extend_schema(
        tags=["health"],
        summary="Can the process do its work?",
        description=(
            "200 when every dependency works, else 503; the body names each with its state. The "
            "search engine is named too, but without it the shop still answers."
        ),
        responses={200: HealthSerializer, 503: HealthSerializer},
        examples=[
            OpenApiExample("Ready", READY, response_only=True, status_codes=["200"]),
            OpenApiExample("Not ready", UNREADY, response_only=True, status_codes=["503"]),
        ],
    )
    def get(self, request: Request) -> Response:
        states = {name: _state_of(check) for name, check in CHECKS.items()}
        is_ready = all(state == "ok" for state in states.values())
        checks = {name: {"status": state} for name, state in states.items()}
        status = "ok" if is_ready else "unavailable"
        body = {"status": status, "checks": checks, "search": _search_state()}
        return Response(body, status=200 if is_ready else 503)


def _state_of(check: Check) -> str:
    try:
        check()
    except FAILURES:
        # The reason is in the log of the dependency; the answer is public and says only "which".
        return "unavailable"
    return "ok"


def _search_state() -> Mapping[str, Any]:
    engine = get_engine()
    if isinstance(engine, RemoteEngine) and not _answers(engine):
        return {"status": "unavailable", "engine": DatabaseEngine.name, "is_degraded": True}
    return {"status": "ok", "engine": engine.name, "is_degraded": False}


def _answers(engine: RemoteEngine) -> bool:
    try:
        engine.check()
    except EngineUnavailableError:
        return False
    return True


def _check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _check_cache() -> None:
    cache.set("health", "ok", timeout=10)
    if cache.get("health") != "ok":
        message = "The cache forgot what it was told."
        raise OSError(message)


def _check_broker() -> None:
    with closing(current_app.connection_for_write(connect_timeout=BROKER_SECONDS)) as broker:
        broker.ensure_connection(max_retries=0, timeout=BROKER_SECONDS)


CHECKS: Mapping[str, Check] = {
    "database": _check_database,
    "cache": _check_cache,
    "broker": _check_broker,
}
