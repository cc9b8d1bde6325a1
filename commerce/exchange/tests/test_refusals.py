"""Files with errors: everything wrong is named with its line, and nothing is written."""

import gzip
from pathlib import Path

import pytest
from PIL import Image

from commerce.exchange.errors import ImportRejectedError, ImportSourceError
from commerce.exchange.models import ImportRun
from commerce.exchange.tests.conftest import LAMPS
from commerce.oscar.catalogue.models import Category, Product, ProductClass

pytestmark = pytest.mark.usefixtures("channel_of_module")

VASE = ",,Vase,,,Vase,Decor,Reed,"


def refused(load, file, **options):
    """The (line, column, code) of each error; nothing may have been written."""
    before = (Product.objects.count(), Category.objects.count(), ProductClass.objects.count())
    with pytest.raises(ImportRejectedError) as caught:
        load(file, **options)
    assert (
        Product.objects.count(),
        Category.objects.count(),
        ProductClass.objects.count(),
    ) == before
    assert not ImportRun.objects.exists()
    return [(error.line, error.column, error.code) for error in caught.value.errors]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("25.50", "cheap", [(11, "price:EUR", "not_a_number"), (11, "price", "price_missing")][:1]),
        ("25.50", "25.505", [(11, "price:EUR", "too_precise")]),
        ("25.50", "-1", [(11, "price:EUR", "out_of_range")]),
        ("25.50", "1e3", [(11, "price:EUR", "not_a_number")]),
        ("25.50", "99999999999", [(11, "price:EUR", "out_of_range")]),
        ("25.50", "", [(11, "price", "price_missing")]),
        ("25.50,", ",20.00", [(11, "price:EUR", "missing")]),
        ("25.50,", "25.50,20.00", [(11, "compare_at:EUR", "former_price_too_low")]),
        ("25.50,", "25.50,25.50", [(11, "compare_at:EUR", "former_price_too_low")]),
        ("25.50,", "25.50,25.5", [(11, "compare_at:EUR", "former_price_too_low")]),
        (",7,\n", ",seven,\n", [(11, "stock", "not_an_integer")]),
        (",7,\n", ",-7,\n", [(11, "stock", "out_of_range")]),
        (",7,\n", ",1.5,\n", [(11, "stock", "not_an_integer")]),
        ("product,VASE", "product,LAMP-CLAY", [(11, "sku", "duplicate_sku")]),
        ("product,VASE", "product,", [(11, "sku", "missing")]),
        ("product,VASE", "prodct,VASE", [(11, "kind", "unknown_kind")]),
        (",30,,25.50", ",tall,,25.50", [(11, "attr:height", "not_an_integer")]),
        (",30,,25.50", ",30,perhaps,25.50", [(11, "attr:dimmable", "not_yes_or_no")]),
        ("Decor", "A > B > C > D > E", [(11, "category", "category_too_deep")]),
        ("Decor", "A > > C", [(11, "category", "bad_category")]),
        ("price:USD", "price:GBP", [(9, "price:GBP", "unknown_currency")]),
        ("name:de", "name:pl", [(2, "name:pl", "unknown_locale")]),
        ("swatch", "swach", [(1, "swach", "unknown_column")]),
        ("#6b7a4b", "green", [(6, "swatch", "bad_swatch")]),
        ("dimmable,boolean", "dimmable,bool", [(4, "type", "unknown_type")]),
        ("height,integer,cm,", "height,integer,cm,yes", [(3, "axis", "axis_needs_options")]),
        (",Moss,,,89", ",Clay,,,89", [(10, "attr", "duplicate_options")]),
        (",Moss,,,89", ",,,,89", [(9, "attr", "axes_differ")]),
        ("variant,LAMP-CLAY,LAMP", "variant,LAMP-CLAY,VASE", [(10, "parent", "parent_not_above")]),
        ("leselampe", "lese lampe?", [(7, "slug:de", "bad_slug")]),
        (",42,yes,,", ",42,yes,10.00,", [(7, "price", "price_on_parent")]),
        ("Reading lamp", "L" * 256, [(7, "name", "too_long")]),
        ("Reading lamp", "Reading\x07lamp", [(7, "name", "control_character")]),
    ],
)
def test_an_error_is_named_with_its_line(load, lamps, channel, old, new, expected):
    assert old in LAMPS
    lamps.write_text(LAMPS.replace(old, new, 1), encoding="utf-8")

    errors = refused(load, lamps)

    assert set(expected) <= set(errors)


