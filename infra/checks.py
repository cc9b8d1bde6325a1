"""What is still as on a laptop: `manage.py check --deploy` tells it, and each start in production.

Errors are what nobody may go online with; the production settings refuse to start with them, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register, run_checks
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, connection

from infra.settings.secret_strength import weakness_of
from search.embeddings.environment import NAMES, read_environment

logger = structlog.get_logger(__name__)

UNSENT: Final = ("console", "dummy", "locmem", "filebased")
LOCAL: Final = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "")  # noqa: S104 - named, not bound
SECRETS: Final = {
    "SECRET_KEY": "SECRET_KEY",
    "CHANNEL_HEADER_KEY": "API_CHANNEL_KEY",
    "STOREFRONT_REVALIDATE_SECRET": "REVALIDATE_SECRET",
}
ADDRESSES: Final = ("PUBLIC_URL", "STOREFRONT_URL")


@register(Tags.security, deploy=True)
def find_development_values(**_options: Any) -> list[CheckMessage]:
    """Everything that is still a value of development; nothing in a shop that is fit for users."""
    return [*_unsafe(), *_addresses(), *_mail(), *_engines(), *_static_files()]


@register(Tags.database)
def find_missing_keys(
    databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Secrets that no key reads any more. Asks the database, if that is wanted and there."""
    # Not above: a program names its checks before the models can be loaded.
    from commerce.integrations.selectors import count_by_missing_key

    try:
        missing = count_by_missing_key() if databases else {}
    except (DatabaseError, InterfaceError):
        return []
    return [
        Warning(
            f"INTEGRATION_KEYS lacks {key!r}, which the secrets of {number} rows need.",
            hint="Add it again, or enter those secrets anew.",
            id="heron.W012",
        )
        for key, number in missing.items()
    ]


def log_missing_keys() -> None:
    """Tell the log of a process that starts which providers it cannot use, in one sentence each."""
    for message in find_missing_keys(databases=["default"]):
        logger.error("key_missing", id=message.id, problem=message.msg, hint=message.hint)
    if not connection.in_atomic_block:
        connection.close()  # nobody else uses the one of the thread that starts


@register()
def find_refused_settings(**_options: Any) -> Iterator[CheckMessage]:
    """What a shop would go on without, silently."""
    try:
        read_environment()
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            variable = f"SEARCH_EMBEDDINGS_{NAMES[name]}"
            yield Error(f"{variable}: {' '.join(sentences)}", id="heron.E010")


def log_development_values() -> None:
    """Tell the log of a production process what is still as on a laptop."""
    if not _is_production():
        return
    for message in run_checks(tags=[Tags.security], include_deployment_checks=True):
        if str(message.id).startswith("heron."):
            logger.warning(
                "development_value", id=message.id, problem=message.msg, hint=message.hint
            )


def _unsafe() -> Iterator[CheckMessage]:
    if not _is_production():
        yield Error(
            f"{settings.SETTINGS_MODULE} is made for a laptop.",
            hint="Set DJANGO_SETTINGS_MODULE=infra.settings.production.",
            id="heron.E001",
        )
    for setting, variable in SECRETS.items():
        if weakness := weakness_of(getattr(settings, setting, "")):
            yield Error(
                f"{variable} can be guessed: {weakness}.",
                hint="python3 -c 'import secrets; print(secrets.token_urlsafe(48))' makes one.",
                id="heron.E002",
            )
    for line in settings.INTEGRATION_KEYS or [":"]:
        name, _colon, secret = line.strip().partition(":")
        if weakness := weakness_of(secret):
            yield Error(
                f"INTEGRATION_KEYS can be guessed ({name or 'none is set'}): {weakness}.",
                hint="It has name:secret, the newest first; make a secret as for SECRET_KEY.",
                id="heron.E002",
            )
    if settings.DEBUG:
        yield Error("DEBUG shows settings and code to visitors.", id="heron.E003")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS lets everybody name a host.", id="heron.E004")


def _addresses() -> Iterator[CheckMessage]:
    for name in ADDRESSES:
        address = urlsplit(getattr(settings, name))
        if (address.hostname or "") in LOCAL:
            yield Warning(
                f"{name} is {address.geturl()}: links and pictures would lead nowhere.",
                hint=f"Set {name} to the address that visitors use.",
                id="heron.W001",
            )
        elif address.scheme != "https":
            yield Warning(f"{name} is not https.", id="heron.W002")
    if settings.ALLOWED_HOSTS and all(host in LOCAL for host in settings.ALLOWED_HOSTS):
        yield Warning("ALLOWED_HOSTS names this machine only.", id="heron.W003")
    plain = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if not origin.startswith("https:")]
    if plain:
        yield Warning(f"CSRF_TRUSTED_ORIGINS has {', '.join(plain)}.", id="heron.W004")


def _mail() -> Iterator[CheckMessage]:
    if any(f".{kind}." in settings.EMAIL_BACKEND for kind in UNSENT):
        yield Warning(
            "Letters are printed, not sent: nobody would hear of an order.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.com:587.",
            id="heron.W005",
        )
    elif settings.EMAIL_HOST in LOCAL:
        yield Warning("Letters go to a mail server on this machine.", id="heron.W006")
    if settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] in LOCAL:
        yield Warning(
            f"DEFAULT_FROM_EMAIL is {settings.DEFAULT_FROM_EMAIL}: mail servers refuse it.",
            hint="Set it to an address of this shop.",
            id="heron.W007",
        )


def _engines() -> Iterator[CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Warning(
            "The database is SQLite: one writer at a time, on one machine.",
            hint="Set DATABASE_URL to a PostgreSQL database.",
            id="heron.W008",
        )
    if not settings.REDIS_URL:
        yield Warning(
            "Queue and cache are folders of this machine.",
            hint="Set REDIS_URL.",
            id="heron.W009",
        )
    if not settings.ELASTICSEARCH_URL:
        yield Warning(
            "The search is embedded: its index is a folder of this machine.",
            hint="Set ELASTICSEARCH_URL, unless everything runs on this one machine.",
            id="heron.W010",
        )


def _static_files() -> Iterator[CheckMessage]:
    if not Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        yield Warning(
            f"No static files were collected in {settings.STATIC_ROOT}: dashboard and editor fail.",
            hint="Run manage.py collectstatic at each release.",
            id="heron.W011",
        )


def _is_production() -> bool:
    return str(settings.SETTINGS_MODULE).endswith(".production")
