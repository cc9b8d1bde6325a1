"""Named locks: taken without waiting, given back when the transaction ends."""

from __future__ import annotations

import pytest
from django.db import transaction

from commerce.core.locks import try_lock
from commerce.core.tests.processes import Stage, acting


def hold(stage: Stage) -> None:
    with transaction.atomic():
        assert try_lock("the till")
        stage.pause("holding")
    stage.pause("let go")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_holder_at_a_time():
    with acting(hold) as holder, transaction.atomic():
        holder.reach()
        assert not try_lock("the till")
        assert try_lock("another till")

        holder.go_on()
        holder.reach()

        assert try_lock("the till")


@pytest.mark.django_db
def test_the_holder_may_take_it_again():
    assert try_lock("the till")
    assert try_lock("the till")


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction_to_live_in():
    with pytest.raises(transaction.TransactionManagementError):
        try_lock("the till")
