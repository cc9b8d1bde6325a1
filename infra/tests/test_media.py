"""Files are kept by browsers for ever, so no name is ever given to two contents."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory

from cms.services import ensure_image
from cms.tests.conftest import png
from infra.media import serve_media

DIGEST = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.mark.parametrize(
    "name", ["branding/logo.png", "original_images/moss.png", "products/sofa.jpg", "logo"]
)
def test_a_name_that_was_free_again_is_not_given_to_another_content(name):
    first = default_storage.save(name, ContentFile(b"one"))
    default_storage.delete(first)

    second = default_storage.save(name, ContentFile(b"two"))

    assert first != second
    assert second.startswith(name.rsplit(".", 1)[0])


@pytest.mark.parametrize(
    "name", [f"products/01/{DIGEST}.jpg", f"renditions/products/01/{DIGEST}-480.webp"]
)
def test_a_name_made_of_the_content_is_kept(name):
    assert default_storage.save(name, ContentFile(b"one")) == name


@pytest.mark.django_db
def test_a_replaced_picture_gets_other_addresses_in_every_size():
    image = ensure_image(file_name="moss.png", content=png(), title="Moss")
    before = {image.file.name, image.get_rendition("width-480|format-webp").file.name}
    image.delete()

    again = ensure_image(file_name="moss.png", content=png(colour="#b4552d"), title="Moss")

    after = {again.file.name, again.get_rendition("width-480|format-webp").file.name}
    assert not before & after


def test_browsers_keep_a_file_for_a_year(media):
    (media / "logo.png").write_bytes(png())

    answer = serve_media(RequestFactory().get("/media/logo.png"), "logo.png", document_root=media)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_that_is_not_there_is_not_kept(media):
    with pytest.raises(Http404):
        serve_media(RequestFactory().get("/media/no.png"), "no.png", document_root=media)
