"""Rows that the tests of a module share: there for each of them, changed for none."""

import pytest
from django.db import IntegrityError, transaction

from commerce.tenancy.models import Tenant


@pytest.fixture(scope="module")
def shared_key(rows_of_module) -> int:
    with rows_of_module():
        return Tenant.objects.create(code="shared", name="Shared").pk


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_changes_is_not_changed_for_the_next(shared_key: int, turn: int) -> None:
    tenant = Tenant.objects.get(pk=shared_key)
    assert tenant.name == "Shared"

    with pytest.raises(IntegrityError), transaction.atomic(durable=True):
        Tenant.objects.create(code="shared", name=f"Turn {turn}")
    Tenant.objects.filter(pk=shared_key).update(name=f"Turn {turn}")
    Tenant.objects.create(code="own", name="Own")

    assert Tenant.objects.filter(code__in=["shared", "own"]).count() == 2
