"""A prepared statement says what the ORM says today, on the database at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import ForeignKey

from commerce.catalogue.selectors import cards
from commerce.catalogue.services import stock
from commerce.core.prepared import (
    INSERTS,
    READS,
    UPDATES,
    Parameter,
    insert_statement,
    update_statement,
)
from commerce.core.together import INSERT
from commerce.oscar.basket.models import Basket
from commerce.oscar.order import utils
from commerce.tenancy.models import Channel
from commerce.tenancy.permissions import Scope, scoped

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
SAMPLES: dict[str, Any] = {
    "BinaryField": b"sample\x00",
    "BooleanField": True,
    "CharField": "sample's 50 %",
    "TextField": "sample’s text",
    "DateField": NOW.date(),
    "DateTimeField": NOW,
    "DecimalField": Decimal("12.34"),
    "JSONField": {"sample": ["ü", 1]},
}
# Those are made for each number of rows, when it is first needed.
utils._prepared_allocation(3)
stock._prepared_watch(3)
cards._prepared_cards(6)


def sample(field: Any, number: int = 7) -> Any:
    while isinstance(field, ForeignKey):
        field = field.target_field
    return SAMPLES.get(field.get_internal_type(), number)


def samples(statement: Any) -> dict[str, Any]:
    """Numbers all differ: a list of keys has each once."""
    return {name: sample(field, 7 + n) for n, (name, field) in enumerate(statement.fields.items())}


def shown(parameters: Iterable[Any]) -> list[str]:
    """What is sent, whatever width of a whole number Django has named to the driver."""
    plain = (bytes(p) if isinstance(p, memoryview) else p for p in parameters)
    return [repr(int(p) if type(p).__name__.startswith("Int") else p) for p in plain]


@pytest.mark.parametrize("name", sorted(READS))
def test_a_read_says_what_the_query_says(name: str) -> None:
    prepared, values = READS[name], samples(READS[name])

    with transaction.atomic():
        compiler = prepared.query(**values).query.get_compiler(using=connection.alias)
        text, parameters = compiler.as_sql()
        statement = prepared.compiled()[0]

    assert statement.text == text
    assert shown(statement.bind(values)) == shown(parameters)


@pytest.mark.parametrize("name", sorted(READS))
def test_a_read_gives_what_the_query_gives(name: str) -> None:
    prepared, values = READS[name], samples(READS[name])

    with transaction.atomic():
        assert prepared.all(**values) == list(prepared.query(**values))


@pytest.mark.parametrize("name", sorted(UPDATES))
def test_an_update_says_what_the_query_says(name: str) -> None:
    prepared, values = UPDATES[name], samples(UPDATES[name])

    text, parameters = update_statement(*prepared.changes(**values))
    statement = prepared.compiled()

    assert statement.text == text
    assert shown(statement.bind(values)) == shown(parameters)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", sorted(INSERTS, key=str))
def test_an_insert_says_what_the_model_says(
    model: Any, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    prepared, rows = INSERTS[model], [filled(model) for _ in range(count)]
    text, parameters = insert_statement(model, prepared.fields, rows)

    assert prepared.compiled(rows) == text
    assert shown(prepared.parameters(rows)) == shown(parameters)


@pytest.mark.parametrize("model", sorted(INSERTS, key=str))
def test_an_insert_can_be_taken_apart(model: Any) -> None:
    """What is written together is put together from these parts."""
    prepared = INSERTS[model]
    said = INSERT.fullmatch(prepared.compiled([filled(model)]))

    assert said is not None
    assert len(said["values"].split(", ")) == len(prepared.fields)
    assert len(said["columns"].split(", ")) == len(prepared.fields)


@pytest.mark.parametrize("model", sorted(INSERTS, key=str))
def test_the_rows_of_an_insert_have_no_default_of_the_database(model: Any) -> None:
    """Such a default would have to be read back."""
    assert [field.name for field in model._meta.concrete_fields if field.has_db_default()] == []


def filled(model: Any) -> Any:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return model(**{field.attname: sample(field) for field in fields})


@pytest.mark.parametrize("name", sorted(READS))
def test_nobody_at_work_changes_a_statement(name: str) -> None:
    prepared = READS[name]
    with transaction.atomic():
        everywhere = prepared._compile()[0].text
        with scoped(Scope(tenant_id=1, channel_ids=frozenset({1}), partner_ids=frozenset)):
            assert prepared._compile()[0].text == everywhere


def test_an_inserted_row_knows_its_key_and_its_database(channel: Channel) -> None:
    basket = Basket(channel=channel, currency="EUR")

    INSERTS[Basket].insert(basket)

    assert Basket.objects.get(pk=basket.pk).public_id == basket.public_id
    assert (basket._state.adding, basket._state.db) == (False, "default")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_a_transaction_only() -> None:
    prepared = READS["cart of a guest, locked"]
    with transaction.atomic():
        prepared.compiled()

    with pytest.raises(transaction.TransactionManagementError):
        prepared.all(**samples(prepared))


def test_a_parameter_is_prepared_by_its_field() -> None:
    field = Basket._meta.get_field("updated_at")

    assert repr(Parameter("moment", field).output_field) == repr(field)
