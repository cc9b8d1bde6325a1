"""What documents look like inside: names are data, whatever they hold, and amounts add up."""

import os
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from lxml import etree
from pypdf import PdfReader

from commerce.documents.models.sellers import validate_pattern
from commerce.documents.selectors.credits import portion
from commerce.documents.selectors.taxes import Share, rate_of
from commerce.documents.services.einvoices import write_xml
from commerce.documents.services.typesetting import typeset
from infra.bench.invoices import draw, invoice

NAMES = (
    "#import sys: inputs",
    '#read("/etc/passwd") #panic("x")',
    "$x^2$ *strong* _emph_ `raw` <label> @ref // comment",
    "<script>alert(1)</script>",
    "مصباح من خشب البلوط",
    "Lamp 😀 漢字",
    "\\ ] } \" '",
)
CENT = Decimal("0.01")


def with_names(locale, *names):
    content = invoice(locale, lines=len(names))
    for row, name in zip(content["lines"], names, strict=True):
        row["name"] = name
    return content


def text_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("locale", ["en", "de", "fr", "ar"])
def test_names_are_written_as_they_are(locale):
    content = with_names(locale, *NAMES)

    text = text_of(draw(content))
    xml = etree.fromstring(write_xml(content))

    for said in ("#import sys: inputs", "<script>alert(1)</script>", "*strong* _emph_"):
        assert said in text
    assert "root:" not in text
    told = xml.findall(".//{*}SpecifiedTradeProduct/{*}Name")
    assert tuple(name.text for name in told) == NAMES


def test_it_is_for_the_archive_unless_a_character_has_no_letterform():
    assert b"pdfaid:part" in typeset(invoice("ar"))
    assert b"pdfaid:part" not in typeset(with_names("en", "Lamp 😀"))


@pytest.mark.parametrize("name", ["Lamp", "Lamp 😀"])
def test_a_fork_of_a_process_that_has_drawn_draws_the_same(tmp_path, name):
    content, file = with_names("en", name), tmp_path / "fork.pdf"
    drawn = typeset(content)

    if (child := os.fork()) == 0:
        file.write_bytes(typeset(content))
        os._exit(0)

    assert os.waitpid(child, 0)[1] == 0
    assert file.read_bytes() == drawn


def test_three_hundred_lines_break_over_pages():
    pages = PdfReader(BytesIO(draw(invoice("en", lines=300)))).pages

    assert len(pages) > 10
    assert f"Page 1 of {len(pages)}" in pages[0].extract_text()
    assert "Description" in pages[5].extract_text()
    assert "€30,000.00" in pages[-1].extract_text()


def test_nothing_is_owed_of_nothing():
    content = invoice("en", lines=1)
    nothing = dict.fromkeys(("net", "tax", "gross"), "0.00")
    content["lines"][0] |= {**nothing, "unit_price": "0.00", "percentage": "0"}
    content |= {"taxes": [{"percentage": "0", **nothing}], "totals": nothing, "payments": []}

    xml = etree.fromstring(write_xml(content))

    assert xml.findtext(".//{*}DuePayableAmount") == "0.00"
    assert "Total €0.00" in text_of(typeset(content)).replace("\n", " ")


def test_what_is_credited_of_an_invoice_adds_up_to_it():
    left = [
        Share(Decimal("84.03"), Decimal("15.97"), Decimal(19)),
        Share(Decimal("10"), Decimal("0.70"), Decimal(7)),
    ]
    whole = sum(row.gross for row in left)
    credited = []
    for amount in ("33.33", "0.01", "41.00", "999"):
        parts = portion(left, Decimal(amount), "EUR")
        credited += parts
        taken = {part.percentage: part for part in parts}
        left = [
            Share(
                row.net - taken[row.percentage].net,
                row.tax - taken[row.percentage].tax,
                row.percentage,
            )
            if row.percentage in taken
            else row
            for row in left
        ]
        assert all(row.net >= 0 and row.tax >= 0 for row in left)

    assert sum(part.gross for part in credited) == whole
    assert sum(part.tax for part in credited) == Decimal("16.67")


@pytest.mark.parametrize(
    ("net", "tax", "rate"),
    [("84.03", "15.97", "19"), ("0.50", "0.10", "20"), ("100", "7.7", "7.7"), ("9", "0", "0")],
)
def test_the_rate_is_found_from_its_tax(net, tax, rate):
    assert rate_of(Decimal(net), Decimal(tax), CENT) == Decimal(rate)


@pytest.mark.parametrize(
    "pattern",
    [
        "RE-{number}",
        "{year}",
        "{year}{number}{number}",
        "{year.real}-{number}",
        "{year}-{number:10000}",
        "{year!r}{number}",
        "{",
        "RE-{year}-{0}",
    ],
)
def test_a_pattern_names_year_and_number_and_nothing_else(pattern):
    validate_pattern("RE-{year}-{number:05}")
    validate_pattern("{number}/{year}")
    with pytest.raises(ValidationError):
        validate_pattern(pattern)
