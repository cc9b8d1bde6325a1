"""What SQLite does differently is tested on SQLite, too, and nobody has to think of it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from infra.launch.places import ROOT
from infra.testing import sqlite
from infra.testing.sqlite import ALONE, THROUGH, bound_definitions, bound_to_engines, taken

COUNTS = "def count_it():\n    return Till.objects.aggregate(Sum('amount'))\n"


def test_whatever_the_databases_run_differently_is_reached_on_sqlite() -> None:
    bound = {name.rpartition(".")[0] for name in bound_to_engines()}
    reached = {
        name.rpartition(".")[0]
        for module in modules_of_tests()
        for test, names in taken(module).items()
        if test.lower().startswith("test")
        for name in names
    }

    missed = bound - reached - {name for names in THROUGH.values() for name in names}

    assert len(bound) > 25
    assert missed == set(), "name a test module of each in infra/testing/sqlite.py"


def test_what_is_named_there_is_there() -> None:
    modules = {module.replace(".", "/") for names in THROUGH.values() for module in names}

    named = [*THROUGH, *(f"{module}.py" for module in modules)]

    assert [path for path in named if not (ROOT / path).is_file()] == []
    assert ALONE.keys() <= THROUGH.keys()
    assert [
        (path, name)
        for path, names in ALONE.items()
        for name in names
        if f"\ndef {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ] == []


def modules_of_tests() -> Iterator[ModuleType]:
    for package in sqlite.PACKAGES:
        for path in (ROOT / package).rglob("tests/**/test_*.py"):
            yield importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        (COUNTS, {"count_it"}),
        (f"def sell():\n    count_it()\n{COUNTS}def look():\n    pass\n", {"count_it", "sell"}),
        ("def many():\n    Row.objects.bulk_create(rows, ignore_conflicts=True)\n", {"many"}),
        ("def named():\n    return Row.objects.filter(name__icontains='x')\n", {"named"}),
        ("def raw():\n    return connection.cursor()\n", {"raw"}),
        ("def paged(cursor):\n    return answer.cursor\n", set()),
        ("class Keeper:\n    def keep(self):\n        raise IntegrityError\n", {"Keeper"}),
        ("from django.db import IntegrityError\n\ndef plain():\n    return name\n", set()),
    ],
)
def test_engine_words_are_found_with_what_uses_them(source: str, bound: set[str]) -> None:
    assert bound_definitions(source) == bound


@pytest.fixture
def is_marked(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whether a test of a module is marked, by the markers and fixtures that it has."""

    def ask(
        source: str = "def test_own(): pass",
        *,
        fixtures: tuple[str, ...] = (),
        takes: object = None,
        **markers: dict,
    ) -> bool:
        module = ModuleType("test_own")
        module.__file__ = str(ROOT / "infra/tests/test_own.py")
        module.taken = takes
        monkeypatch.setattr(sqlite, "source_of", lambda _module: source)
        item = pytest.Function.from_parent(
            request.node.parent, name="test_own", callobj=lambda: None
        )
        item.fixturenames = [*fixtures]
        for name, options in markers.items():
            item.add_marker(getattr(pytest.mark, name)(**options))
        return sqlite.differs(item, module)

    return ask


def test_a_test_that_commits_runs_on_both(is_marked) -> None:
    assert is_marked(django_db={"transaction": True})
    assert is_marked(fixtures=("transactional_db",))
    assert not is_marked(django_db={})
    assert not is_marked(django_db={"transaction": True}, postgresql={})


TAKES = "def test_own():\n    assert taken()\n"


def test_a_test_that_is_named_alone_runs_on_both_and_the_others_of_its_module_do_not(
    is_marked, monkeypatch
) -> None:
    place = "infra/tests/test_own.py"
    monkeypatch.setattr(sqlite, "THROUGH", {place: ()})
    assert is_marked(fixtures=("db",))

    for name, runs in (("test_own", True), ("test_other", False)):
        monkeypatch.setattr(sqlite, "ALONE", {place: {name}})
        assert is_marked(fixtures=("db",)) is runs


def test_a_test_that_takes_something_bound_runs_on_both_if_it_has_a_database(is_marked) -> None:
    from commerce.core.locks import lock_number, try_lock

    assert is_marked(TAKES, fixtures=("db",), takes=try_lock)
    assert not is_marked(TAKES, takes=try_lock)
    assert not is_marked(TAKES, fixtures=("db",), takes=lock_number)


@pytest.mark.parametrize(
    ("source", "is_taken"),
    [
        ("def test_own():\n    run()\ndef run():\n    taken()\n", True),
        ("def test_own(row):\n    pass\n@fixture\ndef row():\n    taken()\n", True),
        ("def test_own(): pass\n@fixture(autouse=True)\ndef row():\n    taken()\n", True),
        ("CASES = [taken]\n@parametrize(CASES)\ndef test_own(): pass\n", True),
        ("def test_own(request): get('row')\ndef row(): Row()\nclass Row:\n  m = taken\n", True),
        ("pytestmark = usefixtures('row')\ndef row(): taken()\ndef test_own(): pass\n", True),
        (f"def test_own(): pass\n{TAKES.replace('own', 'other')}", False),
    ],
)
def test_a_test_takes_what_its_own_code_and_fixtures_name(is_marked, source, is_taken) -> None:
    from commerce.core.locks import try_lock

    assert is_marked(source, fixtures=("db",), takes=try_lock) is is_taken


def test_the_tests_of_a_module_that_is_named_have_the_mark_where_it_is_asked_for(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = request.node
    item.own_markers.clear()
    for asked, has_mark in (("", False), ("not slow", False), ("sqlite", True)):
        monkeypatch.setattr(item.config.option, "markexpr", asked)
        sqlite.pytest_itemcollected(item)
        assert (item.get_closest_marker("sqlite") is not None) is has_mark
