"""Which tests run on SQLite, too, when PostgreSQL is up: those of what the two do differently.

Nobody has to remember a marker. A test that uses the database is marked `sqlite`
- when it commits (`django_db(transaction=True)`): locks and commits are each database's own;
- when its module takes something from a module of the shop with words of `engine_words`;
- when its module is named in THROUGH: it reaches such modules by HTTP, a task or a command.

A test marked `postgresql` is about what SQLite does not have. infra/tests/test_where_tests_run.py
finds a module with such words that no test reaches on SQLite.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from infra.launch.places import ROOT

PACKAGES: Final = ("commerce", "cms", "search", "chatbot", "infra")
# No part of the shop that people visit.
APART: Final = frozenset({"tests", "migrations", "testing", "bench"})
# Names and keywords behind which the databases differ: locks, refusals, raw SQL, sums of decimals,
# conversions, and comparisons of texts, dates and JSON.
NAMES: Final = frozenset(
    {
        *("vendor", "RawSQL", "Func", "Cast", "Window", "KeyTransform"),
        *("select_for_update", "IntegrityError", "DataError", "OperationalError"),
        *("Sum", "Avg", "Min", "Max", "TruncDate", "TruncMonth", "nulls_first", "nulls_last"),
    }
)
KEYWORDS: Final = frozenset({"ignore_conflicts", "update_conflicts", "skip_locked", "nulls_last"})
LOOKUPS: Final = frozenset(
    {
        *("icontains", "iexact", "istartswith", "iendswith", "regex", "iregex", "search"),
        *("has_key", "has_keys", "has_any_keys", "contained_by", "date", "year", "month"),
    }
)
# Test modules, and what they reach without naming it.
THROUGH: Final[Mapping[str, tuple[str, ...]]] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "sqlite: runs on SQLite, too, when PostgreSQL is up")


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the test when it has to pass on both databases."""
    module = getattr(item, "module", None)
    if module is not None and _uses_database(item) and differs(item, module):
        item.add_marker("sqlite")


def differs(item: pytest.Item, module: ModuleType) -> bool:
    """Whether the test may pass on PostgreSQL and fail on SQLite."""
    if item.get_closest_marker("postgresql"):
        return False
    return commits(item) or bool(taken(module)) or Path(str(module.__file__)).name in THROUGH


def commits(item: pytest.Item) -> bool:
    """Whether the test has real transactions."""
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())


@cache
def taken(module: ModuleType) -> frozenset[str]:
    """The modules of the shop with engine words from which a test module takes something."""
    names = {_origin(value) for value in vars(module).values()}
    return frozenset(names & engine_bound_modules())


@cache
def engine_bound_modules() -> frozenset[str]:
    """The shop's modules, without tests and migrations, that have engine words."""
    return frozenset(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in _sources()
        if any(engine_words(path.read_text(encoding="utf-8")))
    )


def engine_words(source: str) -> Iterator[str]:
    """The words in a module's source behind which the databases differ."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in NAMES:
                yield name
            case ast.Attribute(value=ast.Name(id="connection"), attr="cursor"):
                yield "cursor"
            case ast.keyword(arg=str(name)) if name in KEYWORDS or _lookup(name) in LOOKUPS:
                yield name


def _lookup(keyword: str) -> str:
    return keyword.rpartition("__")[2] if "__" in keyword else ""


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if not APART & set(path.relative_to(ROOT).with_suffix("").parts):
                yield path


def _origin(value: object) -> str:
    if isinstance(value, ModuleType):
        return value.__name__
    return str(getattr(value, "__module__", ""))


def _uses_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None
