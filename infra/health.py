"""Is this process alive, and can it do its work? Each dependency is asked and named."""

from collections.abc import Callable, Mapping
from contextlib import closing

from celery import current_app
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

Check = Callable[[], None]
FAILURES = (DatabaseError, OperationalError, RedisError, OSError)
BROKER_SECONDS = 2


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the process can answer at all; asks nothing of anybody else."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every dependency works, else 503; the body names each with its state."""
    states = {name: _state_of(check) for name, check in CHECKS.items()}
    is_ready = all(state == "ok" for state in states.values())
    return JsonResponse(
        {
            "status": "ok" if is_ready else "unavailable",
            "checks": {name: {"status": state} for name, state in states.items()},
        },
        status=200 if is_ready else 503,
    )


def _state_of(check: Check) -> str:
    try:
        check()
    except FAILURES:
        # The reason is in the log of the dependency; the answer is public and says only "which".
        return "unavailable"
    return "ok"


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
