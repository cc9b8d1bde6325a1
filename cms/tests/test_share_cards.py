"""The picture that is painted for whoever shares a page."""

import json
from base64 import urlsafe_b64decode
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from cms.findings import list_findings, search_appearance
from cms.services import share_fonts, share_pictures
from cms.share_cards import ShareCard, card_path, look_of
from commerce.tenancy.enums import Font
from commerce.tenancy.services import update_branding

MOSS, ACCENT, GROUND, PRIMARY = (107, 122, 75), (180, 85, 45), (248, 244, 235), (36, 53, 47)


@pytest.fixture(autouse=True)
def secret_of_both(settings):
    settings.STOREFRONT_REVALIDATE_SECRET = "a secret of sufficient length for tests"
    caches["pictures"].clear()


def card(channel, **said):
    known = {"locale": "en", "title": "Fen lamp", "picture": "", "look": "12345678"}
    return card_path(ShareCard(channel=channel.code, **{**known, **said}))


def painted(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    picture = Image.open(BytesIO(answer.content))
    assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert len(answer.content) < 300_000
    return picture.convert("RGB")


def near(picture, place, colour):
    return all(abs(a - b) < 12 for a, b in zip(picture.getpixel(place), colour, strict=True))


def has_ink(picture, box):
    """Whether something is written in a part that would else have the colour of the ground."""
    low, _high = picture.crop(box).convert("L").getextrema()
    return low < 100


def test_a_card_has_the_title_the_photo_and_the_look_of_the_shop(client, channel, picture):
    path = picture.get_rendition("width-960|srgb|format-webp").url
    shown = painted(client, card(channel, picture=path))
    assert near(shown, (4, 300), PRIMARY)
    assert near(shown, (600, 20), GROUND)
    assert near(shown, (950, 300), MOSS)
    assert has_ink(shown, (72, 160, 640, 470))


def test_arabic_begins_at_the_right(client, channel, picture):
    path = picture.get_rendition("width-960|srgb|format-webp").url
    shown = painted(client, card(channel, locale="ar", title="مصباح أرضي", picture=path))
    assert near(shown, (1196, 300), PRIMARY)
    assert near(shown, (250, 300), MOSS)
    assert has_ink(shown, (900, 160, 1128, 470))
    assert not has_ink(shown, (510, 160, 600, 470))


def with_font(channel, font, file=None):
    channel.branding.heading_font = font
    channel.branding.font_file = ContentFile(file, name="own.woff2") if file else ""
    update_branding(branding=channel.branding)
    return look_of(channel.branding)


def words(client, channel, **said):
    """The part of a picture in which its title stands, as it is in the channel's look of now."""
    caches["pictures"].clear()
    shown = painted(client, card(channel, look=look_of(channel.branding), **said))
    return shown.crop((72, 156, 1128, 480))


def test_the_title_has_the_font_of_the_headings(client, channel):
    looks = {font: with_font(channel, font) for font in Font if font != Font.OWN}
    assert len(set(looks.values())) == len(looks)
    drawn = {}
    for font in looks:
        with_font(channel, font)
        drawn[font] = words(client, channel).tobytes()
    # IBM Plex Sans stands for the sans serif of a device.
    assert drawn.pop(Font.SYSTEM_SANS) == drawn[Font.PLEX_SANS]
    assert len(set(drawn.values())) == len(drawn)

    own = (share_fonts.MARKAZI / "markazi-text-latin-wght-normal.woff2").read_bytes()
    with_font(channel, Font.OWN, own)
    assert words(client, channel).tobytes() == drawn[Font.MARKAZI]
    default_storage.delete(channel.branding.font_file.name)
    assert words(client, channel).tobytes() == drawn[Font.PLEX_SANS]
    with_font(channel, Font.OWN, own[:4000])
    assert words(client, channel).tobytes() == drawn[Font.PLEX_SANS]


def test_arabic_letters_are_those_of_the_storefront_s_headings(client, channel):
    said = {"locale": "ar", "title": "مصباح أرضي"}
    with_font(channel, Font.NEWSREADER)
    drawn = words(client, channel, **said)
    with_font(channel, Font.PLEX_SANS)
    assert words(client, channel, **said).tobytes() == drawn.tobytes()
    with_font(
        channel,
        Font.OWN,
        (share_fonts.MARKAZI / "markazi-text-arabic-wght-normal.woff2").read_bytes(),
    )
    assert words(client, channel, **said).tobytes() == drawn.tobytes()
    with patch.object(share_fonts, "_contents", return_value=[]):
        assert words(client, channel, **said).tobytes() != drawn.tobytes()


LONG = (
    (
        "ar",
        "دليل شراء مصابيح LED من Reed & Rook لعام 2026: الإضاءة الدافئة (2700K) خطوة بخطوة، والمصابيح",
    ),
    ("ar", "إِضَاءَةٌ هَادِئَةٌ لِلْمَسَاءِ " * 3),
    (
        "en",
        "How to choose a lamp for a small room, and what light does to the colour of your walls",
    ),
    ("en", "W" * 130),
    ("de", "Übergrößen für Ärzte und Öfen, ÅÄÖÜ"),
    ("de", "Donaudampfschifffahrtsgesellschaft: Möbel"),
)


@pytest.mark.parametrize(("locale", "title"), LONG)
def test_no_letter_is_cut_off(client, channel, picture, locale, title):
    for path in ("", picture.get_rendition("width-960|srgb|format-webp").url):
        caches["pictures"].clear()
        shown = painted(client, card(channel, locale=locale, title=title, picture=path))
        left, right = (72, 624) if path else (72, 1128)
        if locale == "ar":
            left, right = 1200 - right, 1200 - left
        assert has_ink(shown, (left, 156, right, 480))
        edges = [(left, 156, right, 159), (left, 477, right, 480)]
        edges.append((left, 156, left + 2, 480) if locale == "ar" else (right - 2, 156, right, 480))
        assert not any(has_ink(shown, edge) for edge in edges), title


@pytest.mark.parametrize(
    "title", ["W" * 130, "Donaudampfschifffahrt " * 20, "", "#eval(1) *a* \\ $", "🜁\u0000"]
)
def test_no_title_leaves_its_room(client, channel, title):
    shown = painted(client, card(channel, title=title))
    assert near(shown, (1190, 300), GROUND)
    assert near(shown, (600, 625), GROUND)


def test_what_is_gone_is_left_out(client, channel):
    for path in ("/media/renditions/gone.webp", "/media/../../etc/passwd", "//"):
        assert near(painted(client, card(channel, picture=path)), (950, 600), GROUND)


def test_nobody_else_has_one_painted(client, channel, settings):
    path = card(channel)
    payload, signature = path.removeprefix("/share/").removesuffix(".jpg").split(".")
    other = ShareCard(channel.code, "en", "Cheap watches", "", "")
    forged = card_path(other).removeprefix("/share/").split(".")[0]
    gone = card_path(ShareCard("gone", "en", "A", "", ""))
    with patch.object(share_pictures, "set_by_typst") as typst:
        for bad in (
            f"{forged}.{signature}",
            payload,
            f"{payload}.",
            f"{payload}.{signature}x",
            "ä.ö",
            ".",
        ):
            answer = client.get(f"/share/{bad}.jpg")
            assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
        assert client.get(gone).status_code == 404
        assert client.get(card(channel, locale="no language")).status_code == 404
        assert client.post(path).status_code == 405
        settings.STOREFRONT_REVALIDATE_SECRET = ""
        assert client.get(path).status_code == 404
        assert not typst.called


def test_it_is_painted_once(client, channel, django_assert_num_queries):
    path = card(channel)
    painted(client, path)
    with patch.object(share_pictures, "set_by_typst") as typst, django_assert_num_queries(0):
        painted(client, path)
    assert not typst.called


def test_another_look_has_another_address(client, channel):
    before = look_of(channel.branding)
    channel.branding.background_colour = "#102030"
    update_branding(branding=channel.branding)
    after = look_of(channel.branding)
    assert before != after
    assert near(painted(client, card(channel, look=after)), (600, 20), (16, 32, 48))


def test_the_editor_sees_what_will_be_shared(admin_client, home, about, picture):
    about.body = [("image_text", {"image": picture, "html": "<p>Moss.</p>", "side": "right"})]
    about.save_revision().publish()
    assert "seo_image" not in {finding.field for finding in list_findings(page=about)}

    path = search_appearance(page=about)["picture"]
    said = json.loads(urlsafe_b64decode(path.split("/")[2].split(".")[0] + "=="))
    assert said[1:3] == ["en", "About us"]
    assert default_storage.exists(said[3].removeprefix("/media/"))
    assert near(painted(admin_client, path), (950, 300), MOSS)

    about.seo_image = picture
    assert search_appearance(page=about)["picture"].endswith(".webp")
