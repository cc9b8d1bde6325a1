"""Pages, menus and banners go through wagtail-localize string by string."""

import re

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.enums import MenuKey
from cms.models import ContentPage, Menu
from cms.services import (
    BannerContent,
    PageContent,
    ensure_banner,
    ensure_menu,
    ensure_page,
    ensure_reusable,
    ensure_video,
)
from commerce.catalogue.tests.factories import make_category, make_product


@pytest.fixture
def translate(django_capture_on_commit_callbacks):
    """Submit for translation, translate the given strings, publish."""

    def run(instance, locale, **strings):
        with django_capture_on_commit_callbacks(execute=True):
            return _translate(instance, locale, strings)

    return run


def _translate(instance, locale, strings):
    source, _created = TranslationSource.get_or_create_from_instance(instance)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=strings.get(segment.string.data, segment.string.data),
        )
    translation.save_target(publish=True)
    return translation.get_target_instance()


@pytest.fixture
def german(db):
    return Locale.objects.get_or_create(language_code="de")[0]


def test_a_page_with_every_block_is_translated(
    api, channel, home, german_home, german, picture, translate
):
    lamps = make_category(channel.tenant, "Lamps")
    lamp = make_product(channel, "Fen lamp", categories=[lamps])
    other = make_product(channel, "Moor lamp")
    film = ensure_video(file_name="k.webm", content=b"\x1a\x45\xdf\xa3" + b"0" * 9, title="K")
    text = ("rich_text", {"html": "<p>Old.</p>"})
    care = ensure_reusable(channel=channel, locale="en", name="Care", body=[text])
    body = [
        ("hero", {"heading": "Quiet", "image": picture, "link": {"label": "Shop", "page": home}}),
        ("image_text", {"image": picture, "html": "<p>Moss.</p>"}),
        ("rich_text", {"html": f'<p>See <a linktype="page" id="{home.pk}">home</a></p>'}),
        ("quote", {"text": "Kept.", "author": "Ines"}),
        ("accordion", {"items": [{"question": "Why?", "html": "<p>So.</p>"}]}),
        ("product_rail", {"heading": "Ours", "products": [lamp]}),
        ("category_tiles", {"tiles": [{"category": lamps, "text": "Glow"}]}),
        ("usp_row", {"items": [{"title": "Oiled"}]}),
        ("picture", {"image": picture, "caption": "Wall"}),
        ("gallery", {"items": [{"image": picture, "caption": "Wall"}, {"image": picture}]}),
        ("video", {"file": film, "poster": picture, "caption": "Kiln"}),
        ("hotspots", {"image": picture, "points": [{"x": 1, "y": 2, "product": lamp}]}),
        ("comparison", {"products": [lamp, other], "attributes": ["colour"]}),
        ("countdown", {"heading": "Soon", "ends_at": timezone.now()}),
        ("columns", {"columns": [{"blocks": [text]}, {"blocks": [text]}]}),
        (
            "tabs",
            {"tabs": [{"title": "Front", "blocks": [text]}, {"title": "B", "blocks": [text]}]},
        ),
        ("reusable", {"content": care}),
        (
            "slot",
            {
                "name": "Hi",
                "blocks": [text],
                "variants": [
                    {"name": "DE", "country": "DE", "blocks": [("quote", {"text": "Servus"})]},
                ],
            },
        ),
    ]
    page = ensure_page(parent=home, slug="story", content=PageContent(title="Story", body=body))

    words = {"Quiet": "Leise", "Oiled": "Geölt", "Old.": "Alt.", "Front": "Vorne", "Hi": "Hallo"}
    translate(page, german, Story="Geschichte", story="geschichte", Servus="Grüezi", **words)

    query = {"path": "/geschichte/", "locale": "de"}
    answer = api.get("/api/v1/content/page/", query).json()
    values = [block["value"] for block in answer["body"]]
    assert (answer["title"], values[0]["heading"]) == ("Geschichte", "Leise")
    assert values[0]["link"] == {"label": "Shop", "url": "/"}
    assert values[0]["image"]["alt"] == "A mossy wall"
    assert values[2]["html"] == '<p>See <a href="/">home</a></p>'
    assert values[5]["products"][0]["name"] == "Fen lamp"
    assert values[7]["items"][0]["title"] == "Geölt"
    by_type = {block["type"]: block["value"] for block in answer["body"]}
    assert by_type["tabs"]["tabs"][0]["title"] == "Vorne"
    assert by_type["columns"]["columns"][0]["blocks"][0]["value"]["html"] == "<p>Alt.</p>"
    assert by_type["hotspots"]["points"][0]["product"]["name"] == "Fen lamp"
    assert by_type["reusable"] == {"blocks": []}  # German has none yet
    assert by_type["slot"]["variants"][0]["countries"] == ["DE"]
    assert by_type["slot"]["variants"][0]["blocks"][0]["value"]["text"] == "Grüezi"
    assert answer["alternates"] == {"en": "/story/", "de": "/geschichte/"}
    # Products and categories have their own translations: translators would see a number there.
    paths = OverridableSegment.objects.values_list("context__path", flat=True)
    assert [each for each in paths if re.search(r"\.(product|products|category)(\.|$)", each)] == []
    assert len(paths) > 3
    assert ContentPage.objects.get(locale=german).public_id == page.public_id


def test_menus_and_banners_are_translated(api, channel, german_home, german, translate):
    entry = {
        "label": "All",
        "address": "/products",
        "children": [{"label": "New", "address": "/n"}],
    }
    menu = ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[entry])
    link = {"label": "How", "address": "/delivery"}
    banner = ensure_banner(
        channel=channel, locale="en", content=BannerContent(text="Free", link=link)
    )

    translate(menu, german, All="Alles", New="Neu")
    translate(banner, german, Free="Gratis", How="So")

    menus = api.get("/api/v1/content/menus/", {"locale": "de"}).json()
    banners = api.get("/api/v1/content/banners/", {"locale": "de"}).json()
    assert menus["header"] == [
        {"label": "Alles", "url": "/products", "children": [{"label": "Neu", "url": "/n"}]}
    ]
    assert (banners["results"][0]["text"], banners["results"][0]["link"]["label"]) == (
        "Gratis",
        "So",
    )
    assert Menu.objects.count() == 2
