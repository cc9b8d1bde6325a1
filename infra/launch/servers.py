"""The programs that make up the running shop, and the settings they share."""

import os
from collections.abc import Mapping

from infra.launch.options import Options
from infra.launch.places import PYTHON, VIRTUAL_ENVIRONMENT
from infra.launch.ports import HOST
from infra.launch.secret_values import load_secrets
from infra.launch.storefront_steps import SERVER
from infra.launch.supervisor import Server

CHANNEL = "reed-and-rook"


def shop_environment(options: Options) -> dict[str, str]:
    """Django's settings for this start; what the caller's environment says wins."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "infra.settings.development",
        "PUBLIC_URL": options.django_url,
        "STOREFRONT_URL": options.storefront_url,
        "STOREFRONT_REVALIDATE_URL": f"http://{HOST}:{options.storefront_port}/api/revalidate",
        "CSRF_TRUSTED_ORIGINS": f"{options.django_url},http://{HOST}:{options.port}",
        **load_secrets(),
    }
    return settings | {name: os.environ[name] for name in settings if name in os.environ}


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
    }


def all_servers(options: Options, shop: Mapping[str, str]) -> list[Server]:
    """Django, the worker with its clock, and the storefront."""
    return [_django(options, shop), _worker(shop), _storefront(options, shop)]


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


def _worker(shop: Mapping[str, str]) -> Server:
    celery = [str(PYTHON), "-m", "celery", "-A", "infra.celery", "worker", "--beat"]
    return Server(
        name="worker",
        command=[*celery, "--loglevel", "INFO", "--concurrency", "2", "--without-gossip"],
        environment={**shop, "C_FORCE_ROOT": "1"},
        ready_text=" ready.",
    )


def _storefront(options: Options, shop: Mapping[str, str]) -> Server:
    return Server(
        name="storefront",
        command=["node", SERVER],
        environment=storefront_environment(options, shop),
        port=options.storefront_port,
        health_path="/api/health",
    )