@pytest.mark.parametrize(
    ("first", "second"), [("A+", "A"), ("3/4", "34"), ("Men's", "Mens"), ("Red 🔴", "Red 🟢")]
)
def test_categories_that_would_become_one_are_refused(load, lamps, channel, first, second):
    text = LAMPS.replace("Lighting > Table lamps", f"Lighting > {first}")
    lamps.write_text(text.replace("Vase,Decor", f"Vase,Lighting > {second}"), encoding="utf-8")

    assert refused(load, lamps) == [(11, "category", "category_ambiguous")]


def test_an_option_is_defined_once(load, lamps, channel):
    text = LAMPS.replace("moss,,,,,colour", "moos,,,,,colour")
    extra = "option,,,moss,,,,,,,green,,,,,colour,,,,,,,,,\n"
    lamps.write_text(text.replace("product,LAMP", f"{extra}product,LAMP"), encoding="utf-8")

    assert refused(load, lamps) == [(7, "name", "duplicate_option")]


def test_all_errors_are_told_at_once(load, lamps, channel):
    text = LAMPS.replace("25.50", "cheap").replace(",4,\n", ",many,\n").replace("79.00", "x")
    lamps.write_text(text, encoding="utf-8")

    assert refused(load, lamps) == [
        (9, "stock", "not_an_integer"),
        (10, "price:EUR", "not_a_number"),
        (11, "price:EUR", "not_a_number"),
    ]


def test_a_broken_picture_is_named_with_line_and_file(load, lamps, pictures, settings, channel):
    broken = pictures / "broken.png"
    broken.write_bytes((pictures / "lamp.png").read_bytes()[:200])
    text = LAMPS.replace(",7,\n", ",7,lamp.png|broken.png\n").replace(",4,\n", ",4,lamp.png\n")
    lamps.write_text(text, encoding="utf-8")

    with pytest.raises(ImportRejectedError) as caught:
        load(lamps, images=pictures)

    (error,) = caught.value.errors
    assert (error.line, error.file, error.code) == (11, "broken.png", "picture_broken")
    assert not Product.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing.png", "picture_missing"),
        ("../lamps.csv", "picture_missing"),
        ("/etc/hostname", "picture_missing"),
        ("text.png", "picture_broken"),
        ("icon.bmp", "picture_broken"),
        ("wide.png", "picture_too_large"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused(load, lamps, pictures, channel, name, code):
    (pictures / "text.png").write_text("<svg/>")
    Image.new("RGB", (4, 4)).save(pictures / "icon.bmp")
    Image.new("L", (12_001, 1)).save(pictures / "wide.png")
    lamps.write_text(LAMPS.replace(",7,\n", f",7,{name}\n"), encoding="utf-8")

    assert refused(load, lamps, images=pictures) == [(11, "images", code)]


def test_captions_that_cannot_be_kept_are_refused_with_their_column(load, lamps, pictures):
    head, *lines = LAMPS.splitlines()
    wide = [f"{head},image_texts,image_texts:de,image_texts:xx"]
    wide += [f"{line},,," for line in lines[:-1]]
    wide.append(f"{lines[-1]}lamp.png,{'x' * 201},Ton|Moos,Vase")
    # A text with a line break takes two lines of the file.
    lamps.write_text("\n".join(wide).replace("Bright, not,,,", "Bright, not"), encoding="utf-8")

    assert refused(load, lamps, images=pictures) == [(11, "image_texts:de", "too_many_texts")]
    lamps.write_text(lamps.read_text("utf-8").replace("Ton|Moos", "Ton"), encoding="utf-8")
    assert refused(load, lamps, images=pictures) == [
        (11, "image_texts", "too_long"),
        (11, "image_texts:xx", "unknown_locale"),
    ]
    assert not Product.objects.exists()


def test_a_product_does_not_turn_into_something_else(load, lamps, channel, tmp_path):
    load(lamps)
    header, vase = LAMPS.splitlines()[0], LAMPS.splitlines()[-1]
    other = tmp_path / "other.csv"

    other.write_text("\n".join([header, vase.replace("VASE", "LAMP").replace(",30,", ",,")]))
    assert (2, "sku", "structure_differs") in refused_codes(load, other)
    other.write_text("\n".join([header, vase.replace("VASE", "LAMP-MOSS").replace(",30,", ",,")]))
    assert (2, "sku", "structure_differs") in refused_codes(load, other)
    text = LAMPS.replace("product,LAMP,", "product,SPOT,").replace("-MOSS,LAMP", "-MOSS,SPOT")
    other.write_text(text.replace("-CLAY,LAMP", "-CLAY,SPOT"), encoding="utf-8")
    assert (9, "sku", "variant_of_other_product") in refused_codes(load, other)


def test_an_attribute_keeps_its_type(load, lamps, channel):
    load(lamps)
    lamps.write_text(LAMPS.replace("height,integer", "height,text"), encoding="utf-8")

    assert (7, "attr:height", "type_differs") in refused_codes(load, lamps)


def refused_codes(load, file):
    with pytest.raises(ImportRejectedError) as caught:
        load(file)
    return [(error.line, error.column, error.code) for error in caught.value.errors]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"\x00" * 64, b'sku,name\n"never closed,1\n']
)
def test_a_file_that_is_no_csv_is_refused(load, channel, tmp_path, content):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)

    with pytest.raises((ImportSourceError, ImportRejectedError)):
        load(path)
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'sku,name,stock\nA,Lamp,1\n"B,Vase,2\nC,Bowl,3\n', ["line 3", "quotation mark"]),
        (b'sku,name\nA,"Lamp "big" one"\n', ["line 2", "quotation mark"]),
        ("sku,name\nA,Lamp\nB,Bügel\n".encode("cp1252"), ["line 3", "UTF-8"]),
        ("sku,name\nA,Lamp\n".encode("utf-16"), ["line 1", "UTF-8"]),
        (b"sku;name;stock\nA;Lamp;1\n", ["line 1", "\u201c;\u201d"]),
        (b"sku\tname\nA\tLamp\n", ["line 1", "commas"]),
        (b"sku,name,stock,stock\nA,Lamp,7,\n", ["line 1", "\u201cstock\u201d"]),
        (b"sku, name ,stock,name\nA,Lamp,7,\n", ["line 1", "\u201cname\u201d"]),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(load, channel, tmp_path, content, words):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)

    with pytest.raises(ImportSourceError) as caught:
        load(path)

    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert not Product.objects.exists()


