"""python -m infra.schema.prepare: bring the shop's database up to today's migrations.

An SQLite file that does not exist yet is a copy of the template, a PostgreSQL database that does not
exist is made; one that does is migrated in place.
"""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from infra.schema.lean import lean_rendering
from infra.schema.templates import create_database, database_exists, sqlite_template


def prepare_database() -> None:
    """Create or migrate the database that the settings name."""
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite" and not Path(database["NAME"]).exists():
        copy_atomically(sqlite_template(), Path(database["NAME"]))
        return
    if connection.vendor == "postgresql" and not database_exists(database, database["NAME"]):
        create_database(database, database["NAME"])
    is_new = not MigrationRecorder(connection).has_table()
    with lean_rendering() if is_new else nullcontext():
        call_command("migrate", interactive=False)


def copy_atomically(source: Path, target: Path) -> None:
    """Copy a file so that a half-written one is never found at the target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.draft")
    shutil.copyfile(source, draft)
    draft.replace(target)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    django.setup()
    prepare_database()
