"""What a test keeps secret must not be read afterwards: in a log, a row, an answer or a letter.

Every test is watched in which the shop has read a secret, such as a provider's key, or that has made
one with the fixture `secret`. At its end all log lines, all rows with texts, JSON or bytes, all
answers to its clients and all letters are searched for it, as it is and in base64. Encrypted it is
not found. Secrets have to be values that stand nowhere else: take the fixture's.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, models
from django.http import HttpResponseBase
from django.test import Client

from commerce.core import secrecy
from infra.testing.databases import uses_database

# Shorter values are words that stand everywhere.
SHORTEST: Final = 8
LEGIBLE: Final = (models.CharField, models.TextField, models.JSONField, models.FileField)
TABLES_AT_ONCE: Final = 100


class SecretFoundError(AssertionError):
    """A secret can be read where it should not stand."""


@dataclass
class Watch:
    """What one test has said and answered, and the secrets that it made."""

    made: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    answers: list[tuple[str, bytes]] = field(default_factory=list)

    def find_leaks(self, *, in_rows: bool) -> list[str]:
        """Return where a secret can be read. Looks into the database once, and only `in_rows`."""
        known = [*self.made, *secrecy.list_secrets()]
        needles = sorted({form for each in known for form in _forms(each)})
        if not needles:
            return []
        return [
            *(f"the log: {line[:300]}" for line in self.lines if _holds(line, needles)),
            *(f"the answer to {of}" for of, body in self.answers if _holds(_text(body), needles)),
            *(f"a letter: {letter.subject}" for letter in _letters() if _says(letter, needles)),
            *(_tables_with(needles) if in_rows else ()),
        ]


OF_THIS_TEST: Final = Watch()
# Who is told of lines and answers.
_told = OF_THIS_TEST


@pytest.fixture
def secret() -> Callable[..., str]:
    """Make a secret that stands nowhere else: `secret("sk_live_")` begins so."""

    def make(beginning: str = "") -> str:
        OF_THIS_TEST.made.append(f"{beginning}{secrets.token_hex(16)}")
        return OF_THIS_TEST.made[-1]

    return make


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Begin anew with each test: what another one knew is not its own."""
    OF_THIS_TEST.made.clear()
    OF_THIS_TEST.lines.clear()
    OF_THIS_TEST.answers.clear()
    secrecy.forget_secrets()
    if LISTENER not in logging.getLogger().handlers:  # whoever sets logging up takes all away
        logging.getLogger().addHandler(LISTENER)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Search once the test has passed, while its rows are there."""
    result = yield
    in_rows = uses_database(item) and not connection.needs_rollback
    if found := OF_THIS_TEST.find_leaks(in_rows=in_rows):
        raise SecretFoundError("A secret of this test can be read in\n  " + "\n  ".join(found))
    return result


@pytest.fixture(scope="session", autouse=True)
def watched_for_secrets() -> Iterator[None]:
    """Have each answer of a test client kept until the test is over."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", _keeping(Client.request))
        yield


class _Listener(logging.Handler):
    """Keeps lines as they are written: what is hidden there counts as hidden."""

    def emit(self, record: logging.LogRecord) -> None:
        written_by = next((each for each in logging.getLogger().handlers if each.formatter), self)
        _told.lines.append(written_by.format(record))


LISTENER: Final = _Listener()


def _keeping(request: Callable[..., Any]) -> Callable[..., Any]:
    def kept(client: Client, **environ: Any) -> Any:
        answer = request(client, **environ)
        asked = f"{answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']}"
        _told.answers.append((asked, _bytes(answer)))
        return answer

    return kept


def _bytes(answer: HttpResponseBase) -> bytes:
    """The headers, and the body unless it is read piece by piece."""
    head = repr(answer.headers).encode()
    return head if answer.streaming else head + answer.content  # type: ignore[attr-defined]


def _text(body: bytes) -> str:
    return body.decode(errors="replace")


def _forms(value: str) -> Iterator[str]:
    return secrecy.forms_of(value) if len(value) >= SHORTEST else iter(())


def _holds(text: str, needles: Sequence[str]) -> bool:
    return any(needle in text for needle in needles)


def _letters() -> list[Any]:
    return getattr(mail, "outbox", [])


def _says(letter: Any, needles: Sequence[str]) -> bool:
    return _holds(letter.message().as_string(), needles) or _holds(letter.body, needles)


def _tables_with(needles: Sequence[str]) -> list[str]:
    """Return the tables of which a row has one of the texts, in bytes as well."""
    written = [*needles, *(digits for each in needles for digits in _as_digits(each))]
    with connection.cursor() as cursor:
        found = {
            table
            for statement in _statements(connection.vendor)
            for table, row in cursor.execute(statement) or cursor.fetchall()
            if _holds(row, written)
        }
    return [f"the table {table}" for table in sorted(found)]


def _as_digits(text: str) -> tuple[str, str]:
    digits = text.encode().hex()
    return digits, digits.upper()


@cache
def _statements(vendor: str) -> list[str]:
    """Return statements for all rows of all tables, each as a table's name and one text."""
    models_of_tables = {
        model._meta.db_table: model for model in apps.get_models(include_auto_created=True)
    }
    selects = [
        f"SELECT '{table}', {text} FROM {connection.ops.quote_name(table)}"  # noqa: S608
        for table, model in models_of_tables.items()
        if model._meta.managed and (text := _row_as_text(model, vendor))
    ]
    return [
        " UNION ALL ".join(selects[first : first + TABLES_AT_ONCE])
        for first in range(0, len(selects), TABLES_AT_ONCE)
    ]


def _row_as_text(model: type[models.Model], vendor: str) -> str:
    """Return an expression for all that can be read in a row; bytes in hexadecimal digits."""
    quote = connection.ops.quote_name
    if vendor == "postgresql":
        return f"CAST({quote(model._meta.db_table)} AS text)"
    columns = [
        f"coalesce({_as_text(quote(str(each.column)), each)}, '')"
        for each in model._meta.local_concrete_fields
        if isinstance(each, (*LEGIBLE, models.BinaryField))
    ]
    return " || ' ' || ".join(columns)


def _as_text(column: str, of: models.Field[Any, Any]) -> str:
    return f"hex({column})" if isinstance(of, models.BinaryField) else f"CAST({column} AS text)"
