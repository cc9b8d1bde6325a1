"""What an import makes of a file in our own format."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from commerce.catalogue.models import ProductDocument
from commerce.core.models import OutboxEvent
from commerce.core.tests.profiles import adobe_rgb
from commerce.core.translated import fingerprint
from commerce.exchange.errors import ImportRejectedError
from commerce.exchange.reports import Outcome
from commerce.exchange.tests.conftest import LAMPS
from commerce.oscar.catalogue.models import (
    AttributeOption,
    Category,
    Product,
    ProductAttribute,
    ProductImage,
)
from commerce.oscar.partner.models import StockRecord, StockRecordPrice

pytestmark = pytest.mark.usefixtures("channel_of_module")

CREATED, CHANGED = Outcome.CREATED, Outcome.CHANGED
UNCHANGED, REMOVED = Outcome.UNCHANGED, Outcome.REMOVED


def document(api, slug, **parameters):
    answer = api.get(f"/api/v1/products/{slug}/", parameters)
    assert answer.status_code == 200
    return answer.json()


def changed_kinds(report):
    """What was not left alone, by kind."""
    return {
        kind: {outcome.value: count for outcome, count in outcomes.items() if count}
        for kind, outcomes in report.counts.items()
        if any(outcomes[outcome] for outcome in (CREATED, CHANGED, REMOVED))
    }


def test_products_variants_and_words_are_made(load, lamps, channel):
    report = load(lamps)

    assert report.counts["product"][CREATED] == 2
    assert report.counts["variant"][CREATED] == 2
    lamp = Product.objects.get(code="LAMP")
    assert (lamp.structure, lamp.title, lamp.product_class.name) == (
        "parent",
        "Reading lamp",
        "Lamp",
    )
    assert lamp.description == "Bright, not\nblinding."
    assert lamp.public_id.startswith("prod_")
    assert lamp.tenant == channel.tenant
    assert [child.code for child in lamp.children.order_by("pk")] == ["LAMP-MOSS", "LAMP-CLAY"]
    assert all(child.public_id.startswith("var_") for child in lamp.children.all())
    assert Category.objects.get(slug="table-lamps").get_parent().name == "Lighting"
    types = dict(
        ProductAttribute.objects.filter(product_class__name="Lamp").values_list("code", "type")
    )
    assert types == {
        "brand": "option",
        "colour": "option",
        "height": "integer",
        "dimmable": "boolean",
    }
    assert list(
        AttributeOption.objects.filter(group__code="colour").values_list("option", "swatch")
    ) == [
        ("Clay", "#b4552d"),
        ("Moss", "#6b7a4b"),
    ]


def test_prices_and_stock_are_kept_per_currency(load, lamps, channel):
    load(lamps)

    record = StockRecord.objects.get(partner_sku="LAMP-CLAY")
    assert (record.num_in_stock, record.price, record.price_currency) == (
        0,
        Decimal("79.00"),
        "EUR",
    )
    prices = StockRecordPrice.objects.filter(stockrecord__partner_sku__startswith="LAMP")
    assert set(
        prices.values_list("stockrecord__partner_sku", "currency", "amount", "compare_at")
    ) == {
        ("LAMP-MOSS", "EUR", Decimal("89.00"), None),
        ("LAMP-MOSS", "USD", Decimal("99.00"), None),
        ("LAMP-CLAY", "EUR", Decimal("79.00"), Decimal("89.00")),
    }
    assert not StockRecord.objects.filter(product__code="LAMP").exists()


@pytest.mark.parametrize(
    ("currency", "good", "bad"),
    [("KWD", "3.255", "3.2555"), ("TND", "0.001", "0.0001"), ("JPY", "980", "980.5")],
)
def test_prices_have_the_decimals_of_their_currency(api, load, lamps, channel, currency, good, bad):
    channel.currencies = [*channel.currencies, currency]
    channel.save()
    lamps.write_text(LAMPS.replace("price:USD", f"price:{currency}").replace("99.00", good))
    load(lamps)

    assert StockRecordPrice.objects.get(currency=currency).amount == Decimal(good)
    (variant, _other) = document(api, "reading-lamp")["variants"]
    assert variant["prices"][currency]["price"] == {"amount": good, "currency": currency}
    lamps.write_text(LAMPS.replace("price:USD", f"price:{currency}").replace("99.00", bad))
    with pytest.raises(ImportRejectedError) as refused:
        load(lamps)
    assert [error.code for error in refused.value.errors] == ["too_precise"]


def test_the_result_can_be_shopped_in_every_language(api, load, lamps):
    load(lamps)

    english = document(api, "reading-lamp")
    assert [variant["sku"] for variant in english["variants"]] == ["LAMP-MOSS", "LAMP-CLAY"]
    assert [value["label"] for value in english["options"][0]["values"]] == ["Clay", "Moss"]
    assert english["prices"]["EUR"]["from"] == {"amount": "79.00", "currency": "EUR"}
    assert english["brand"] == {"code": "rook", "label": "Rook"}
    german = document(api, "leselampe", locale="de")
    assert german["name"] == "Leselampe"
    assert german["options"][0]["name"] == "Farbe"
    assert german["options"][0]["values"][0]["label"] == "Ton"


def test_a_second_import_changes_nothing(load, lamps, channel, django_assert_max_num_queries):
    load(lamps)
    versions = list(ProductDocument.objects.in_channel(channel).values_list("pk", "version"))
    updated = list(Product.objects.values_list("pk", "date_updated").order_by("pk"))

    report = load(lamps)

    assert changed_kinds(report) == {}
    assert report.counts["product"][UNCHANGED] == 2
    assert (
        list(ProductDocument.objects.in_channel(channel).values_list("pk", "version")) == versions
    )
    assert list(Product.objects.values_list("pk", "date_updated").order_by("pk")) == updated


def test_a_cost_is_read_and_kept_where_none_is_given(load, lamps):
    with_cost = LAMPS.replace("compare_at:EUR", "cost:EUR").replace("25.50,,", "25.50,12.00,")
    lamps.write_text(with_cost, encoding="utf-8")
    load(lamps)
    lamps.write_text(LAMPS.replace("25.50", "19.00"), encoding="utf-8")

    load(lamps)

    price = StockRecordPrice.objects.get(stockrecord__partner_sku="VASE")
    assert (price.amount, price.cost) == (Decimal("19.00"), Decimal("12.00"))


def test_options_that_differ_in_size_stay_apart(api, load, lamps):
    sizes = LAMPS.replace("Moss,,,89", "2.2 l,,,89").replace("Clay,,,79", "22 l,,,79")
    lamps.write_text(sizes, encoding="utf-8")

    load(lamps)

    options = document(api, "reading-lamp")["options"][0]["values"]
    assert {value["code"]: value["label"] for value in options} == {
        "2.2-l": "2.2 l",
        "22-l": "22 l",
    }


def test_only_what_differs_is_written(api, load, lamps):
    load(lamps)
    lamps.write_text(
        LAMPS.replace("25.50", "19.00").replace(",Reed,", ",,").replace("Moos", "Moosgrün"),
        encoding="utf-8",
    )

    report = load(lamps)

    assert changed_kinds(report) == {
        "price": {"changed": 1, "unchanged": 3},
        "stock record": {
            "changed": 1,
            "unchanged": 2,
        },
    }
    assert document(api, "vase")["prices"]["EUR"]["from"]["amount"] == "19.00"


def test_an_attribute_value_that_is_gone_from_the_file_is_removed(load, lamps):
    load(lamps)
    lamps.write_text(LAMPS.replace(",42,yes,", ",,no,"), encoding="utf-8")

    report = load(lamps)

    assert changed_kinds(report)["attribute value"] == {"changed": 1, "unchanged": 5, "removed": 1}
    lamp = Product.objects.get(code="LAMP")
    values = {value.attribute.code: value.value for value in lamp.attribute_values.all()}
    assert values["dimmable"] is False
    assert "height" not in values


def test_what_the_file_does_not_mention_stays(load, lamps, channel):
    load(lamps)
    rook = Product.objects.create(
        structure="standalone", title="Rook", code="ROOK", tenant=channel.tenant
    )
    lines = LAMPS.splitlines(keepends=True)
    lamps.write_text("".join(line for line in lines if "LAMP-CLAY" not in line), encoding="utf-8")

    load(lamps)

    assert Product.objects.filter(code="LAMP-CLAY").exists()
    assert Product.objects.filter(pk=rook.pk).exists()


def test_stock_that_is_not_given_is_left_alone(load, lamps, channel):
    load(lamps)
    lamps.write_text(LAMPS.replace(",4,\n", ",,\n").replace(",7,\n", ",,\n"), encoding="utf-8")

    assert not load(lamps).has_changes
    assert StockRecord.objects.get(partner_sku="LAMP-MOSS").num_in_stock == 4


def test_classes_and_categories_can_be_described(load, lamps, pictures, channel, api):
    described = (
        "class,,,Lamp,Leuchte" + "," * 20 + "\n"
        "category,,,,Beleuchtung,licht,,Lighting,,Light for evenings," + "," * 14 + "lamp.png\n"
    )
    header, rest = LAMPS.split("\n", 1)
    lamps.write_text(f"{header}\n{described}{rest}", encoding="utf-8")

    load(lamps, images=pictures)
    again = load(lamps, images=pictures)

    assert not again.has_changes
    category = api.get("/api/v1/categories/licht/", {"locale": "de"}).json()
    assert (category["name"], category["description"]) == ("Beleuchtung", "Light for evenings")
    assert category["image"]["width"] == 600
    assert document(api, "leselampe", locale="de")["product_class"]["name"] == "Leuchte"


def test_renaming_a_word_reaches_products_outside_of_the_file(load, lamps, channel, tmp_path):
    load(lamps)
    words = LAMPS.splitlines()
    only_words = tmp_path / "words.csv"
    only_words.write_text(
        "\n".join([*words[:1], "class,,,Lamp,Lampe" + "," * 20]), encoding="utf-8"
    )
    load(only_words)
    published = OutboxEvent.objects.filter(topic="shop.catalogue_words_changed").count()

    only_words.write_text(
        "\n".join([*words[:1], "class,,,Lamp,Leuchte" + "," * 20]), encoding="utf-8"
    )
    load(only_words)

    assert OutboxEvent.objects.filter(topic="shop.catalogue_words_changed").count() == published + 1


def test_a_batch_costs_the_same_queries_however_large_it_is(load, channel, tmp_path):
    def queries(count):
        path = tmp_path / f"{count}.csv"
        lines = "".join(f"{count}-{n},Thing {n},Thing,Things,Maker,1.50,2\n" for n in range(count))
        path.write_text(
            "sku,name,product_class,category,brand,price:EUR,stock\n" + lines, encoding="utf-8"
        )
        with CaptureQueriesContext(connection) as captured:
            load(path)
        return len(captured)

    queries(1)  # makes the words

    # SQLite splits statements that have very many values.
    assert queries(5) == queries(15) < 80


def test_a_product_made_by_hand_is_found_by_its_stock_record(load, lamps, channel):
    load(lamps)
    Product.objects.filter(code="VASE").update(code=None)

    report = load(lamps)

    assert report.counts["product"][CREATED] == 0
    assert Product.objects.filter(title="Vase").count() == 1


def test_a_dry_run_tells_and_writes_nothing(load, lamps, channel):
    report = load(lamps, is_dry_run=True)

    assert report.is_dry_run
    assert report.counts["product"][CREATED] == 2
    assert report.counts["category"][CREATED] == 3
    assert not Product.objects.exists()
    assert not Category.objects.exists()


def test_pictures_are_stored_once_and_kept(load, lamps, pictures, settings, api):
    text = LAMPS.replace(",4,\n", ",4,lamp-moss.png|lamp.png\n").replace(",0,\n", ",0,lamp.png\n")
    lamps.write_text(text, encoding="utf-8")

    first = load(lamps, images=pictures)
    before = list(ProductImage.objects.values_list("pk", "original", "date_created"))
    second = load(lamps, images=pictures)

    assert first.counts["picture"][CREATED] == 3
    assert changed_kinds(second) == {}
    assert list(ProductImage.objects.values_list("pk", "original", "date_created")) == before
    assert len(list((settings.MEDIA_ROOT / "products").rglob("*.png"))) == 2
    shown = document(api, "reading-lamp")
    assert len(shown["images"]) == 2
    assert [len(variant["image_ids"]) for variant in shown["variants"]] == [2, 1]
    assert shown["images"][0]["sources"][0]["url"].endswith(".webp")


def with_captions(file, **cells):
    """Add columns to the lamps; the moss lamp has two pictures and fills them in."""
    rows = list(csv.reader(io.StringIO(LAMPS)))
    rows[0] += [name.replace("__", ":") for name in cells]
    for row in rows[1:]:
        is_moss = row[1] == "LAMP-MOSS"
        row[-1] = "lamp-moss.png|lamp.png" if is_moss else row[-1]
        row += [text if is_moss else "" for text in cells.values()]
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def test_what_pictures_show_is_told_in_each_language_and_stays_where_it_is_not(
    api, load, lamps, pictures
):
    with_captions(lamps, image_texts="On a desk|In a hall", image_texts__de="Auf einem Tisch|")
    load(lamps, images=pictures)
    desk, hall = ProductImage.objects.order_by("display_order")
    assert (desk.caption, hall.caption) == ("On a desk", "In a hall")
    assert desk.translations == {
        "de": {"caption": "Auf einem Tisch", "made_of": {"caption": fingerprint("On a desk")}}
    }
    assert hall.translations == {}
    assert changed_kinds(load(lamps, images=pictures)) == {}
    assert document(api, "leselampe", locale="de")["images"][0]["alt"] == "Auf einem Tisch"

    with_captions(lamps, image_texts__fr="Sur un bureau|Dans un couloir")
    load(lamps, images=pictures)
    desk.refresh_from_db()
    assert (desk.caption, sorted(desk.translations)) == ("On a desk", ["de", "fr"])
    with_captions(lamps)
    assert changed_kinds(load(lamps, images=pictures)) == {}


def test_a_dry_run_stores_no_pictures(load, lamps, pictures, settings):
    lamps.write_text(LAMPS.replace(",7,\n", ",7,lamp.png\n"), encoding="utf-8")

    report = load(lamps, images=pictures, is_dry_run=True)

    assert report.counts["picture"][CREATED] == 1
    assert not settings.MEDIA_ROOT.exists()


def test_a_picture_cut_off_by_a_crash_is_stored_again(load, lamps, pictures, settings):
    lamps.write_text(LAMPS.replace(",7,\n", ",7,lamp.png\n"), encoding="utf-8")
    load(lamps, images=pictures)
    (stored,) = (settings.MEDIA_ROOT / "products").rglob("*.png")
    whole = stored.read_bytes()
    stored.write_bytes(whole[:50])
    ProductImage.objects.all().delete()

    load(lamps, images=pictures)

    assert stored.read_bytes() == whole


@pytest.mark.parametrize("batch_size", [1, 2, 200])
def test_the_size_of_batches_makes_no_difference(load, lamps, batch_size, channel):
    load(lamps, batch_size=batch_size)

    assert ProductDocument.objects.in_channel(channel).count() == 2 * len(channel.locales)


def test_strange_texts_are_kept_as_they_are(load, lamps, api):
    evil = "'; DROP TABLE catalogue_product; -- {{ 7*7 }} <script>alert(1)</script>${x}"
    text = LAMPS.replace("VASE,,Vase", f"VASE,,{evil}").replace("Reed,,", f"Reed,{evil},")
    lamps.write_text(text, encoding="utf-8")

    load(lamps)

    vase = Product.objects.get(code="VASE")
    assert (vase.title, vase.description) == (evil, evil)
    shown = document(api, vase.slug)
    assert shown["name"] == evil
    assert "<script>" not in shown["description"]


GRADES = """\
kind,sku,parent,name,product_class,category,code,type,axis,attribute,attr:grade,price:EUR,stock
attribute,,,Grade,,,grade,option,yes,,,,
product,EGG,,Eggs,Egg,Food,,,,,,,
"""


def import_grades(load, tmp_path, grades, *, definitions=""):
    """One variant for each grade; returns what the catalogue then says of each SKU."""
    head, product = GRADES.rsplit("product,", 1)
    rows = "".join(f"variant,EGG-{n},EGG,,,,,,,,{grade},2.00,4\n" for n, grade in enumerate(grades))
    path = tmp_path / "eggs.csv"
    path.write_text(f"{head}{definitions}product,{product}{rows}", encoding="utf-8")
    load(path)
    eggs = Product.objects.filter(parent__code="EGG").order_by("code")
    return [egg.attribute_values.get().value_option for egg in eggs]


@pytest.mark.parametrize(
    "grades",
    [
        ["A", "A+", "A++", "A-"],
        ["3/4", "34", "¾", "3-4"],
        ["C", "C++", "C#"],
        ["50", "50 %", "50 °"],
        ["S/M", "SM", "S-M"],
        ["1/2", "12", "½", "1.2"],
        ["-5", "5", "+5", "±5"],
        ["E", "É"],
        ["Red 🔴", "Red 🟢", "🔴", "🟢"],
    ],
)
def test_labels_that_differ_are_different_options(load, channel, tmp_path, api, grades):
    options = import_grades(load, tmp_path, grades)

    assert [option.option for option in options] == grades
    assert len({option.code for option in options}) == len(grades)
    shown = document(api, "eggs")["variants"]
    assert [variant["options"]["grade"] for variant in shown] == [option.code for option in options]
    again = import_grades(load, tmp_path, grades)
    assert again == options
    assert AttributeOption.objects.count() == len(grades)


def test_declared_codes_do_not_merge_labels(load, channel, tmp_path):
    declared = "".join(
        f"option,,,{label},,,{code},,,grade,,,\n"
        for label, code in (("A", "a"), ("A+", "a-plus"), ("A++", "a-plus-plus"))
    )

    options = import_grades(load, tmp_path, ["A+", "a-plus-plus", "A"], definitions=declared)

    assert [option.option for option in options] == ["A+", "A++", "A"]
    assert AttributeOption.objects.count() == 3


def test_case_and_hyphens_between_words_do_not_make_another_option(load, channel, tmp_path):
    import_grades(load, tmp_path, ["Extra large"])

    options = import_grades(load, tmp_path, ["extra-large"])

    assert AttributeOption.objects.count() == 1
    assert options[0].option == "Extra large"


def test_an_option_made_by_hand_gets_a_code_of_its_own(load, channel, tmp_path):
    options = import_grades(load, tmp_path, ["A"])

    made = AttributeOption.objects.create(group=options[0].group, option="A!")

    assert (options[0].code, made.code) == ("a", "a-2")


def test_pictures_keep_the_colours_their_profile_means(load, lamps, pictures, channel):
    Image.new("RGB", (600, 400), (200, 120, 60)).save(
        pictures / "press.jpg", quality=100, icc_profile=adobe_rgb()
    )
    lamps.write_text(LAMPS.replace(",7,\n", ",7,press.jpg\n"), encoding="utf-8")

    load(lamps, images=pictures)

    (_width, name), *_more = ProductImage.objects.get().renditions["files"]
    with default_storage.open(name) as file, Image.open(file) as rendition:
        found = rendition.convert("RGB").getpixel((300, 200))
        assert rendition.info.get("icc_profile") is None
    assert all(abs(one - other) <= 4 for one, other in zip(found, (224, 121, 53), strict=True))
