"""Bank statements: read, compared, booked once, and what is hostile or broken refused."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from commerce.core.errors import DomainError
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import cancel_payment
from commerce.tenders import registry
from commerce.tenders.enums import Reason
from commerce.tenders.models import Statement, StatementLine
from commerce.tenders.references import is_reference, plain, reference_of, shown
from commerce.tenders.selectors.matching import read_open, suggest
from commerce.tenders.services.statements import (
    book_exact,
    book_line,
    book_to_order,
    keep_statement,
    set_aside,
)

from .statements import camt, entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(channel):
    def run(content, **columns):
        return keep_statement(
            channel_id=channel.pk, name="november", content=content, columns=columns
        )

    return run


def found(line, channel):
    return [
        (each.session.order_number, each.reasons) for each in suggest(line, read_open(channel.pk))
    ]


def test_references_show_typing_errors():
    reference = reference_of("R-7K2M-09XD")

    assert (reference, shown(reference)) == ("RF09R7K2M09XD", "RF09 R7K2 M09X D")
    assert is_reference(reference)
    wrong = [
        reference[:at] + sign + reference[at + 1 :]
        for at in range(4, len(reference))
        for sign in "0A9Z"
        if reference[at] != sign
    ]
    digits = reference_of("100293847561")
    swapped = [
        digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        for at in range(4, len(digits) - 1)
        if digits[at] != digits[at + 1]
    ]
    assert [text for text in wrong + swapped if is_reference(text)] == []
    assert is_reference("RF18539007547034")  # the standard's own example


@pytest.mark.parametrize("version", ["02", "08"])
def test_what_came_in_is_read_and_what_went_out_is_not(keep, version):
    statement = keep(
        camt(
            entry("10.50", "RF 1", reference="B1"),
            entry("7.00", "fee", direction="DBIT"),
            entry("8.00", "not yet", status="PDNG"),
            version=version,
        )
    )

    (line,) = statement.lines.all()
    assert (line.amount, line.currency, line.payer, line.text) == (
        Decimal("10.50"),
        "EUR",
        "Ada Reed",
        "RF 1",
    )
    assert str(line.day) == "2026-11-29"


def test_the_same_file_and_the_same_line_change_nothing(keep):
    first = entry("10.50", "one", reference="B1")
    nameless = entry("5.00", "two")
    keep(camt(first, nameless, nameless))

    with pytest.raises(DomainError) as refused:
        keep(camt(first, nameless, nameless))
    again = keep(camt(nameless, nameless, nameless, first, version="02"))

    assert refused.value.code == "statement_known"
    assert StatementLine.objects.count() == 4  # the third of those that are alike is new
    assert again.lines.count() == 1


def test_exact_lines_are_booked_together_and_once(keep, open_payment, channel):
    sessions = [open_payment("bank-transfer") for _ in range(2)]
    texts = [shown(reference_of(session.order_number)) for session in sessions]
    statement = keep(
        camt(
            entry("100.00", f"Order {texts[0]}, thank you", reference="B1"),
            entry("100.00", texts[1].replace(" ", "").lower(), reference="B2"),
            entry("100.00", texts[1], reference="B3"),
            entry("99.00", "rent", reference="B4"),
        )
    )
    assert [session.captured for session in PaymentSession.objects.all()] == [0, 0]

    assert [book_exact(statement=statement, actor=None) for _ in range(2)] == [2, 0]

    assert [session.captured for session in PaymentSession.objects.all()] == [100, 100]
    assert list(statement.lines.values_list("state", flat=True)) == [
        *("booked", "booked"),
        *("open", "open"),
    ]


@pytest.mark.parametrize(
    ("amount", "text", "reasons"),
    [
        ("100.00", "{reference}", (Reason.REFERENCE, Reason.AMOUNT)),
        ("60.00", "{reference}", (Reason.REFERENCE, Reason.LESS)),
        ("101.00", "{reference}", (Reason.REFERENCE, Reason.MORE)),
        ("100.00", "order {number}", (Reason.NUMBER, Reason.AMOUNT)),
        ("100.00", "{typo}", (Reason.TYPING_ERROR, Reason.AMOUNT, Reason.NAME)),
        ("100.00", "for the mugs", (Reason.AMOUNT, Reason.NAME)),
        ("60.00", "for the mugs", None),
    ],
)
def test_near_ones_are_suggested_with_reasons(
    keep, open_payment, channel, monkeypatch, amount, text, reasons
):
    session = open_payment("bank-transfer", order_id=700_123)
    name = "Reed, Ada" if reasons and Reason.NAME in reasons else "Somebody else"
    monkeypatch.setattr(registry, "_sources", [lambda numbers: dict.fromkeys(numbers, name)])
    reference = reference_of(session.order_number)
    typo = reference[:-2] + reference[-1] + reference[-2]
    statement = keep(
        camt(
            entry(amount, text.format(reference=reference, number=session.order_number, typo=typo))
        )
    )

    said = found(statement.lines.get(), channel)

    assert said == ([(session.order_number, reasons)] if reasons else [])
    is_exact = reasons == (Reason.REFERENCE, Reason.AMOUNT)
    assert book_exact(statement=statement, actor=None) == int(is_exact)


def test_too_little_leaves_the_rest_due_and_too_much_stays_on_the_line(keep, open_payment, channel):
    session = open_payment("bank-transfer")
    statement = keep(camt(entry("60.00", "x", reference="B1"), entry("50.00", "y", reference="B2")))
    little, much = statement.lines.all()

    book_to_order(line_id=little.pk, order_number=session.order_number.lower(), actor=None)
    session.refresh_from_db()
    assert (session.captured, session.is_open) == (60, True)
    book_line(line_id=much.pk, session=session.public_id, actor=None)

    session.refresh_from_db()
    much.refresh_from_db()
    assert session.captured == 100
    assert (much.booked, much.left_over.amount) == (40, 10)


def test_what_cannot_be_booked_is_refused_and_moves_nothing(keep, open_payment, channel):
    paid, cancelled = open_payment("bank-transfer"), open_payment("bank-transfer")
    cancel_payment(session_id=cancelled.pk)
    statement = keep(
        camt(
            *(entry("100.00", str(n), reference=f"B{n}") for n in range(3)),
            entry("100.00", "dollars", currency="USD", reference="B9"),
        )
    )
    first, second, third, dollars = statement.lines.all()
    book_line(line_id=first.pk, session=paid.public_id, actor=None)
    set_aside(line_id=third.pk, is_aside=True, actor=None)
    open_one = open_payment("bank-transfer")

    refusals = {}
    for line, session in [
        (first, open_one),
        (second, paid),
        (second, cancelled),
        (third, open_one),
        (dollars, open_one),
    ]:
        with pytest.raises(DomainError) as refused:
            book_line(line_id=line.pk, session=session.public_id, actor=None)
        refusals[line.text, session.pk] = refused.value.code
    with pytest.raises(DomainError):
        set_aside(line_id=first.pk, is_aside=True, actor=None)

    assert list(refusals.values()) == [
        *("line_settled", "no_open_payment", "no_open_payment"),
        *("line_settled", "line_currency"),
    ]
    open_one.refresh_from_db()
    assert open_one.captured == 0
    set_aside(line_id=third.pk, is_aside=False, actor=None)
    book_line(line_id=third.pk, session=open_one.public_id, actor=None)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<Document><BkToCstmrStmt><Stmt><Ntry>&b;</Ntry></Stmt></BkToCstmrStmt></Document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<Document><BkToCstmrStmt>&x;</BkToCstmrStmt></Document>"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "unreadable_statement"),
        (OUTSIDE, "unreadable_statement"),
        (b"<Document>", "unreadable_statement"),
        (b"<html><body/></html>", "unreadable_statement"),
        (camt(entry("a lot", "x")), "unreadable_statement"),
        (camt(entry("1.00", "x", day="yesterday")), "unreadable_statement"),
        (camt(entry("1.001", "x")), "unreadable_statement"),
        *((camt(entry(no, "x")), "unreadable_statement") for no in ("NaN", "Infinity", "1e30")),
        *((camt(entry("1.00", "x", currency=no)), "unreadable_statement") for no in ("", "EUROS")),
        (b'<?xml version="1.0" encoding="nonsense"?><Document/>', "unreadable_statement"),
        (b"Date;Amount;Text\n2026-11-29;1,00;x\x00y\n", "unreadable_statement"),
        (b"Date;Amount;Text\n2026-11-29;" + b"9" * 40 + b";x\n", "unreadable_statement"),
        (b"Date;Amount;Text" + b"x" * 200_000 + b"\n", "unreadable_statement"),
        (b"Date;Amount;Text;Currency\n2026-11-29;1,00;x;EUROS\n", "unreadable_statement"),
        (b"", "missing_column"),
        (b"Date;Amount;Text\nsoon;1,00;x\n", "unreadable_statement"),
        (b"<" + b"x" * 5 * 1024 * 1024, "statement_too_large"),
        (b"Date;Amount;Text\n" + b"2026-11-29;1,00;x\n" * 20_001, "statement_too_large"),
    ],
)
def test_hostile_and_broken_files_are_refused_whole(keep, content, code):
    with pytest.raises(DomainError) as refused:
        keep(content)

    assert refused.value.code == code
    assert not Statement.objects.exists()
    assert not StatementLine.objects.exists()


@pytest.mark.parametrize(
    ("content", "columns", "amounts"),
    [
        ("Buchungstag;Betrag;Verwendungszweck\n29.11.2026;1.234,56;RF\n", {}, ["1234.56"]),
        ('Date,Amount,Description\n2026-11-29,"1,234.56",RF\n', {}, ["1234.56"]),
        ("Date\tCredit\tText\n29/11/2026\t1.234\tRF\n", {}, ["1234"]),
        ("Date;Amount;Text\n2026-11-29;-5,00;out\n2026-11-29;12,5;in\n\n", {}, ["12.50"]),
        (
            "Tag;Wert;Zweck\n29.11.26;7;RF\n",
            {"day": "tag", "amount": "Wert", "text": "Zweck"},
            ["7"],
        ),
    ],
)
def test_tables_are_read_as_banks_write_them(keep, content, columns, amounts):
    statement = keep(content.encode("cp1252"), **columns)

    assert [line.amount for line in statement.lines.all()] == [Decimal(each) for each in amounts]
    assert {str(line.day) for line in statement.lines.all()} == {"2026-11-29"}


def test_staff_upload_look_and_confirm(client, channel, open_payment):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    exact, near = open_payment("bank-transfer"), open_payment("offline")
    content = camt(
        entry("100.00", reference_of(exact.order_number), reference="B1"),
        entry("90.00", plain(near.order_number) + " " + near.order_number, reference="B2"),
        entry("3.00", "<script>alert(1)</script>".replace("<", "&lt;"), reference="B3"),
    )
    path = "/dashboard/statements/"

    def upload():
        file = SimpleUploadedFile("november.xml", content)
        return client.post(path, {"channel": channel.pk, "file": file}, follow=True)

    page = upload().content.decode()
    assert "Book 1 line" in page
    assert "The number of the order is named. The amount is too small." in page
    assert "<script>alert" not in page
    assert PaymentSession.objects.filter(captured__gt=0).count() == 0
    assert "This file was uploaded before." in upload().content.decode()

    statement = Statement.objects.get()
    client.post(f"{path}{statement.public_id}/book/")
    rest = dict(statement.lines.filter(state="open").values_list("amount", "pk"))
    line = f"{path}{statement.public_id}/{rest[Decimal('90.00')]}/"
    client.post(line, {"act": "book", "session": near.public_id})
    other = f"{path}{statement.public_id}/{rest[Decimal('3.00')]}/"
    answer = client.post(other, {"act": "order", "number": "R-none"}, follow=True)
    assert "No order with this number is waiting" in answer.content.decode()
    client.post(other, {"act": "aside"})

    assert [s.captured for s in PaymentSession.objects.order_by("pk")] == [100, 90]
    assert sorted(statement.lines.values_list("state", flat=True)) == [
        *("booked", "booked"),
        "set_aside",
    ]
