"""The quick way to a new database leaves exactly what plain `manage.py migrate` leaves."""

import contextlib
import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from infra.launch.places import ROOT
from infra.schema import templates
from infra.schema.lean import quick_rendering

ROWS = {
    "content types": "SELECT app_label, model FROM django_content_type",
    "permissions": "SELECT codename, name FROM auth_permission",
    "groups": "SELECT name FROM auth_group",
    "rights of groups": """
        SELECT auth_group.name, codename FROM auth_group
        JOIN auth_group_permissions ON group_id = auth_group.id
        JOIN auth_permission ON permission_id = auth_permission.id""",
    "languages": "SELECT language_code FROM wagtailcore_locale",
    "pages": "SELECT path, slug, title, live FROM wagtailcore_page",
    "sites": "SELECT hostname, port, is_default_site, root_page_id FROM wagtailcore_site",
    "migrations": "SELECT app, name FROM django_migrations",
}
POSTGRESQL_SCHEMA = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
               column_default, is_identity, collation_name
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger "
    "WHERE NOT tgisinternal",
}
SQLITE_SCHEMA = {"objects": "SELECT type, name, tbl_name, sql FROM sqlite_master"}


def _ask(connection: sqlite3.Connection | psycopg.Connection, schema: dict[str, str]) -> dict:
    questions = schema | ROWS
    return {
        name: sorted(connection.execute(text).fetchall(), key=str)
        for name, text in questions.items()
    }


# Everything that Django renders is rendered.
PLAINLY = """
import django
from django.core.management import call_command
from infra.schema.lean import quick_rendering

django.setup()
with quick_rendering():
    call_command("migrate", verbosity=0)
"""


def _migrate_plainly(database_url: str) -> None:
    command = [sys.executable, "-c", PLAINLY]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": database_url}, cwd=ROOT, check=True)


def _sqlite_answers(path: Path) -> dict:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return _ask(database, SQLITE_SCHEMA)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on PostgreSQL is below")
def test_a_new_sqlite_database_equals_a_plainly_migrated_one(tmp_path: Path) -> None:
    plain = tmp_path / "plain.sqlite3"

    _migrate_plainly(f"sqlite:///{plain}")

    quick = _sqlite_answers(templates.sqlite_template())
    assert len(quick["objects"]) > 500
    assert quick == _sqlite_answers(plain)


def test_which_models_can_be_swapped_is_answered_as_django_does() -> None:
    names = [model._meta.label_lower for model in apps.get_models(include_swapped=True)]
    plain = {name: apps.get_swappable_settings_name(name) for name in names}
    thresholds = gc.get_threshold()

    with quick_rendering():
        assert {name: apps.get_swappable_settings_name(name) for name in names} == plain
        assert gc.get_threshold() != thresholds

    assert plain["accounts.user"] == "AUTH_USER_MODEL"
    assert gc.get_threshold() == thresholds
    assert "get_swappable_settings_name" not in vars(apps)


def test_a_template_grows_from_one_whose_migrations_are_all_among_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[str]] = []

    def note(url: str) -> None:
        with sqlite3.connect(url.removeprefix("sqlite:///")) as draft:
            tables = draft.execute("SELECT name FROM sqlite_master").fetchall()
            draft.execute(f"CREATE TABLE migrated_{len(found)} (id)")
        found.append([name for (name,) in tables])

    monkeypatch.setattr(templates, "FOLDER", tmp_path)
    monkeypatch.setattr(templates, "migrate", note)
    for number, parts in enumerate((["a\n"], ["a\n", "b\n"], ["a\n", "b changed\n"])):
        monkeypatch.setattr(templates, "schema_fingerprint", lambda number=number: f"{number}")
        monkeypatch.setattr(templates, "schema_parts", lambda parts=parts: parts)
        assert templates.sqlite_template() == tmp_path / f"{number}.sqlite3"
        assert templates.sqlite_template().exists()

    assert found == [[], ["migrated_0"], ["migrated_0"]]


@pytest.fixture
def new_databases() -> Iterator[tuple[str, str]]:
    """The names of a copy of the template and of an empty database."""
    server, names = settings.DATABASES["default"], ("heron_quick", "heron_plain")
    quick, plain = (f"{name}_{os.getpid()}" for name in names)
    template = templates.postgresql_template(server)
    templates.clone_postgresql(server, template=template, name=quick)
    templates.clone_postgresql(server, template="template0", name=plain)
    yield quick, plain
    with templates.maintenance(server) as maintenance:
        for name in (quick, plain):
            templates.drop_database(maintenance, name)


@pytest.mark.postgresql
def test_a_new_postgresql_database_equals_a_plainly_migrated_one(
    new_databases: tuple[str, str],
) -> None:
    quick, plain = (
        templates.postgresql_url(settings.DATABASES["default"], name) for name in new_databases
    )

    _migrate_plainly(plain)

    answers = _postgresql_answers(quick)
    assert len(answers["columns"]) > 1000
    assert answers == _postgresql_answers(plain)


@pytest.mark.postgresql
def test_one_process_of_all_checkouts_makes_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint, answers = f"test_{os.getpid()}", []
    server, name = settings.DATABASES["default"], f"heron_template_{fingerprint}"

    def ask_for_the_turn(_url: str) -> None:
        with templates.maintenance(server) as another:
            turn = another.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
            answers.append(turn)

    monkeypatch.setattr(templates, "schema_fingerprint", lambda: fingerprint)
    monkeypatch.setattr(templates, "migrate", ask_for_the_turn)
    try:
        assert templates.postgresql_template(server) == name
        assert templates.postgresql_template(server) == name
    finally:
        with templates.maintenance(server) as maintenance:
            templates.drop_database(maintenance, name)

    assert answers == [(False,)]


def _postgresql_answers(url: str) -> dict:
    with psycopg.connect(url) as database:
        return _ask(database, POSTGRESQL_SCHEMA)
