"""What is read aloud in the place of a picture, in the language of the reader."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.findings import list_findings
from cms.models import HeronImage

from .conftest import png
from .test_page_api import read


@pytest.fixture
def translated(picture):
    picture.translations = {"de": {"description": "Eine bemooste Wand"}}
    picture.save()
    return picture


def place(page, *values):
    page.body = [("picture", {"image": value, "caption": ""}) for value in values]
    page.save_revision().publish()
    return page


def placed(picture, words, decorative=False):
    image = HeronImage.objects.get(pk=picture.pk)
    image.contextual_alt_text, image.decorative = words, decorative
    return image


def texts(api, path, locale):
    body = read(api, path, locale=locale).json()["body"]
    return [block["value"]["image"]["alt"] for block in body]


def test_readers_hear_their_own_language(api, about, german_about, translated):
    suggested, written = placed(translated, "A mossy wall"), placed(translated, "Unser Hof")
    silent = placed(translated, "", decorative=True)
    place(about, suggested, translated)
    place(german_about, suggested, written, silent)
    german_about.seo_image = translated
    german_about.save_revision().publish()

    assert texts(api, "/about/", "en") == ["A mossy wall", "A mossy wall"]
    assert texts(api, "/ueber-uns/", "de") == ["Eine bemooste Wand", "Unser Hof", ""]
    answer = read(api, "/ueber-uns/", locale="de").json()
    assert answer["seo"]["image"]["alt"] == "Eine bemooste Wand"

    translated.translations = {}
    translated.save()
    assert texts(api, "/ueber-uns/", "de") == ["A mossy wall", "Unser Hof", ""]
    translated.is_decorative = True
    translated.save()
    assert texts(api, "/ueber-uns/", "de") == ["", "Unser Hof", ""]
    assert texts(api, "/about/", "en") == ["", ""]


def test_an_editor_writes_them_with_the_picture(back_office, picture):
    address = f"/cms/images/{picture.pk}/"
    page = back_office.get(address).content.decode()
    for language in ("English", "Deutsch", "français", "العربية"):
        assert f"What is seen ({language})" in page
    kept = {"title": "Moss", "collection": "1", "description": "A wall", "tags": ""}

    form = {**kept, "description_de": "Eine Wand", "description_ar": "جدار", "description_fr": ""}
    assert back_office.post(address, form).status_code == 302

    picture.refresh_from_db()
    assert picture.alternative_text("de") == "Eine Wand"
    assert picture.alternative_text("ar") == "جدار"
    assert picture.alternative_text("fr") == picture.alternative_text("en") == "A wall"
    assert not picture.is_decorative

    assert back_office.post(address, {**form, "description_de": "x" * 256}).status_code == 200
    assert back_office.post(address, {**form, "is_decorative": "on"}).status_code == 302
    picture.refresh_from_db()
    assert picture.alternative_text("de") == ""
    assert picture.translations["de"]["description"] == "Eine Wand"


def test_an_upload_asks_for_one_text(back_office):
    page = back_office.get("/cms/images/add/").content.decode()
    assert "What is seen (English)" in page
    assert "description_de" not in page
    upload = SimpleUploadedFile("moss.png", png(), content_type="image/png")
    form = {"title": "Moss", "file": upload, "collection": "1", "description": "A wall"}
    assert back_office.post("/cms/images/add/", form).status_code == 302
    assert HeronImage.objects.get().translations == {}


def test_checks_look_for_the_language_of_the_page(about, german_about, picture, channel):
    def found(page):
        return [one.text for one in list_findings(page=page) if one.block]

    said = ["The picture “Moss” has no alternative text in this language."]
    place(about, placed(picture, "A mossy wall"))
    place(german_about, placed(picture, "A mossy wall"))
    assert (found(about), found(german_about)) == ([], said)

    place(german_about, placed(picture, "Unser Hof"))
    assert found(german_about) == []
    place(german_about, placed(picture, "", decorative=True))
    assert found(german_about) == []

    place(german_about, placed(picture, "A mossy wall"))
    picture.is_decorative = True
    picture.save()
    assert found(german_about) == []
    picture.is_decorative, picture.translations = False, {"de": {"description": "Eine Wand"}}
    picture.save()
    assert found(german_about) == []
