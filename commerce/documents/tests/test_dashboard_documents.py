"""Staff issue, find and fetch documents, one by one and of many orders."""

import zipfile
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from pypdf import PdfReader

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.core.batches import Progress
from commerce.documents.models import BatchItem, DocumentBatch, OrderDocument
from commerce.documents.services.batches import go_on_with
from commerce.oscar.order.models import Order

pytestmark = pytest.mark.django_db
LIST = "/dashboard/documents/"


@pytest.fixture
def staff(client, channel):
    user = make_user("staff@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    client.user = user
    return client


def issue(staff, order):
    return staff.post(f"{LIST}of/{order.number}/invoice/", follow=True).content.decode()


def test_from_the_order_to_the_file_and_again(
    staff, rules, order, deliver, django_capture_on_commit_callbacks
):
    said = issue(staff, order)
    deliver()
    document = OrderDocument.objects.get()
    page = staff.get(f"/dashboard/orders/{order.number}/").content.decode()
    listed = staff.get(LIST, {"number": "00001"}).content.decode()
    first = b"".join(staff.get(f"{LIST}{document.public_id}/file/").streaming_content)
    name = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(f"{LIST}{document.public_id}/again/")
    document.refresh_from_db()
    again = b"".join(staff.get(f"{LIST}{document.public_id}/file/").streaming_content)

    assert f"{document.number} was issued." in said
    assert document.issued_by == staff.user
    for shown in (page, listed):
        assert f"{LIST}{document.public_id}/file/" in shown
    assert document.file.name != name
    assert not document.file.storage.exists(name)
    texts = [PdfReader(BytesIO(pdf)).pages[0].extract_text() for pdf in (first, again)]
    assert texts[0] == texts[1]
    assert OrderDocument.objects.count() == 1


def test_without_a_legal_entity_staff_are_told_so(staff, order):
    said = issue(staff, order)

    assert "which legal entity sells in this channel" in said
    assert OrderDocument.objects.count() == 0


def test_who_may_only_look_issues_nothing(staff, rules, order):
    staff.user.user_permissions.remove(Permission.objects.get(codename="add_orderdocument"))

    answer = staff.post(f"{LIST}of/{order.number}/invoice/")
    page = staff.get(f"/dashboard/orders/{order.number}/").content.decode()

    assert answer.status_code in (302, 403)
    assert "Issue the invoice" not in page
    assert OrderDocument.objects.count() == 0


def ask(staff, order, **asked):
    day = f"{order.date_placed:%Y-%m-%d}"
    body = {"kind": "invoice", "format": "zip", "since": day, "until": day, **asked}
    return staff.post(f"{LIST}batches/", body, follow=True)


def test_many_orders_in_one_file_go_on_where_a_worker_was_killed(staff, rules, order):
    for number in ("TWIN-1", "TWIN-2"):
        twin = Order.objects.get(pk=order.pk)
        twin.pk, twin.number, twin.public_id = None, number, f"ord_{number}"
        twin.save()
        for line in order.lines.all():
            line.pk, line.order, line.public_id = None, twin, f"oline_{number}"
            line.save()
    ask(staff, order)
    batch = DocumentBatch.objects.get()

    assert go_on_with(batch_id=batch.pk, most=1) is Progress.HALFWAY
    batch.refresh_from_db()
    halfway = (batch.done, batch.total, bool(batch.file))
    page = staff.get(f"{LIST}batches/{batch.public_id}/").content.decode()
    assert go_on_with(batch_id=batch.pk) is Progress.DONE
    assert go_on_with(batch_id=batch.pk) is Progress.DONE
    file = staff.get(f"{LIST}batches/{batch.public_id}/file/")

    assert halfway == (1, 3, False)
    assert "1 of 3 orders" in page
    assert 'http-equiv="refresh"' in page
    archive = zipfile.ZipFile(BytesIO(b"".join(file.streaming_content)))
    numbers = sorted(OrderDocument.objects.values_list("number", flat=True))
    assert archive.namelist() == [f"{number}.pdf" for number in numbers]
    assert [n[-5:] for n in numbers] == ["00001", "00002", "00003"]


def test_orders_without_such_a_document_are_named(staff, rules, order):
    ask(staff, order, kind="credit_note", format="pdf")
    batch = DocumentBatch.objects.get()

    assert go_on_with(batch_id=batch.pk) is Progress.DONE

    assert BatchItem.objects.get().problem
    page = staff.get(f"{LIST}batches/{batch.public_id}/").content.decode()
    assert order.number in page
    assert staff.get(f"{LIST}batches/{batch.public_id}/file/").status_code == 404


def test_days_the_wrong_way_round_are_refused(staff, rules, order):
    said = ask(staff, order, since="2026-12-31", until="2026-01-01").content.decode()

    assert "The last day is before the first." in said
    assert DocumentBatch.objects.count() == 0


def test_documents_of_the_ticked_orders_come_in_one_file(staff, rules, order, deliver):
    listed = staff.get("/dashboard/orders/").content.decode()
    asked = {"selected_order": [order.pk], "action": "documents"}
    answer = staff.post(
        "/dashboard/orders/", {**asked, "documents-kind": "invoice", "documents-format": "pdf"}
    )
    batch = DocumentBatch.objects.get()

    assert 'name="documents-kind"' in listed
    assert answer.url == f"{LIST}batches/{batch.public_id}/"
    assert [item.order for item in batch.items.all()] == [order]
    assert (batch.kind, batch.format, batch.asked_by) == ("invoice", "pdf", staff.user)


def test_what_nobody_offers_or_may_is_refused(staff, rules, order):
    asked = {"selected_order": [order.pk], "action": "documents", "documents-kind": "poem"}
    refused = staff.post("/dashboard/orders/", asked, follow=True).content.decode()
    staff.user.user_permissions.remove(Permission.objects.get(codename="add_orderdocument"))
    forbidden = staff.post("/dashboard/orders/", {**asked, "documents-kind": "invoice"})
    listed = staff.get("/dashboard/orders/").content.decode()

    assert "poem is not one of the available choices." in refused
    assert forbidden.status_code == 403
    assert 'name="documents-kind"' not in listed
    assert not DocumentBatch.objects.exists()
