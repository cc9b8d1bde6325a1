"""A fingerprint of everything that decides what `manage.py migrate` leaves in an empty database."""

import hashlib
import inspect
from collections.abc import Iterator
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

FORMAT = "3"


def schema_fingerprint() -> str:
    """Digest of all parts of the schema."""
    total = hashlib.sha256(FORMAT.encode())
    total.update("".join(schema_parts()).encode())
    return total.hexdigest()[:20]


def schema_parts() -> list[str]:
    """One line for each migration file of all installed apps, and for each model's rows after them.

    A file's line holds its digest. A schema whose lines are all among another's becomes that one
    by migrating on. Library versions need no line of their own: another version that changes the
    schema brings another migration file.
    """
    files = [
        f"{name}:{hashlib.sha256(content).hexdigest()}\n" for name, content in _migration_files()
    ]
    return [*files, *(f"{line}\n" for line in _rows_after_migrations())]


def _migration_files() -> Iterator[tuple[str, bytes]]:
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for path in _files_of(config):
            yield f"{config.label}/{path.name}", path.read_bytes()


def _files_of(config: AppConfig) -> list[Path]:
    module, _is_explicit = MigrationLoader.migrations_module(config.label)
    if module is None:
        return []
    folder = Path(config.path, "migrations")
    if module in settings.MIGRATION_MODULES.values():
        folder = Path(inspect.getfile(__import__(module, fromlist=["_"]))).parent
    return sorted(folder.glob("*.py"))


def _rows_after_migrations() -> Iterator[str]:
    """Content types and permissions come from the models themselves, after the migrations."""
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        yield "|".join(_permission_words(model))


def _permission_words(model: type[Model]) -> list[str]:
    options = model._meta
    named = [f"{codename}={name}" for codename, name in options.permissions]
    return [options.label, str(options.verbose_name_raw), *options.default_permissions, *named]
