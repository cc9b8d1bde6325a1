"""The blocks that marketers put on pages: what readers get of them, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.blocks import PageBody
from cms.models import HeronDocument
from cms.services import PageContent, ensure_page, ensure_reusable, ensure_video
from cms.services.contents import stream_value
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)

from .conftest import png
from .test_page_api import body_of, write

WEBM = b"\x1a\x45\xdf\xa3" + b"\x00" * 60
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def film(db):
    return ensure_video(file_name="kiln.webm", content=WEBM, title="The kiln")


def value_of(api, path="/", place=0, **query):
    return body_of(api, path, **query)["body"][place]["value"]


def refused(kind, **value):
    """Return the messages with which the editor's form would refuse the block."""
    with pytest.raises(ValidationError) as error:
        stream_value(PageBody(), [(kind, value)])
    return str(error.value.as_json_data() if hasattr(error.value, "as_json_data") else error.value)


def test_a_video_of_the_shop_has_an_address_and_a_type(api, home, picture, film):
    write(home, ("video", {"file": film, "poster": picture, "caption": "The kiln at work"}))

    value = value_of(api)

    assert value["poster"]["alt"] == "A mossy wall"
    assert value["file"]["type"] == "video/webm"
    assert value["file"]["url"].startswith("http://localhost:8000/media/documents/kiln")
    assert (value["caption"], value["embed"]) == ("The kiln at work", None)


@pytest.mark.parametrize(
    ("address", "embed"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=4", ("youtube", "abcdefghijk")),
        ("https://youtu.be/abcdefghijk", ("youtube", "abcdefghijk")),
        ("https://vimeo.com/123456789", ("vimeo", "123456789")),
    ],
)
def test_a_video_elsewhere_is_told_by_provider_and_key(api, home, picture, address, embed):
    write(home, ("video", {"address": address, "poster": picture, "caption": "x"}))

    assert value_of(api)["embed"] == dict(zip(("provider", "key"), embed, strict=True))


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/watch?v=abcdefghijk",
        "http://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com.evil.example/watch?v=abcdefghijk",
        "https://www.youtube.com/watch?v=%22onload%3D",
        "javascript:alert(1)",
    ],
)
def test_other_hosts_are_refused(db, picture, address):
    with pytest.raises(ValidationError):
        stream_value(
            PageBody(), [("video", {"address": address, "poster": picture, "caption": "x"})]
        )


def test_a_video_is_one_file_or_one_address(db, picture, film):
    both = {"file": film, "address": "https://vimeo.com/123456789"}
    for given in ({}, both):
        with pytest.raises(ValidationError):
            stream_value(PageBody(), [("video", {**given, "poster": picture, "caption": "x"})])


def test_a_file_that_only_says_it_is_a_video_is_refused(back_office, db):
    file = SimpleUploadedFile("film.mp4", b"<svg onload=alert(1)>", "video/mp4")
    answer = back_office.post(
        "/cms/documents/add/", {"title": "Film", "file": file, "collection": 1, "tags": ""}
    )

    assert "no video" in answer.content.decode()
    assert HeronDocument.objects.count() == 0


def test_a_picture_that_is_a_drawing_with_a_script_is_refused(back_office):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    file = SimpleUploadedFile("moss.svg", drawing, "image/svg+xml")
    answer = back_office.post("/cms/images/add/", {"title": "Moss", "file": file, "tags": ""})

    assert answer.status_code == 200
    assert "moss" not in [one.title.lower() for one in picture_rows()]


def picture_rows():
    from cms.models import HeronImage

    return HeronImage.objects.all()


def test_galleries_leave_out_pictures_that_are_gone(api, home, picture):
    from cms.services import ensure_image

    other = ensure_image(file_name="b.png", content=png(colour="#112233"), title="B")
    write(home, ("gallery", {"items": [{"image": picture, "caption": "One"}, {"image": other}]}))
    other.file.storage.delete(other.file.name)

    value = value_of(api)

    assert [item["caption"] for item in value["items"]] == ["One"]
    assert value["layout"] == "grid"


