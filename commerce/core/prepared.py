"""Statements that are compiled once: what the ORM says for a query, kept per database vendor.

Most of the CPU of a small write is the ORM putting the same few statements together again. A prepared
statement is made from the ORM's own query the first time it runs; afterwards only its values are
bound. It gives what the query would give: instances with their related rows and annotations, or
tuples. `docs/adr/0030-prepared-statements.md` says where it is worth it.

A query must not depend on who is at work: it starts from `_base_manager`, which has no scope, and
names its rows itself. No value may be None in a condition: that is another statement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    AnyField = Field[Any, Any]
    Changes = tuple[QuerySet[Any, Any], dict[str, Any] | None]

R = TypeVar("R")
M = TypeVar("M", bound=Model)

# Up to so many rows a statement whose text depends on their number is kept for each number.
FEW: Final = 10
# The plain values of fields that bind them and None as they are, unless such a field says otherwise.
PLAIN: Final[dict[type[Field[Any, Any]], type]] = {
    CharField: str,
    TextField: str,
    BooleanField: bool,
    DateTimeField: type(None),
    ForeignKey: type(None),
}
PREPARING: Final = ("get_db_prep_save", "get_db_prep_value", "get_prep_value", "to_python")
# All there are, so that a test can ask each whether it still says what the ORM says.
READS: dict[str, PreparedRead[Any]] = {}
UPDATES: dict[str, PreparedUpdate] = {}
INSERTS: dict[type[Model], PreparedInsert[Any]] = {}


class Parameter(Value):
    """Stands in a query for a value that comes later; it is prepared as the field prepares it."""

    def __init__(self, name: str, field: AnyField) -> None:
        super().__init__(name, output_field=field)
        while isinstance(field, ForeignKey):
            field = field.target_field
        self._is_number = isinstance(field, IntegerField)

    def prepare(self, value: Any) -> Any:
        """Return what the database is given; keys, which most values are, are what they are."""
        if self._is_number and type(value) is int:
            return value
        return self.output_field.get_db_prep_save(value, _database())

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """As anywhere: Django casts decimals there that are no plain values."""
        return self.as_sql(compiler, connection)


class Statement(NamedTuple):
    """What the ORM said: the text, and what is bound to it, values that come later included."""

    text: str
    parameters: tuple[Any, ...]

    def bind(self, values: dict[str, Any]) -> list[Any]:
        """Return what the database is given with the text."""
        return [
            each.prepare(values[each.value]) if type(each) is Parameter else each
            for each in self.parameters
        ]


class _Shape(NamedTuple):
    """How a row becomes what the query gives; all of it is the same for each row."""

    converters: Sequence[tuple[int, Any, Any]]
    build: Callable[[Sequence[Any]], Any]


class PreparedRead(Generic[R]):
    """A query that is read again and again; `fields` prepare its values by their names."""

    def __init__(
        self, name: str, query: Callable[..., QuerySet[Any, R]], **fields: AnyField
    ) -> None:
        self.query = query
        self.fields = fields
        self._compiled: dict[str, tuple[Statement, _Shape, bool]] = {}
        READS[name] = self

    def all(self, **values: Any) -> list[R]:
        """Return what the query gives for these values. One statement."""
        statement, shape, locks = self.compiled()
        if locks and not _database().in_atomic_block:
            raise transaction.TransactionManagementError("Rows are locked in a transaction only.")
        with prepared_cursor() as cursor:
            cursor.execute(statement.text, statement.bind(values))
            rows = cursor.fetchall()
        return [shape.build(row) for row in _converted(rows, shape.converters)]

    def first(self, **values: Any) -> R | None:
        """Return the first row; the query limits itself."""
        return next(iter(self.all(**values)), None)

    def compiled(self) -> tuple[Statement, _Shape, bool]:
        """Return the statement for the database at hand, how its rows are read, whether it locks."""
        vendor = _database().vendor
        found = self._compiled.get(vendor)
        if found is None:
            found = self._compiled[vendor] = self._compile()
        return found

    def _compile(self) -> tuple[Statement, _Shape, bool]:
        queryset = self.query(**_parameters(self.fields))
        compiler = queryset.query.get_compiler(using=queryset.db)
        text, parameters = compiler.as_sql()
        shape = _shape_of(queryset, compiler)
        return Statement(text, tuple(parameters)), shape, queryset.query.select_for_update


class PreparedUpdate:
    """An UPDATE that runs again and again; `changes` gives its rows, and the columns to set.

    Nothing to set, None, deletes the rows; what refers to them is not looked for.
    """

    def __init__(self, name: str, changes: Callable[..., Changes], **fields: AnyField) -> None:
        self.changes = changes
        self.fields = fields
        self._compiled: dict[str, Statement] = {}
        UPDATES[name] = self

    def run(self, **values: Any) -> int:
        """Change the rows; return how many there were. One statement."""
        statement = self.compiled()
        with prepared_cursor() as cursor:
            cursor.execute(statement.text, statement.bind(values))
            return int(cursor.rowcount)

    def compiled(self) -> Statement:
        """Return the statement for the database at hand."""
        vendor = _database().vendor
        found = self._compiled.get(vendor)
        if found is None:
            found = update_statement(*self.changes(**_parameters(self.fields)))
            self._compiled[vendor] = found
        return found


class PreparedInsert(Generic[M]):
    """Writes rows of one model. Nobody is told, as with `bulk_create`, and `save` is not called.

    The text depends on the model and the number of rows only, so it is kept for each number.
    """

    def __init__(self, model: type[M]) -> None:
        self.model = model
        self.fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._columns = [_Column(field) for field in self.fields]
        self._texts: dict[tuple[str, int], str] = {}
        INSERTS[model] = self

    def insert(self, *rows: M) -> None:
        """Write the rows and tell them their keys. One statement; none for no rows."""
        if not rows:
            return
        with prepared_cursor() as cursor:
            cursor.execute(self.compiled(rows), self.parameters(rows))
            keys = cursor.fetchall()
        for row, (key,) in zip(rows, keys, strict=True):
            row.pk = key
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def compiled(self, rows: Sequence[M]) -> str:
        """Return the text for so many rows."""
        kind = _database().vendor, len(rows)
        found = self._texts.get(kind)
        if found is None:
            found = insert_statement(self.model, self.fields, rows).text
            if len(rows) <= FEW:
                self._texts[kind] = found
        return found

    def parameters(self, rows: Sequence[M]) -> list[Any]:
        """Return what is bound: PostgreSQL takes a list for each column of several rows."""
        database = _database()
        values = [[column.value(row, database) for column in self._columns] for row in rows]
        if len(rows) > 1 and "UNNEST(" in self.compiled(rows):
            return [list(column) for column in zip(*values, strict=True)]
        return [value for row in values for value in row]


class _Column:
    """What of a row is bound for one field: its value as it is, where preparing it changes nothing."""

    def __init__(self, field: AnyField) -> None:
        self._field = field
        self._has_own_moment = type(field).pre_save is not Field.pre_save
        self._kept = tuple(
            kept
            for plain, plain_type in PLAIN.items()
            if all(getattr(type(field), name) is getattr(plain, name) for name in PREPARING)
            for kept in (plain_type, type(None))
        )

    def value(self, row: Model, database: Any) -> Any:
        """Return what the ORM would bind."""
        if self._has_own_moment:
            value = self._field.pre_save(row, add=True)
        else:
            value = getattr(row, self._field.attname)
        if type(value) in self._kept:
            return value
        return self._field.get_db_prep_save(value, database)


def prepared_cursor() -> CursorWrapper:
    """Return a cursor that has the database keep plans, where it can; any cursor elsewhere."""
    database = _database()
    cursor: CursorWrapper = getattr(database, "prepared_cursor", database.cursor)()
    return cursor


def _database() -> Any:
    """Return the connection itself: each look through Django's proxy costs as much as a field."""
    return connections[DEFAULT_DB_ALIAS]


