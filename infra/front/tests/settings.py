"""A server with the front, but with views that tell what they were given instead of a shop."""

from infra.settings.environment import env
from infra.settings.testing import *  # noqa: F403

ROOT_URLCONF = "infra.front.tests.urls"
MIDDLEWARE: list[str] = []
FRONT_THREADS = 2
FRONT_FLOWS = 3
FRONT_IDLE_SECONDS = env.float("FRONT_IDLE_SECONDS", default=15)
FRONT_QUEUE_SECONDS = 0.5
FRONT_BODY_LIMIT = 3 * 1024 * 1024