def test_places_on_a_picture_show_products_as_the_catalogue_does(api, channel, home, picture):
    lamp = make_product(channel, "Fen lamp")
    gone = make_product(channel, "Gone lamp")
    points = [
        {"x": 12.5, "y": 40, "product": lamp},
        {"x": 80, "y": 20, "title": "The wall"},
        {"x": 1, "y": 1, "product": gone},
    ]
    write(home, ("hotspots", {"image": picture, "points": points}))
    gone.delete()

    shown = value_of(api)["points"]

    assert [(one["x"], one["y"]) for one in shown] == [(12.5, 40.0), (80.0, 20.0)]
    assert shown[0]["product"]["name"] == "Fen lamp"
    assert (shown[1]["product"], shown[1]["title"]) == (None, "The wall")


def test_products_are_compared_by_what_the_catalogue_knows(api, channel, home):
    vase = make_product_class(channel.tenant, name="Vase")
    make_attribute(vase, "colour", "Moss", "Clay")
    make_attribute(vase, "shape", "Round")
    make = lambda name, **words: make_product(  # noqa: E731
        channel, name, product_class=vase, attributes=words
    )
    one, two = make("One", colour="moss", shape="round"), make("Two", colour="clay")
    write(
        home,
        ("comparison", {"products": [one, two]}),
        ("comparison", {"products": [one, two], "attributes": ["shape", "unheard-of"]}),
    )

    shared, chosen = (block["value"]["rows"] for block in body_of(api)["body"])

    assert shared == [{"code": "colour", "name": "Colour", "values": ["Moss", "Clay"]}]
    assert chosen == [{"code": "shape", "name": "Shape", "values": ["Round", None]}]


def test_a_countdown_tells_its_end_in_one_time_zone(api, home):
    ends_at = datetime(2030, 11, 30, 23, 0, tzinfo=UTC)
    write(home, ("countdown", {"heading": "Autumn", "ends_at": ends_at, "text_after": "Over."}))

    value = value_of(api)

    assert (value["ends_at"], value["text_after"]) == ("2030-11-30T23:00:00Z", "Over.")


def test_columns_and_tabs_hold_blocks(api, home, picture):
    text = ("rich_text", {"html": "<p>x</p>"})
    write(
        home,
        ("columns", {"columns": [{"blocks": [text]}, {"blocks": [("quote", {"text": "y"})]}]}),
        ("tabs", {"tabs": [{"title": "A", "blocks": [text]}, {"title": "B", "blocks": []}]}),
    )

    columns, tabs = (block["value"] for block in body_of(api)["body"])

    kinds = [[block["type"] for block in column["blocks"]] for column in columns["columns"]]
    assert kinds == [["rich_text"], ["quote"]]
    assert [tab["title"] for tab in tabs["tabs"]] == ["A", "B"]
    assert tabs["tabs"][0]["blocks"][0]["value"] == {"html": "<p>x</p>"}


def test_best_sellers_searches_and_what_was_viewed(api, channel, home):
    make_product(channel, "Lamp")
    write(
        home,
        ("product_rail", {"source": "bestselling", "limit": 4}),
        ("product_rail", {"source": "search", "search": "/en/search?q=oak table&page=2"}),
        ("product_rail", {"source": "search", "search": "?q=oak table&sort=price", "limit": 3}),
        ("product_rail", {"source": "viewed"}),
    )

    best, broken, searched, viewed = (block["value"] for block in body_of(api)["body"])

    assert [product["name"] for product in best["products"]] == ["Lamp"]
    assert (broken["search"], broken["products"]) == (None, [])
    assert (searched["search"], searched["limit"]) == ("q=oak+table&sort=price", 3)
    assert (viewed["source"], viewed["products"]) == ("viewed", [])


