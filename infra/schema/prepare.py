"""python -m infra.schema.prepare: bring the shop's database up to today's migrations.

A database that does not exist yet is a copy of the template; one that does is migrated in place.
"""

import os
import shutil
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from infra.schema.templates import sqlite_template


def prepare_database() -> None:
    """Create or migrate the database that the settings name."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).exists():
        copy_atomically(sqlite_template(), Path(database["NAME"]))
    else:
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
