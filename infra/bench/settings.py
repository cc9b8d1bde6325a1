"""The shop as it runs for shoppers, without the limits that would end a load test."""

from infra.services.addresses import POSTGRESQL
from infra.settings.development import *  # noqa: F403
from infra.settings.development import DATABASES as CHOSEN_DATABASES
from infra.settings.development import REST_FRAMEWORK as WITH_LIMITS
from infra.settings.environment import env

ROOT_URLCONF = "infra.bench.urls"
DATABASES = {
    "default": {**CHOSEN_DATABASES["default"], **env.db_url("DATABASE_URL", default=POSTGRESQL.url)}
}
DATABASES["default"].update(
    ENGINE="infra.postgresql", CONN_MAX_AGE=600, OPTIONS={"prepare_threshold": 5}
)
# Nobody works off the tasks of a measurement, so they are not left in the shop's own queue.
CELERY_BROKER_URL = "memory://localhost"
REST_FRAMEWORK = {
    **WITH_LIMITS,
    "DEFAULT_THROTTLE_RATES": dict.fromkeys(WITH_LIMITS["DEFAULT_THROTTLE_RATES"]),
}
