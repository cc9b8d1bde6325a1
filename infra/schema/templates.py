"""Migrated databases, made once per fingerprint and then copied.

Migrating from nothing takes most of a minute; copying a migrated SQLite file takes milliseconds
and `CREATE DATABASE … TEMPLATE` less than a second.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

from infra.launch.places import CACHE, ROOT
from infra.schema.fingerprint import schema_fingerprint, schema_parts

FOLDER = CACHE / "schema"
Settings = dict[str, object]


class TemplateError(Exception):
    """The template could not be made; carries what `migrate` wrote."""


def sqlite_template() -> Path:
    """The migrated SQLite file for today's migrations, made when there is none yet.

    One for fewer migrations, where there is one, is migrated on: a new migration takes seconds.
    """
    path = FOLDER / f"{schema_fingerprint()}.sqlite3"
    with _only_one_maker(path.stem):
        if not path.exists():
            _make_sqlite_template(path)
    return path


def _make_sqlite_template(path: Path) -> None:
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    parts = schema_parts()
    if grown_from := _latest_that_leads_to(parts):
        shutil.copyfile(grown_from, draft)
    migrate(f"sqlite:///{draft}")
    with contextlib.closing(sqlite3.connect(draft)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
    path.with_suffix(".parts").write_text("".join(parts), encoding="utf-8")
    draft.replace(path)


def _latest_that_leads_to(parts: list[str]) -> Path | None:
    made = sorted(FOLDER.glob("*.parts"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in made:
        before = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if set(before) <= set(parts) and path.with_suffix(".sqlite3").exists():
            return path.with_suffix(".sqlite3")
    return None


def postgresql_template(server: Settings) -> str:
    """The name of the migrated database on that server for today's migrations; made when missing."""
    name = f"heron_template_{schema_fingerprint()}"
    with maintenance(server) as connection:
        # Until the connection ends. Files would not do: several checkouts may use one server.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not _exists(connection, name):
            _make_postgresql_template(connection, server, name)
    return name


def _make_postgresql_template(connection: psycopg.Connection, server: Settings, name: str) -> None:
    draft = f"{name}_draft"
    drop_database(connection, draft)
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    migrate(postgresql_url(server, draft))
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    connection.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))


def clone_postgresql(server: Settings, *, template: str, name: str) -> None:
    """Make a database that is a copy of the template; one of that name is replaced."""
    with maintenance(server) as connection:
        drop_database(connection, name)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))


def create_database(server: Settings, name: str) -> None:
    """Make an empty database on the server that the settings name."""
    with maintenance(server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop_database(connection: psycopg.Connection, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    connection.execute(drop.format(sql.Identifier(name)))


@contextlib.contextmanager
def maintenance(server: Settings) -> Iterator[psycopg.Connection]:
    """A connection to the server's own database, from which others are made and dropped."""
    with psycopg.connect(postgresql_url(server, "postgres"), autocommit=True) as connection:
        yield connection


def postgresql_url(server: Settings, name: str) -> str:
    """The address of a database on the server that the settings name."""
    user, password = quote(str(server["USER"]), safe=""), quote(str(server["PASSWORD"]), safe="")
    return f"postgres://{user}:{password}@{server['HOST']}:{server['PORT'] or 5432}/{name}"


def database_exists(server: Settings, name: str) -> bool:
    """Whether the server has a database of that name."""
    with maintenance(server) as connection:
        return _exists(connection, name)


def _exists(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def migrate(database_url: str) -> None:
    """Run the real migrations that a database lacks, in a process of its own."""
    module = os.environ.get("DJANGO_SETTINGS_MODULE") or settings.SETTINGS_MODULE
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": module}
    command = [sys.executable, "-m", "infra.schema.migrate_new"]
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise TemplateError(result.stdout + result.stderr)


@contextlib.contextmanager
def _only_one_maker(name: str) -> Iterator[None]:
    """Let one process at a time look for a template and make it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
