"""Every test starts from what the migrations leave, whatever the test before it did."""

import pytest
from django.db import connection, transaction
from wagtail.models import Locale, Page

from commerce.tenancy.models import Tenant


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