def note_rows(instance: Model, **rows: Sequence[Model]) -> None:
    """Tell an instance its related rows by their names, as if all of them had been prefetched."""
    known = vars(instance).setdefault("_prefetched_objects_cache", {})
    for name, these in rows.items():
        nothing = _no_rows(type(instance), name)
        known[name] = QuerySet(nothing.model, query=nothing.query)
        known[name]._result_cache = list(these)


@cache
def _no_rows(owner: type[Model], name: str) -> QuerySet[Any, Any]:
    """Return an empty query of related rows; a manager of the instance takes longer to make."""
    related: type[Model] = getattr(owner, name).rel.related_model
    return related._base_manager.none()


def note_row(instance: Model, name: str, row: Model) -> None:
    """Tell an instance of one more related row, if it knows the others."""
    known = vars(instance).get("_prefetched_objects_cache", {})
    if name in known:
        known[name]._result_cache.append(row)


def update_statement(rows: QuerySet[Any, Any], changes: dict[str, Any] | None) -> Statement:
    """Return what the ORM says for `rows.update(**changes)`, or for deleting them."""
    query: Any = rows.query.chain(DeleteQuery if changes is None else UpdateQuery)
    if changes is not None:
        query.add_update_values(changes)
    text, parameters = query.get_compiler(rows.db).as_sql()
    return Statement(text, tuple(parameters))


def insert_statement(
    model: type[Model], fields: Sequence[AnyField], rows: Sequence[Model]
) -> Statement:
    """Return what the ORM says for `bulk_create(rows)`."""
    query = InsertQuery(model)
    query.insert_values(fields, list(rows))
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.returning_fields = [model._meta.pk]
    ((text, parameters),) = compiler.as_sql()
    return Statement(text, tuple(parameters))


def _parameters(fields: dict[str, AnyField]) -> dict[str, Parameter]:
    return {name: Parameter(name, field) for name, field in fields.items()}


def _shape_of(queryset: QuerySet[Any, Any], compiler: Any) -> _Shape:
    expressions = [column[0] for column in compiler.select[: compiler.col_count]]
    converters = [
        (position, convert, expression)
        for position, (convert, expression) in compiler.get_converters(expressions).items()
    ]
    if queryset._iterable_class is not ModelIterable:
        return _Shape(converters, tuple)
    start, end = compiler.klass_info["select_fields"][0], compiler.klass_info["select_fields"][-1]
    names = [column[0].target.attname for column in compiler.select[start : end + 1]]
    populators: Any = get_related_populators
    build = partial(
        _build_instance,
        compiler.klass_info["model"],
        names,
        slice(start, end + 1),
        populators(compiler.klass_info, compiler.select, queryset.db),
        tuple((compiler.annotation_col_map or {}).items()),
    )
    return _Shape(converters, build)


def _build_instance(
    model: type[Model],
    names: Sequence[str],
    own: slice,
    populators: Sequence[Any],
    annotations: Sequence[tuple[str, int]],
    row: Sequence[Any],
) -> Model:
    """As `ModelIterable` does it, without finding out again what is where."""
    instance = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
    for populator in populators:
        populator.populate(row, instance)
    for name, position in annotations:
        setattr(instance, name, row[position])
    return instance


def _converted(
    rows: Sequence[Any], converters: Sequence[tuple[int, Any, Any]]
) -> Sequence[Sequence[Any]]:
    if not converters:
        return rows
    changed, database = [list(row) for row in rows], _database()
    for row in changed:
        for position, functions, expression in converters:
            for function in functions:
                row[position] = function(row[position], expression, database)
    return changed
