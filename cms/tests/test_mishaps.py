"""What goes wrong at an editor's desk is said at its field; nothing is lost and nothing fails."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.models import HeronImage

from .conftest import png
from .test_back_office import page_form


def truncated_jpeg():
    buffer = io.BytesIO()
    Image.effect_noise((600, 400), 90).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()[: len(buffer.getvalue()) // 2]


def save(page, *blocks):
    """A further revision of the page with this body."""
    field = page.body.stream_block
    page.body = field.to_python([{"type": name, "value": value} for name, value in blocks])
    return page.save_revision()


HERO = {"heading": "Quiet", "text": "", "alignment": "left", "theme": "light"}


@pytest.mark.parametrize("first", ["none", "empty", "full"])
@pytest.mark.parametrize("second", ["none", "empty", "full"])
def test_versions_are_compared_whether_they_have_pictures_or_not(
    back_office, home, picture, first, second
):
    pictures = {
        "none": None,
        "empty": {"image": None, "alt_text": "", "decorative": False},
        "full": {"image": picture.pk, "alt_text": "Moss", "decorative": False},
    }
    one = save(home, ("hero", {**HERO, "image": pictures[first]}))
    two = save(home, ("hero", {**HERO, "heading": "Loud", "image": pictures[second]}))

    answer = back_office.get(f"/cms/pages/{home.pk}/revisions/compare/{one.pk}...{two.pk}/")

    assert answer.status_code == 200
    assert "Loud" in answer.content.decode()


def test_a_picture_that_was_deleted_does_not_stop_a_comparison(back_office, home, picture):
    chosen = {"image": picture.pk, "alt_text": "Moss", "decorative": False}
    one = save(home, ("hero", {**HERO, "image": chosen}))
    two = save(home, ("hero", {**HERO, "heading": "Loud", "image": chosen}))
    picture.delete()

    answer = back_office.get(f"/cms/pages/{home.pk}/revisions/compare/{one.pk}...{two.pk}/")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "content",
    [truncated_jpeg(), png()[:300], b"\xff\xd8\xff", b"", b"GIF89a"],
    ids=["half a JPEG", "half a PNG", "three bytes", "empty", "a head"],
)
@pytest.mark.parametrize("address", ["/cms/images/add/", "/cms/images/multiple/add/"])
def test_a_picture_that_is_not_whole_is_refused_at_its_field(
    back_office, channel, content, address
):
    name = "file" if address == "/cms/images/add/" else "files[]"
    upload = SimpleUploadedFile("half.jpg", content, "image/jpeg")

    answer = back_office.post(
        address,
        {"title": "Half", name: upload, "collection": 1},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.status_code == 200
    assert not HeronImage.objects.exists()
    said = answer.content.decode()
    assert "error" in said.lower()


@pytest.mark.parametrize(
    "posted", ["<p>Raw</p>", "no json", "[]", "5", '{"blocks": 1}', '{"entityMap": {}}']
)
def test_rich_text_that_is_no_draft_is_a_form_error(back_office, home, posted):
    before = home.latest_revision_id
    form = page_form("Home", ("rich_text", {"html": posted}))

    answer = back_office.post(f"/cms/pages/{home.pk}/edit/", form)

    assert answer.status_code == 200
    home.refresh_from_db()
    assert home.latest_revision_id == before
