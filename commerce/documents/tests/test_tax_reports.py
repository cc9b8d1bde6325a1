"""Tax reports are sums of documents: whatever was sold, given back and sent back."""

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from html import unescape
from importlib import import_module
from io import StringIO
from random import Random

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db.models import Sum

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.money import Money
from commerce.documents.models import DocumentTax, OrderDocument
from commerce.documents.selectors.reports import Asked, oss_report_of, report_of
from commerce.documents.services.crediting import credit_what_went_back
from commerce.documents.services.issuing import issue_invoice
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_order, refund_payment
from commerce.tax.tests.factories import make_class, make_taxes

pytestmark = pytest.mark.django_db
REPORT = "/dashboard/documents/taxes/"
EVER = Asked(since=date(2020, 1, 1), until=date(9000, 1, 1))


@pytest.fixture
def shop(channel):
    make_rates(channel)
    make_taxes(channel)
    return channel


@pytest.fixture
def goods(shop):
    """A lamp for 20.00 of the usual class, and a book for 10.70 of the reduced one."""
    reduced = make_class(shop, "reduced", "reduced")
    lamp = make_product(shop, stock=500)
    return lamp, make_product(shop, "BOOK", stock=500, prices={"EUR": "10.70"}, tax_class=reduced)


@pytest.fixture
def staff(client, channel):
    user = make_user("staff@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return client


def buy(api, goods, lamps=0, books=0, **address):
    customer = Customer(api)
    for product, pieces in zip(goods, (lamps, books), strict=True):
        if pieces:
            customer.add(product, pieces)
    customer.say_where(**address)
    shown = customer.say_how().json()
    placed = customer.place(shown["fingerprint"])
    assert placed.status_code == 201, placed.content
    return Order.objects.latest("pk")


def give_back(order, amount):
    session = PaymentSession.objects.filter(order_number=order.number).latest("pk")
    refund_payment(session_id=session.pk, amount=Money(amount, "EUR"))


def told():
    """Net and tax by country and rate, read from what the documents themselves say."""
    sums = Counter()
    for document in OrderDocument.objects.exclude(kind="packing_slip"):
        sign = -1 if document.kind == "credit_note" else 1
        country = document.content["ship_to"]["country"]
        for row in document.content["taxes"]:
            key = country, Decimal(row["percentage"])
            sums[(*key, "net")] += sign * Decimal(row["net"])
            sums[(*key, "tax")] += sign * Decimal(row["tax"])
    return {key: amount for key, amount in sums.items() if amount}


def reported():
    sums = {}
    for row in report_of(EVER):
        sums[row.country, row.percentage, "net"] = row.net.amount
        sums[row.country, row.percentage, "tax"] = row.tax.amount
        assert row.gross == row.net + row.tax
    return {key: amount for key, amount in sums.items() if amount}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_report_is_what_invoices_say_less_what_credit_notes_say(
    api, goods, rules, deliver, seed
):
    chance = Random(seed)  # noqa: S311 so that it can be drawn again
    for _number in range(3):
        country = chance.choice(["DE", "FR"])
        order = buy(api, goods, chance.randint(1, 3), chance.randint(0, 4), country=country)
        capture_order(order_id=order.pk)
        deliver()
        left = int(order.total_incl_tax * 100)
        for _refund in range(chance.randint(0, 3)):
            cents = left if chance.random() < 0.2 else chance.randint(0, left)
            if cents:
                give_back(order, Decimal(cents) / 100)
                deliver()
            left -= cents
        invoice = OrderDocument.objects.get(order=order, kind="invoice")
        notes = OrderDocument.objects.filter(order=order, kind="credit_note")
        credited = notes.aggregate(all=Sum("total"))["all"] or Decimal(0)
        assert credited == order.total_incl_tax - Decimal(left) / 100
        if not left:
            assert notes.aggregate(all=Sum("tax"))["all"] == invoice.tax

    assert reported() == told()


def test_staff_read_the_report_and_go_to_its_documents(staff, api, goods, rules, deliver):
    order = buy(api, goods, 2, 1)
    capture_order(order_id=order.pk)
    deliver()
    give_back(order, Decimal("10.70"))
    deliver()
    day = f"{OrderDocument.objects.first().issued_on}"
    asked = {"since": day, "until": day, "channel": order.channel.code}

    page = staff.get(REPORT, asked).content.decode()
    file = staff.get(f"{REPORT}file/", asked)
    rate = {"country": "DE", "treatment": "taxed", "percentage": "19", "currency": "EUR"}
    behind = staff.get(f"{REPORT}documents/", {**asked, **rate}).content.decode()

    rows = list(csv.DictReader(StringIO(file.content.decode())))
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert [(row["country"], row["rate"], row["currency"]) for row in rows] == [
        ("DE", "19", "EUR"),
        ("DE", "7", "EUR"),
    ]
    gross = sum(Decimal(row["gross"]) for row in rows)
    assert gross == order.total_incl_tax - Decimal("10.70")
    assert "percentage=19" in page
    for document in OrderDocument.objects.all():
        assert document.number in behind


def test_another_day_another_channel_and_nonsense_tell_nothing(staff, api, goods, rules, deliver):
    order = buy(api, goods, 1)
    issue_invoice(order_id=order.pk)

    wrong = staff.get(REPORT, {"since": "2026-12-31", "until": "2026-01-01"})
    foreign = staff.get(REPORT, {"channel": "of-somebody-else"})
    before = staff.get(f"{REPORT}file/", {"since": "2020-01-01", "until": "2020-12-31"})
    nowhere = staff.get(f"{REPORT}documents/", {"percentage": "19"})
    refused = staff.get(f"{REPORT}file/", {"since": "yesterday"})

    assert "The last day is before the first." in wrong.content.decode()
    assert "19 %" not in foreign.content.decode()
    assert before.content.decode().splitlines()[1:] == []
    assert (nowhere.status_code, refused.status_code) == (404, 404)


def test_links_of_a_report_say_all_that_it_was_asked(staff, api, goods, rules, deliver):
    order = buy(api, goods, 1, 1)
    capture_order(order_id=order.pk)
    deliver()

    page = staff.get(REPORT, {"since": "2020-01-01"}).content.decode()
    links = [
        unescape(link) for link in re.findall(r'href="(/dashboard/documents/taxes/[^"]+)"', page)
    ]

    asked = [link for link in links if "since=2020-01-01" in link]
    assert len(asked) == 3  # its file, and the documents of two rates
    assert {staff.get(link).status_code for link in asked} == {200}


def test_who_may_see_no_documents_sees_no_report(client, channel):
    user = make_user("packer@example.com", is_staff=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)

    for rest in ("", "file/", "oss/", "oss/file/"):
        assert client.get(REPORT + rest).status_code in (302, 403)


def test_a_report_of_many_documents_is_one_query(
    staff, api, goods, rules, django_assert_num_queries
):
    order = buy(api, goods, 1, 1)
    invoice = issue_invoice(order_id=order.pk)
    copies = []
    for number in range(2, 302):
        twin = OrderDocument.objects.get(pk=invoice.pk)
        twin.pk, twin.public_id, twin.sequence = None, f"doc_{number}", number
        twin.number, twin.cause = f"TWIN-{number}", f"twin/{number}"
        copies.append(twin)
    OrderDocument.objects.bulk_create(copies)
    rows = list(DocumentTax.objects.filter(document=invoice))
    DocumentTax.objects.bulk_create(
        DocumentTax(
            document=twin, country="DE", origin="DE", treatment="taxed",
            percentage=row.percentage, net=row.net, tax=row.tax,
        )
        for twin in OrderDocument.objects.exclude(pk=invoice.pk)
        for row in rows
    )  # fmt: skip

    with django_assert_num_queries(1):
        found = report_of(EVER)
    with django_assert_num_queries(2):
        oss_report_of(EVER)

    assert [row.documents for row in found] == [301, 301]
    assert sum(row.gross.amount for row in found) == order.total_incl_tax * 301


def at(document, day):
    OrderDocument.objects.filter(pk=document.pk).update(issued_on=day)


def test_oss_tells_other_member_states_and_corrections_apart(staff, api, goods, rules, deliver):
    home = buy(api, goods, 1)
    abroad = buy(api, goods, 1, 1, country="FR")
    earlier = buy(api, goods, 1, country="FR")
    beyond = buy(api, goods, 1, country="US")
    for order in (home, abroad, earlier, beyond):
        capture_order(order_id=order.pk)
        deliver()
        at(issue_invoice(order_id=order.pk), date(2026, 8, 15))
    at(issue_invoice(order_id=earlier.pk), date(2026, 6, 30))
    for order in (abroad, earlier):
        give_back(order, Decimal("6.00"))
        deliver()
        credit_what_went_back(order_id=order.pk)
        at(OrderDocument.objects.get(order=order, kind="credit_note"), date(2026, 9, 30))

    file = staff.get(f"{REPORT}oss/file/", {"year": "2026", "quarter": "3"}).content.decode()
    page = staff.get(f"{REPORT}oss/", {"year": "2026", "quarter": "3"}).content.decode()

    rows = list(csv.DictReader(StringIO(file)))
    supplies = [row for row in rows if row["record"] == "SUPPLY"]
    (fix,) = [row for row in rows if row["record"] == "CORRECTION"]
    assert [
        (row["member_state_of_consumption"], row["vat_rate_type"], row["vat_rate"])
        for row in supplies
    ] == [("FR", "STANDARD", "20.00"), ("FR", "REDUCED", "5.50")]
    assert sum(Decimal(r["taxable_amount"]) + Decimal(r["vat_amount"]) for r in supplies) == (
        abroad.total_incl_tax - Decimal("6.00")
    )
    assert (fix["corrected_period"], fix["member_state_of_consumption"]) == ("2026-Q2", "FR")
    assert fix["vat_amount"] == "-1.00"
    assert "2026-Q2" in page
    assert "5.5 %" in page


def test_documents_of_before_get_their_rows_from_what_they_say(api, goods, rules, deliver):
    order = buy(api, goods, 2, 1, country="FR")
    capture_order(order_id=order.pk)
    deliver()
    give_back(order, Decimal("6.00"))
    deliver()
    fields = ("document", "country", "origin", "treatment", "rate_kind", "percentage", "net", "tax")
    rows = DocumentTax.objects.order_by("document", "-percentage").values_list(*fields)
    before = list(rows)
    DocumentTax.objects.all().delete()

    migration = import_module("commerce.documents.migrations.0002_taxes_of_documents")
    migration.read_documents(apps, None)

    assert len(before) == 4
    assert list(rows.all()) == before


def test_a_row_of_the_year_that_is_no_quarter_is_refused(staff):
    answer = staff.get(f"{REPORT}oss/file/", {"year": "2026", "quarter": "5"})

    assert answer.status_code == 404
