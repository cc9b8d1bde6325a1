"""Numbers without gaps: eight processes at once, and processes that end where it hurts most."""

import os
import signal
from collections import Counter

import pytest

from commerce.core.points import VARIABLE
from commerce.core.tests.processes import acting
from commerce.documents.enums import DocumentKind
from commerce.documents.models import NumberSeries, OrderDocument
from commerce.documents.selectors.documents import get_document
from commerce.documents.services.drawing import draw_document
from commerce.documents.services.issuing import issue_invoice
from commerce.documents.services.numbering import take_number
from commerce.ordering.tests.races import race
from commerce.oscar.order.models import Order

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
PROCESSES, EACH = 8, 10


def copy_of(order, number):
    twin = Order.objects.get(pk=order.pk)
    twin.pk, twin.number, twin.public_id = None, number, f"ord_{number}"
    twin.save()
    return twin.pk


def test_eight_processes_leave_no_gap_and_take_none_twice(rules, order):
    own = [copy_of(order, f"TWIN-{index}") for index in range(PROCESSES * EACH)]
    shared = order.pk

    def issue(index):
        mine = [issue_invoice(order_id=pk).sequence for pk in own[index::PROCESSES]]
        return [*mine, -issue_invoice(order_id=shared).sequence]

    answers = race(PROCESSES, issue)

    taken = sorted(OrderDocument.objects.values_list("sequence", flat=True))
    assert taken == [*range(1, PROCESSES * EACH + 2)]
    assert NumberSeries.objects.get().last == PROCESSES * EACH + 1
    assert sorted(n for told in answers for n in told if n > 0) == [
        n for n in taken if -n not in answers[0]
    ]
    assert len({told[-1] for told in answers}) == 1


@pytest.mark.parametrize("point", ["document.counted", "document.written"])
def test_who_ends_at_the_numbering_has_taken_none(rules, order, point):
    own, twin = order.pk, copy_of(order, "TWIN-1")

    def die(_stage):
        os.environ[VARIABLE] = point
        issue_invoice(order_id=own)

    with acting(die) as actor:
        assert actor.finish() == -signal.SIGKILL
    first = issue_invoice(order_id=twin)
    second = issue_invoice(order_id=own)

    assert (first.sequence, second.sequence) == (1, 2)
    assert OrderDocument.objects.count() == 2


def test_a_worker_killed_while_drawing_leaves_the_number_to_the_next(rules, order):
    own = issue_invoice(order_id=order.pk).pk

    def die(_stage):
        os.environ[VARIABLE] = "document.drawn"
        draw_document(document_id=own)

    with acting(die) as actor:
        assert actor.finish() == -signal.SIGKILL
    lost = get_document(own).is_drawn
    draw_document(document_id=own)
    drawn = get_document(own)
    draw_document(document_id=own)

    assert not lost
    assert drawn.is_drawn
    assert (drawn.sequence, get_document(own).file.name) == (1, drawn.file.name)


def test_each_kind_and_year_counts_on_its_own(entity, rules):
    from django.db import transaction

    with transaction.atomic():
        taken = [
            take_number(entity=entity, kind=kind, year=year)[1]
            for kind, year in (
                (DocumentKind.INVOICE, 2026),
                (DocumentKind.INVOICE, 2027),
                (DocumentKind.CREDIT_NOTE, 2026),
                (DocumentKind.INVOICE, 2026),
            )
        ]

    assert taken == ["RE-2026-00001", "RE-2027-00001", "GS-2026-00001", "RE-2026-00002"]
    assert Counter(NumberSeries.objects.values_list("last", flat=True)) == {1: 2, 2: 1}
