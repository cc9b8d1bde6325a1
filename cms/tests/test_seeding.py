"""What programs put in place."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.models import Page

from cms.models import Banner, HeronImage, HomePage, LandingPage
from cms.selectors import find_images
from cms.services import (
    BannerContent,
    PageContent,
    discard_welcome_page,
    ensure_banner,
    ensure_home_page,
    ensure_image,
    ensure_page,
)
from commerce.core.tests.profiles import adobe_rgb

from .conftest import png, show


def content(picture, heading="Quiet"):
    body = [
        ("hero", {"heading": heading, "image": picture}),
        ("accordion", {"items": [{"question": "Why?", "html": "<p>So.</p>"}]}),
    ]
    return PageContent(title="Home", seo_title="Shop", seo_image=picture, body=body)


def test_the_same_content_twice_is_stored_once(channel, picture):
    first = ensure_home_page(slug="reed", locale="en", content=content(picture))

    again = ensure_home_page(slug="reed", locale="en", content=content(picture))

    assert again.pk == first.pk
    assert again.latest_revision_id == first.latest_revision_id
    assert HomePage.objects.count() == 1


def test_other_content_is_published(channel, picture):
    ensure_home_page(slug="reed", locale="en", content=content(picture))

    changed = ensure_home_page(slug="reed", locale="en", content=content(picture, "Loud"))

    assert changed.live
    assert changed.body[0].value["heading"] == "Loud"


def test_a_withdrawn_page_comes_back(home, about):
    about.unpublish()

    again = ensure_page(
        parent=home,
        slug="about",
        content=PageContent(
            title="About us", body=[("rich_text", {"html": "<p>Four people.</p>"})]
        ),
    )

    assert again.live


def test_pages_of_two_languages_are_one_page(home, german_home, about, german_about):
    assert german_home.translation_key == home.translation_key
    assert german_about.public_id == about.public_id
    assert german_about.locale.language_code == "de"


def test_a_landing_page_is_made_as_one(home):
    page = ensure_page(
        parent=home, slug="sale", content=PageContent(title="Sale"), model=LandingPage
    )

    assert (page.public_type, page.live) == ("landing", True)


def test_wrong_content_is_refused_and_nothing_is_stored(home):
    wrong = PageContent(title="X", body=[("quote", {"text": "x" * 601})])

    with pytest.raises(ValidationError):
        ensure_page(parent=home, slug="x", content=wrong)

    assert not Page.objects.filter(slug="x").exists()


def test_a_picture_is_stored_once_and_keeps_an_editors_words(picture):
    HeronImage.objects.filter(pk=picture.pk).update(description="By an editor")

    again = ensure_image(file_name="b.png", content=png(), title="Other", collection="Demo")

    assert (again.pk, again.description) == (picture.pk, "By an editor")
    other = ensure_image(
        file_name="c.png", content=png(colour="red"), title="Red", collection="Demo"
    )
    assert (other.collection.name, other.width, other.height) == ("Demo", 1200, 800)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [b"", b"not a picture", png()[:40]])
def test_a_broken_picture_is_refused(broken):
    with pytest.raises(Exception):  # noqa: B017, PT011 what Pillow raises differs with the damage
        ensure_image(file_name="x.png", content=broken, title="X")

    assert not HeronImage.objects.exists()


def test_a_banner_changes_its_words_through_its_translation(channel, home):
    english = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Free"))
    for text in ("Gratis", "Kostenlos"):
        ensure_banner(
            channel=channel,
            locale="de",
            content=BannerContent(text=text),
            translation_of=english,
        )

    german = Banner.objects.get(locale__language_code="de")
    assert (german.text, german.public_id) == ("Kostenlos", english.public_id)


def test_the_welcome_page_goes_once_no_site_shows_it(channel, home):
    welcome = Page.objects.filter(depth=2, slug="home")
    show(channel, welcome.get())
    discard_welcome_page()
    assert welcome.exists()

    show(channel, home)
    discard_welcome_page()
    discard_welcome_page()

    assert not welcome.exists()
    assert channel.site.root_page.title == "Home"


def test_pictures_keep_the_colours_their_profile_means(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    buffer = io.BytesIO()
    press = Image.new("RGB", (600, 400), (200, 120, 60))
    press.save(buffer, "JPEG", quality=100, icc_profile=adobe_rgb())
    image = ensure_image(file_name="press.jpg", content=buffer.getvalue(), title="Press")

    shown = find_images([image.pk])[image.pk]

    assert shown["width"] == 600
    with Image.open(image.renditions.get().file) as rendition:
        found = rendition.convert("RGB").getpixel((200, 100))
        assert rendition.info.get("icc_profile") is None
    assert all(abs(one - other) <= 4 for one, other in zip(found, (224, 121, 53), strict=True))
