"""What `DATABASES["default"]["ENGINE"] = "infra.postgresql"` stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import base, operations
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor

from infra.postgresql import driver

if TYPE_CHECKING:
    _Cursor = Cursor[Any]
else:
    _Cursor = base.ServerBindingCursor


class PreparingCursor(_Cursor):
    """Has the server keep the plan of a statement, whose values are sent apart from its text."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        return super().execute(query, params, prepare=True, **options)


class DatabaseOperations(operations.DatabaseOperations):
    """Django's, which cannot tell what such a cursor has executed."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        if isinstance(cursor, PreparingCursor):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django has it, through the bounded driver."""

    Database = driver
    ops_class = DatabaseOperations

    def prepared_cursor(self) -> CursorWrapper:
        """Return a cursor for statements that come again and again, word for word.

        Planning one that reads ten tables takes PostgreSQL five times as long as running it.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        wrap: Any = self._prepare_cursor  # type: ignore[attr-defined] # Django's stubs have it not
        with self.wrap_database_errors:
            cursor: CursorWrapper = wrap(PreparingCursor(self.connection))
        return cursor
