"""Gives each test process a database of its own, cloned from the migrated template.

After a test with real transactions the database is put back instead of being emptied: rows that
migrations make (languages, the root page, permissions) are there in every test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from infra.schema import templates
from infra.testing.pristine import Pristine

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

# A test database may be lost in a power cut.
SQLITE_IN_TESTS = "PRAGMA synchronous=OFF;"

# Rows of a test are gone when it ends. PostgreSQL would note of a table that it has many pages and no
# rows, and plan for one row where a later test writes thousands: a seed of 20 seconds took 300.
WITHOUT_STATISTICS = """
DO $$
DECLARE name regclass;
BEGIN
    FOR name IN SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', name);
    END LOOP;
END $$
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse modules of which only some tests have rows in common: the others would meet them, too."""
    sharing, not_sharing = (
        {item.path for item in items if _shares_rows(item) is answer} for answer in (True, False)
    )
    if found := sharing & not_sharing:
        names = ", ".join(sorted(path.name for path in found))
        raise pytest.UsageError(f"All tests of {names} have to use `rows_of_module`, or none.")


def _shares_rows(item: pytest.Item) -> bool | None:
    is_sharing = "rows_of_module" in getattr(item, "fixturenames", ())
    return is_sharing if uses_database(item) else None


def uses_database(item: pytest.Item) -> bool:
    """Whether the test may look into the database."""
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


class TestDatabase(Protocol):
    """A database that can be put back into the state the migrations left."""

    def restore(self) -> None:
        """Make the database exactly what it was at first."""

    def remove(self) -> None:
        """Leave nothing behind."""


class SqliteFile:
    """A copy of the template file."""

    def __init__(self, path: Path) -> None:
        self._template = templates.sqlite_template()
        self._path = path
        options = settings.DATABASES["default"].setdefault("OPTIONS", {})
        options["init_command"] = options.get("init_command", "") + SQLITE_IN_TESTS
        _use_database(str(path))

    def restore(self) -> None:
        """Replace the file. Other connections to it must be closed by the test that opened them."""
        self.remove()
        shutil.copyfile(self._template, self._path)

    def remove(self) -> None:
        """Delete the file and SQLite's companions of it."""
        connection.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


class PostgresqlDatabase:
    """A database cloned by the server."""

    def __init__(self, name: str) -> None:
        self._server = dict(settings.DATABASES["default"])
        self._template = templates.postgresql_template(self._server)
        self._name = name
        self._pristine: Pristine | None = None
        _use_database(name)

    def restore(self) -> None:
        """Put back what was written, else clone the template; connections left over are cut."""
        connection.close()
        if self._pristine is not None:
            with self._connect() as database:
                if self._pristine.is_restored(database):
                    return
        templates.clone_postgresql(self._server, template=self._template, name=self._name)
        with self._connect() as database:
            database.execute(WITHOUT_STATISTICS)
            self._pristine = Pristine.of(database)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(templates.postgresql_url(self._server, self._name), autocommit=True)

    def remove(self) -> None:
        """Drop the database."""
        connection.close()
        with templates.maintenance(self._server) as maintenance:
            templates.drop_database(maintenance, self._name)


def _use_database(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: "DjangoDbBlocker",
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Take the place of pytest-django's own fixture, which would migrate from nothing."""
    with django_db_blocker.unblock():
        database = _make_database(tmp_path_factory)
        database.restore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: database.restore())
        yield
    with django_db_blocker.unblock():
        database.remove()


@pytest.fixture(scope="module")
def rows_of_module(
    django_db_setup: None, django_db_blocker: "DjangoDbBlocker"
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Rows that all tests of a module start from: made once, in a block of what this returns.

    They live in a transaction around the tests, whose own are savepoints in it: no test sees what
    another one changed, and nothing is left behind the module. Not for tests that commit.
    """
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined] # durable blocks may begin inside
    with django_db_blocker.unblock():
        around.__enter__()

    @contextmanager
    def making() -> Iterator[None]:
        with django_db_blocker.unblock():
            yield
            # Settled here, or each test would look again whether all that these rows point to is there.
            connection.check_constraints()

    yield making
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def _make_database(folders: pytest.TempPathFactory) -> TestDatabase:
    if connection.vendor == "sqlite":
        return SqliteFile(folders.mktemp("database") / "heron.sqlite3")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return PostgresqlDatabase(f"heron_test_{os.getpid()}_{worker}")