@pytest.mark.parametrize("profile", ["heron", "spree"])
def test_a_text_in_another_encoding_is_found_in_a_packed_file_too(load, channel, tmp_path, profile):
    path = tmp_path / "packed.csv.gz"
    good = [f"A{number},Lamp,lamp,Lamp,1.00" for number in range(5000)]
    lines = ["sku,name,slug,product_class,price:EUR", *good, "B,Bügel,b,Lamp,1.00"]
    path.write_bytes(gzip.compress("\n".join(lines).encode("cp1252")))

    with pytest.raises(ImportSourceError, match="line 5002"):
        load(path, profile=profile)


@pytest.mark.parametrize("name", ["missing.csv", "not-packed.csv.xz", "not-packed.csv.gz"])
def test_a_file_that_cannot_be_opened_is_refused(load, channel, tmp_path, name):
    if "packed" in name:
        (tmp_path / name).write_text(LAMPS, encoding="utf-8")

    with pytest.raises(ImportSourceError):
        load(Path(tmp_path / name))


def test_judging_ends_after_a_thousand_errors(load, channel, tmp_path):
    path = tmp_path / "many.csv"
    lines = "".join(f"X{number},Thing,Class,,{number}\n" for number in range(3000))
    path.write_text("sku,name,product_class,price:EUR,stock\n" + lines, encoding="utf-8")

    assert len(refused(load, path)) == 1000


@pytest.mark.parametrize(
    "text",
    ["- id: [", "- just text\n", "- id: 1\n  name: x\n", "- {id: 1, color: x}", "- {id: 1, id: 2}"],
)
def test_a_broken_yaml_entry_is_named_with_its_line(load, channel, tmp_path, text):
    good = (
        "- {id: a, name: A, category: c, style: s, description: d, price: 1.5, current_stock: 1,"
        " image: a.jpg}\n"
    )
    path = tmp_path / "products.yaml"
    path.write_text(good + text, encoding="utf-8")

    assert refused(load, path, profile="retail-demo-store") == [(2, "", "broken_entry")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("25.50,-3,", [(11, "cost:EUR", "out_of_range")]),
        ("25.50,3.005,", [(11, "cost:EUR", "too_precise")]),
        (",3.00,", [(11, "price:EUR", "missing")]),
    ],
)
def test_a_cost_is_an_amount_that_belongs_to_a_price(load, lamps, cells, expected):
    with_cost = LAMPS.replace("compare_at:EUR", "cost:EUR").replace("25.50,,", cells)
    lamps.write_text(with_cost, encoding="utf-8")

    assert refused(load, lamps) == expected
