"""The picture that is painted for whoever shares a page."""

import json
from base64 import urlsafe_b64decode
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from PIL import Image

from cms.findings import list_findings, search_appearance
from cms.services import share_pictures
from cms.share_cards import ShareCard, card_path, look_of
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
