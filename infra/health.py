"""Is this process alive, and can the shop take orders? Each part is asked and named."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.core.api.views import ProblemView
from infra import readiness

STATUSES = ["ok", "degraded", "unavailable", "unknown"]
READY: dict[str, Any] = {
    "status": "degraded",
    "checks": {
        "database": {"status": "ok"},
        "tables": {"status": "ok"},
        "cache": {"status": "ok"},
        "broker": {"status": "ok"},
        "worker": {"status": "ok", "seconds": 3},
        "clock": {"status": "unavailable", "seconds": 412},
        "deliveries": {"status": "ok", "seconds": 0},
        "dead_letters": {"status": "ok", "count": 0},
        "integrations": {"status": "ok", "count": 0},
        "ledger": {"status": "ok", "count": 0},
    },
    "search": {"status": "ok", "engine": "elasticsearch", "is_degraded": False},
}
UNREADY: dict[str, Any] = {
    "status": "unavailable",
    "checks": {
        "database": {"status": "unavailable"},
        "tables": {"status": "unavailable"},
        "cache": {"status": "ok"},
        "broker": {"status": "ok"},
        **{name: {"status": "unknown"} for name in readiness.KEPT},
    },
    "search": {"status": "ok", "engine": "elasticsearch", "is_degraded": False},
}


class DependencySerializer(serializers.Serializer[object]):
    status = serializers.ChoiceField(STATUSES)
    seconds = serializers.IntegerField(
        required=False,
        help_text="Since the last sign of life, or since the oldest delivery is due.",
    )
    count = serializers.IntegerField(
        required=False,
        help_text=(
            "How many dead letters there are, live providers that fail, or faults of the ledger."
        ),
    )


class SearchHealthSerializer(serializers.Serializer[object]):
    """What answers searches now: while the engine is away the database does, with fewer features."""

    status = serializers.ChoiceField(STATUSES)
    engine = serializers.ChoiceField(["elasticsearch", "embedded", "database"])
    is_degraded = serializers.BooleanField()


class HealthSerializer(serializers.Serializer[object]):
    status = serializers.ChoiceField(STATUSES)
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
        summary="Can the shop take orders?",
        description=(
            "503 `unavailable` without `database` or `tables` (each migration of this release is "
            "applied). Else 200: `ok`, or `degraded` when a part is not, and its name says which. "
            "Without `cache` limits count per process, without `broker`, `worker` or `clock` "
            "letters and indexes wait, `deliveries` are late after a minute, `dead_letters` need "
            "a person, as does a `ledger` that does not add up, and without the engine or an index "
            "of it `search` is answered by the database."
        ),
        responses={200: HealthSerializer, 503: HealthSerializer},
        examples=[
            OpenApiExample("Ready", READY, response_only=True, status_codes=["200"]),
            OpenApiExample("Not ready", UNREADY, response_only=True, status_codes=["503"]),
        ],
    )
    def get(self, request: Request) -> Response:
        needed = readiness.needed_states()
        can_sell = all(state["status"] == "ok" for state in needed.values())
        others = readiness.other_states(has_database=can_sell)
        search = readiness.search_state(has_database=can_sell)
        is_whole = all(state["status"] == "ok" for state in (*others.values(), search))
        status = ("ok" if is_whole else "degraded") if can_sell else "unavailable"
        body = {"status": status, "checks": {**needed, **others}, "search": search}
        return Response(body, status=200 if can_sell else 503)