def test_reusable_content_is_read_in_the_language_of_the_page(
    api, channel, home, german_home, about
):
    text = lambda words: [("rich_text", {"html": f"<p>{words}</p>"})]  # noqa: E731
    english = ensure_reusable(channel=channel, locale="en", name="Care", body=text("Oil it."))
    write(home, ("reusable", {"content": english}))
    write(german_home, ("reusable", {"content": english}))
    assert value_of(api, locale="de") == {"blocks": []}
    ensure_reusable(
        channel=channel, locale="de", name="Pflege", body=text("Ölen."), translation_of=english
    )

    assert value_of(api)["blocks"][0]["value"] == {"html": "<p>Oil it.</p>"}
    assert value_of(api, locale="de")["blocks"][0]["value"] == {"html": "<p>Ölen.</p>"}


def test_nothing_can_hold_itself(db):
    """Content within content, and places within places, are no blocks of theirs."""
    for kind in ("reusable", "slot", "columns", "tabs"):
        inner = PageBody().child_blocks["slot"].child_blocks["blocks"].child_blocks
        assert kind not in inner


def test_a_personalised_place_tells_conditions_of_the_reader_and_settles_the_others(api, home):
    text = lambda words: [("rich_text", {"html": f"<p>{words}</p>"})]  # noqa: E731
    now = timezone.now()
    variants = [
        {"name": "Gone", "ends_at": now - timedelta(days=1), "blocks": text("old")},
        {"name": "Arabs", "language": "ar", "blocks": text("ar")},
        {"name": "Alps", "country": "at, ch", "device": "phone", "blocks": text("Servus")},
        {"name": "Members", "visit": "signed_in", "blocks": text("Back")},
    ]
    write(home, ("slot", {"name": "Welcome", "blocks": text("Hello"), "variants": variants}))

    value = value_of(api)

    assert value["blocks"][0]["value"] == {"html": "<p>Hello</p>"}
    conditions = [
        (one["countries"], one["device"], one["visit"], one["blocks"][0]["value"]["html"])
        for one in value["variants"]
    ]
    assert conditions == [
        (["AT", "CH"], "phone", "any", "<p>Servus</p>"),
        ([], "any", "signed_in", "<p>Back</p>"),
    ]
    stored = home.body[0].value["variants"].bound_blocks
    assert [one["key"] for one in value["variants"]] == [stored[2].id, stored[3].id]


def test_scripts_in_every_text_are_texts_or_nothing(api, home, picture, film):
    write(
        home,
        ("rich_text", {"html": f"<p>{SCRIPT}x</p><img src=x onerror=alert(1)>"}),
        (
            "tabs",
            {
                "tabs": [
                    {"title": SCRIPT, "blocks": [("rich_text", {"html": f"<p>{SCRIPT}y</p>"})]},
                    {"title": "B", "blocks": []},
                ]
            },
        ),
    )

    text, tabs = (block["value"] for block in body_of(api)["body"])

    assert text["html"] == "<p>x</p>"
    assert tabs["tabs"][0]["title"] == SCRIPT  # a text: the storefront escapes it
    assert tabs["tabs"][0]["blocks"][0]["value"]["html"] == "<p>y</p>"


def test_products_in_reusable_content_are_looked_up_with_those_of_the_page(
    api, channel, home, django_assert_num_queries
):
    lamp = make_product(channel, "Lamp", categories=[make_category(channel.tenant, "Lamps")])
    rail = ("product_rail", {"products": [lamp]})
    content = ensure_reusable(channel=channel, locale="en", name="Rail", body=[rail])
    ensure_page(
        parent=home,
        slug="story",
        content=PageContent(title="Story", body=[("reusable", {"content": content}), rail]),
    )

    inside, beside = (block["value"] for block in body_of(api, "/story/")["body"])

    assert inside["blocks"][0]["value"]["products"] == beside["products"]
