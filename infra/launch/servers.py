"""The programs that make up the running shop, and the settings they share."""

import os
import signal
from collections.abc import Mapping

from infra.launch.options import Options
from infra.launch.places import PYTHON, VIRTUAL_ENVIRONMENT
from infra.launch.ports import HOST
from infra.launch.secret_values import load_secrets
from infra.launch.storefront_steps import SERVER
from infra.launch.supervisor import Server

CHANNEL = "reed-and-rook"
CELERY = (str(PYTHON), "-m", "celery", "-A", "infra.celery")
# How long a task may go on after the shop was asked to stop.
TASK_SECONDS = 15.0
# What the caller's environment may say beside: other shells that work on this shop need it, too.
ENGINES = (
    *("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "CELERY_BROKER_URL"),
    *("MEDIA_ROOT", "MEDIA_URL", "DOCUMENTS_ROOT"),
    *("EMAIL_URL", "EMAIL_BACKEND", "DEFAULT_FROM_EMAIL"),
)


def shop_environment(options: Options) -> dict[str, str]:
    """Django's settings for this start, engines included; what the caller's environment says wins."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "infra.settings.development",
        "PUBLIC_URL": options.django_url,
        "STOREFRONT_URL": options.storefront_url,
        "STOREFRONT_REVALIDATE_URL": f"http://{HOST}:{options.storefront_port}/api/revalidate",
        "CSRF_TRUSTED_ORIGINS": f"{options.django_url},http://{HOST}:{options.port}",
        **load_secrets(),
    }
    names = (*settings, *ENGINES, *(name for name in os.environ if name.startswith("SEARCH_")))
    return settings | {name: os.environ[name] for name in names if os.environ.get(name)}


def storefront_environment(options: Options, shop: Mapping[str, str]) -> dict[str, str]:
    """The storefront's settings: where the API is, and the secrets the two share."""
    return {
        "NODE_ENV": "production",
        "HOSTNAME": HOST,
        "PORT": str(options.storefront_port),
        "API_URL": f"http://{HOST}:{options.port}",
        "API_CHANNEL": CHANNEL,
        "API_CHANNEL_KEY": shop["API_CHANNEL_KEY"],
        "REVALIDATE_SECRET": shop["REVALIDATE_SECRET"],
        "SITE_URL": options.storefront_url,
        "MEDIA_ORIGIN": options.django_url,
        "LIVE_URL": options.live_url,
        "REDIS_URL": shop.get("REDIS_URL", ""),
    }


def all_servers(options: Options, shop: Mapping[str, str]) -> list[Server]:
    """Django, its sockets, the worker, the clock that gives it its regular work, and the storefront."""
    return [
        _django(options, shop),
        _sockets(options, shop),
        worker_server(shop),
        _clock(shop),
        _storefront(options, shop),
    ]


def web_server(port: int, *arguments: str) -> list[str]:
    """The command of Django's server: see docs/adr/0013-patient-front.md for its interface."""
    granian = str(VIRTUAL_ENVIRONMENT / "bin" / "granian")
    bind = ["--host", HOST, "--port", str(port), "--http", "1", "--no-ws"]
    patience = ["--http1-header-read-timeout", "15000"]
    front = "infra.front.application:application"
    return [granian, "--interface", "rsgi", *bind, *patience, *arguments, front]


def _django(options: Options, shop: Mapping[str, str]) -> Server:
    return Server(
        name="django",
        command=web_server(options.port, "--workers", "1", "--respawn-failed-workers"),
        environment=shop,
        port=options.port,
        health_path="/api/v1/health/live",
    )


def _sockets(options: Options, shop: Mapping[str, str]) -> Server:
    return Server(
        name="sockets",
        command=[str(PYTHON), "-m", "infra.sockets", "--port", str(options.live_port)],
        environment=shop,
        port=options.live_port,
        health_path="/ws/health",
    )


def worker_server(shop: Mapping[str, str]) -> Server:
    """The worker with these settings."""
    quiet = ["--without-gossip", "--without-mingle"]
    return Server(
        name="worker",
        command=[*CELERY, "worker", "--loglevel", "INFO", "--concurrency", "2", *quiet],
        environment={**shop, "C_FORCE_ROOT": "1"},
        ready_text=" ready.",
        # First its tasks may finish; then they are given back to the queue.
        farewell=((signal.SIGTERM, TASK_SECONDS), (signal.SIGQUIT, 3.0)),
    )


def _clock(shop: Mapping[str, str]) -> Server:
    return Server(
        name="clock",
        command=[*CELERY, "beat", "--loglevel", "INFO", "--pidfile="],
        environment=shop,
        ready_text="beat: Starting",
    )


def _storefront(options: Options, shop: Mapping[str, str]) -> Server:
    return Server(
        name="storefront",
        command=["node", SERVER],
        environment=storefront_environment(options, shop),
        port=options.storefront_port,
        health_path="/api/health",
    )
