"""Rows of the shop at hand only, without anybody asking for it.

Managers of what belongs to a tenant put their rules on every query. A rule is looked up when the
query runs: inside a back office it lets pass what the person at work may see; where no scope is
set (the API, workers, commands) it adds nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.core.exceptions import FullResultSet
from django.db import models
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import Expression
from django.db.models.lookups import In

from .scopes import Scope, current_scope, is_confined, scoped

__all__ = [
    "OwnRows",
    "Rule",
    "Scope",
    "ScopedManager",
    "current_scope",
    "everywhere",
    "is_confined",
    "of_channels",
    "of_tenant",
    "scoped",
]


# What may pass: keys, rows to take the keys of, or None for all.
Rule = Callable[[Scope], "Iterable[int] | QuerySet[Any] | None"]


def everywhere() -> Any:
    """Let queries inside the block see all rows: for checks and books that nobody is shown."""
    return scoped(None)


def of_tenant(scope: Scope) -> Iterable[int]:
    """The rule of columns that hold a tenant."""
    return [scope.tenant_id]


def of_channels(scope: Scope) -> Iterable[int]:
    """The rule of columns that hold a channel."""
    return sorted(scope.channel_ids)


class OwnRows(Expression):
    """The condition that a column's key passes a rule, as the scope is when the query runs."""

    def __init__(self, column: str, rule: Rule) -> None:
        super().__init__(output_field=BooleanField())
        self.column: Any = F(column)
        self.rule = rule

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Iterable[Any]) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        scope = current_scope()
        keys = None if scope is None else self.rule(scope)
        if keys is None:
            raise FullResultSet
        if isinstance(keys, QuerySet):
            return compiler.compile(In(self.column, keys.values("pk").query))
        return compiler.compile(In(self.column, list(keys)))


class ScopedManager(models.Manager[Any]):
    """Puts the rules of its class on every query, those of forms and related rows included."""

    rules: ClassVar[tuple[OwnRows, ...]] = ()

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(*self.rules)
