"""How a channel looks: what the form takes, what the storefront and letters are told, and the preview."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.models import Preview
from commerce.notifications.writing.letters import letter_html, paper_of

from .conftest import png
from .test_back_office import LOOK
from .test_previews import open_draft, token_of

FONT = Path(django_settings.BASE_DIR) / (
    "frontend-next/node_modules/@fontsource-variable/markazi-text/files/"
    "markazi-text-latin-wght-normal.woff2"
)
HOUSE = {
    "name": "Rook & Reed",
    "tagline": "Quiet things",
    "support_email": "hello@example.com",
    "primary_colour": "#112233",
    "accent_colour": "#445566",
    **LOOK,
}


def tell(back_office, channel, **fields):
    answer = back_office.post(f"/cms/branding/edit/{channel.branding.pk}/", {**HOUSE, **fields})
    channel.branding.refresh_from_db()
    return answer


def font(content=None):
    return SimpleUploadedFile("own.woff2", FONT.read_bytes() if content is None else content)


def test_the_storefront_is_told_the_whole_look(api, back_office, channel):
    fields = {"has_dark_variant": "on", "heading_font": "own", "font_file": font()}

    answer = tell(back_office, channel, logo=SimpleUploadedFile("l.png", png(400, 100)), **fields)

    assert answer.status_code == 302, answer.context["form"].errors
    look = api.get("/api/v1/channel/").json()["branding"]
    assert look["dark"] == {"background_colour": "#101010", "text_colour": "#eeeeee"}
    assert (look["heading_font"], look["corners"], look["density"]) == ("own", "round", "airy")
    assert look["font_url"].endswith(".woff2")
    assert look["logo_url"].endswith(".png")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text_colour": "#bbbbbb"}, "only 1.9 to 1"),
        ({"dark_text_colour": "#333333"}, "People need 4.5 to 1"),
        ({"heading_font": "own"}, "Upload the font below"),
        ({"corners": "hexagonal"}, "corners"),
        ({"primary_colour": "red;}zz"}, "A colour looks like"),
    ],
)
def test_what_cannot_be_read_or_chosen_is_refused(back_office, channel, fields, words):
    answer = tell(back_office, channel, **fields)

    assert answer.status_code == 200
    assert words in str(answer.context["form"].errors)
    assert channel.branding.name == "Reed & Rook"


def huge_png():
    """Sixty megapixels in a few kilobytes."""
    buffer = BytesIO()
    Image.new("1", (10_000, 6_000)).save(buffer, "PNG")
    return buffer.getvalue()


def gif():
    buffer = BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "GIF")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "upload",
    [
        {"logo": SimpleUploadedFile("l.svg", b"<svg onload='alert(1)'/>")},
        {"logo": SimpleUploadedFile("l.png", b"<svg onload='alert(1)'/>")},
        {"logo": SimpleUploadedFile("l.png", gif())},
        {"favicon": SimpleUploadedFile("f.png", huge_png())},
        {"font_file": font(b"MZ this is a program")},
        {"font_file": font(b"")},
        {"font_file": font(FONT.read_bytes()[:-100])},
        {"font_file": font(FONT.read_bytes()[:16] + struct.pack(">I", 2**31) + b"\0" * 900)},
        {"font_file": font(FONT.read_bytes()[:48] + b"\xff" * (FONT.stat().st_size - 48))},
        {"font_file": SimpleUploadedFile("own.html", FONT.read_bytes())},
        {"font_file": font(FONT.read_bytes() + b"\0" * 400_000)},
    ],
)
def test_a_file_that_is_no_sign_and_no_font_is_refused(back_office, channel, upload):
    next(iter(upload.values())).seek(0)

    answer = tell(back_office, channel, **upload)

    assert answer.status_code == 200
    branding = channel.branding
    assert not any([branding.logo, branding.favicon, branding.font_file])
    assert branding.name == "Reed & Rook"


def test_letters_carry_logo_and_colours(back_office, channel):
    buffer = BytesIO()
    Image.open(BytesIO(png(1200, 400))).save(buffer, "WEBP")
    upload = SimpleUploadedFile("l.webp", buffer.getvalue())
    tell(back_office, channel, logo=upload)

    paper = paper_of(channel, "en")
    letter = letter_html({"subject": "Hello", "parts": []}, paper)

    assert paper.logo.endswith(".png")
    assert f'src="{paper.logo}"' in letter
    assert "#112233" in letter
    with Image.open(channel.branding.logo_png) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (352, 144))


def test_a_taken_away_logo_leaves_letters_too(back_office, channel):
    tell(back_office, channel, logo=SimpleUploadedFile("l.png", png(400, 100)))

    tell(back_office, channel, **{"logo-clear": "on"})

    assert paper_of(channel, "en").logo == ""
    assert "<img" not in letter_html({"subject": "Hello", "parts": []}, paper_of(channel, "en"))


def test_what_is_typed_is_shown_before_it_is_saved(api, back_office, channel, home):
    address = f"/cms/branding/edit/{channel.branding.pk}/preview/"
    typed = {**HOUSE, "name": "<script>alert(1)</script>", "primary_colour": "#663399"}

    kept = back_office.post(address, typed).json()
    shown = back_office.get(address, {"mode": "locale=de", "in_preview_panel": "true"})

    assert kept == {"is_valid": True, "is_available": True}
    draft = open_draft(api, token_of(shown.headers["Location"]), locale="de").json()
    assert draft["branding"]["primary_colour"] == "#663399"
    assert draft["branding"]["name"] == "<script>alert(1)</script>"
    assert draft["page"]["path"] == "/"
    assert "wagtail-userbar" in draft["checker"]
    assert draft["edit_url"].endswith(f"/cms/branding/edit/{channel.branding.pk}/")
    channel.branding.refresh_from_db()
    assert channel.branding.name == "Reed & Rook"
    assert api.get("/api/v1/channel/").json()["branding"]["name"] == "Reed & Rook"


def test_the_preview_knows_the_channels_languages_only(back_office, channel, home):
    address = f"/cms/branding/edit/{channel.branding.pk}/preview/"

    answer = back_office.get(address, {"mode": "locale=xx"})

    assert answer.status_code == 404
    assert not Preview.objects.exists()
