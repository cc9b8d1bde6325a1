"""Every test starts from what the migrations leave, whatever the test before it did."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from wagtail.models import Locale, Page

from commerce.tenancy.models import Tenant
from infra.testing.databases import pytest_collection_modifyitems


def _bootstrap_rows() -> tuple[int, int]:
    return Page.objects.filter(depth=1).count(), Locale.objects.count()


@pytest.mark.django_db
def test_a_test_starts_with_the_rows_of_the_migrations() -> None:
    assert _bootstrap_rows() == (1, 1)


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_rows_survive_and_changes_vanish_after_a_test_with_real_transactions(turn: int) -> None:
    assert _bootstrap_rows() == (1, 1)
    assert not Tenant.objects.filter(code="left-over").exists()

    with transaction.atomic():
        Tenant.objects.create(code="left-over", name=f"Turn {turn}")

    assert not connection.in_atomic_block
    assert Tenant.objects.filter(code="left-over").exists()


def _item(module: str, *fixtures: str) -> SimpleNamespace:
    return SimpleNamespace(
        path=Path(module), fixturenames=fixtures, get_closest_marker=lambda _name: None
    )


def test_rows_of_a_module_are_for_all_of_its_tests_or_for_none() -> None:
    sharing, apart = _item("test_a.py", "db", "rows_of_module"), _item("test_a.py", "db")

    pytest_collection_modifyitems([sharing, _item("test_a.py"), _item("test_b.py", "db")])
    with pytest.raises(pytest.UsageError, match="or none"):
        pytest_collection_modifyitems([sharing, apart])
