"""What goes wrong at an editor's desk is said at its field; nothing is lost and nothing fails."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.enums import MenuKey
from cms.models import ContentPage, HeronImage
from cms.services import BannerContent, PageContent, ensure_banner, ensure_menu, ensure_page
from commerce.catalogue.tests.factories import make_category, make_product

from .conftest import png
from .test_back_office import page_form

pytestmark = pytest.mark.usefixtures("channel_of_module")


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


NO_TARGET = {"page": "", "product": "", "category": "", "address": ""}


def inline_list(*values):
    """What the browser posts for a list of blocks."""
    items = [
        {"deleted": "", "order": str(n), "type": "item", "value": value, "id": ""}
        for n, value in enumerate(values)
    ]
    return {"count": str(len(items)), **{str(n): item for n, item in enumerate(items)}}


def image_form(key):
    return {"image": key, "alt_text": "Moss" if key else "", "decorative": ""}


def test_what_was_deleted_does_not_stop_an_editor(api, back_office, channel, home, about, picture):
    lamp, lamps = make_product(channel, "Lamp"), make_category(channel.tenant, "Lamps")
    keys = {"page": about.pk, "product": lamp.pk, "category": lamps.pk}
    form = page_form(
        "Home",
        (
            "hero",
            {
                **HERO,
                "image": image_form(picture.pk),
                "link": {"label": "Read", **NO_TARGET, "page": about.pk},
            },
        ),
        (
            "product_rail",
            {
                "heading": "Ours",
                "source": "manual",
                "products": inline_list(lamp.pk),
                "category": "",
                "limit": 8,
                "link": {"label": "", **NO_TARGET},
            },
        ),
        (
            "category_tiles",
            {
                "heading": "",
                "tiles": inline_list({"category": lamps.pk, "image": image_form(""), "text": ""}),
            },
        ),
        **{"action-publish": "action-publish"},
    )
    assert back_office.post(f"/cms/pages/{home.pk}/edit/", form).status_code == 302
    about.delete()
    lamp.delete()
    lamps.delete()
    picture.delete()

    editor = back_office.get(f"/cms/pages/{home.pk}/edit/")
    answer = back_office.post(f"/cms/pages/{home.pk}/edit/", form, follow=True)

    assert editor.content.decode().count("No longer there: choose another") == 4
    assert answer.redirect_chain
    said = [str(message) for message in answer.context["messages"]]
    assert any("4 things that are chosen here were deleted" in text for text in said)
    home.refresh_from_db()
    raw = {block["type"]: block["value"] for block in home.body.raw_data}
    assert raw["hero"]["link"]["page"] == keys["page"]
    assert raw["product_rail"]["products"][0]["value"] == keys["product"]
    assert raw["category_tiles"]["tiles"][0]["value"]["category"] == keys["category"]
    body = api.get("/api/v1/content/page/", {"path": "/"}).json()["body"]
    assert body[0]["value"]["link"] is None
    assert body[0]["value"]["image"] is None
    assert body[1]["value"]["products"] == []
    assert body[2]["value"]["tiles"] == []


def test_a_page_with_something_deleted_is_translated_and_compared(
    back_office, channel, home, german_home, german_about, about
):
    body = [("hero", {"heading": "Quiet", "link": {"label": "Read", "page": about}})]
    story = ensure_page(parent=home, slug="story", content=PageContent(title="Story", body=body))
    about.delete()
    german = Locale.objects.get(language_code="de")

    answer = back_office.post(
        f"/cms/localize/submit/page/{story.pk}/", {"locales": [german.pk], "include_subtree": ""}
    )

    assert answer.status_code == 302
    one = story.latest_revision
    two = ContentPage.objects.get(pk=story.pk).save_revision()
    compared = back_office.get(f"/cms/pages/{story.pk}/revisions/compare/{one.pk}...{two.pk}/")
    assert compared.status_code == 200


def test_a_menu_with_a_deleted_page_is_saved(api, back_office, channel, home, about):
    menu = ensure_menu(
        channel=channel,
        key=MenuKey.HEADER,
        locale="en",
        items=[{"label": "About", "page": about, "children": [{"label": "Us", "page": about}]}],
    )
    key = about.pk
    about.delete()
    form = nested_form_data(
        {
            "channel": channel.pk,
            "key": "header",
            "items": streamfield(
                [
                    (
                        "item",
                        {
                            "label": "About us",
                            **NO_TARGET,
                            "page": key,
                            "children": inline_list({"label": "Us", **NO_TARGET, "page": key}),
                        },
                    )
                ]
            ),
            "go_live_at": "",
            "expire_at": "",
            "action-publish": "action-publish",
        }
    )

    answer = back_office.post(f"/cms/snippets/cms/menu/edit/{menu.pk}/", form, follow=True)

    assert answer.redirect_chain
    said = [str(message) for message in answer.context["messages"]]
    assert any("1 thing that is chosen here was deleted" in text for text in said)
    menu.refresh_from_db()
    assert menu.items.raw_data[0]["value"]["label"] == "About us"


def test_an_entry_that_never_led_anywhere_is_still_refused(back_office, channel, home):
    form = page_form(
        "Home",
        ("hero", {**HERO, "image": image_form(""), "link": {"label": "Read", **NO_TARGET}}),
        **{"action-publish": "action-publish"},
    )

    assert back_office.post(f"/cms/pages/{home.pk}/edit/", form).status_code == 200


def test_the_form_says_that_banners_hide_each_other(back_office, channel, home):
    first = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Sale"))
    second = ensure_banner(
        channel=channel, locale="en", content=BannerContent(text="Free delivery")
    )
    form = nested_form_data(
        {
            "channel": channel.pk,
            "text": "Free delivery today",
            "link": streamfield([]),
            "style": second.style,
            "placement": second.placement,
            "is_dismissible": "on",
            "position": 5,
            "go_live_at": "",
            "expire_at": "",
            "action-publish": "action-publish",
        }
    )

    page = back_office.get(f"/cms/snippets/cms/banner/edit/{second.pk}/").content.decode()
    answer = back_office.post(f"/cms/snippets/cms/banner/edit/{second.pk}/", form, follow=True)

    assert "one banner at a time" in page
    said = [str(message) for message in answer.context["messages"]]
    assert any(f"“{first}”" in text for text in said)


@pytest.mark.parametrize(
    ("target", "is_taken"),
    [
        ("/about", True),
        ("/products?sort=newest", True),
        ("https://example.com/a", True),
        ("http://example.com/a", True),
        ("//example.com", False),
        ("javascript:alert(1)", False),
        ("about", False),
        ("/old", False),
        ("https://user@example.com", False),
    ],
)
def test_redirects_lead_to_paths_and_addresses(api, back_office, channel, home, target, is_taken):
    form = {"old_path": "/old", "site": "", "redirect_page": "", "redirect_link": target}

    answer = back_office.post("/cms/redirects/add/", {**form, "is_permanent": "on"})

    assert answer.status_code == (302 if is_taken else 200)
    assert Redirect.objects.count() == int(is_taken)
    problem = api.get("/api/v1/content/page/", {"path": "/old/"}).json()
    assert problem["redirect_to"] == (target if is_taken else None)


def test_a_marketer_deletes_a_page_with_others_below(back_office, home, about):
    ensure_page(parent=about, slug="team", content=PageContent(title="Team"))

    asked = back_office.get(f"/cms/pages/{about.pk}/delete/")
    answer = back_office.post(f"/cms/pages/{about.pk}/delete/")

    assert (asked.status_code, answer.status_code) == (200, 302)
    assert not ContentPage.objects.exists()


@pytest.mark.parametrize(
    "address", ["/cms/pages/{0}/unpublish/", "/cms/bulk/wagtailcore/page/unpublish/?id={0}"]
)
def test_a_language_is_not_taken_away_unasked(api, back_office, german_home, german_about, address):
    address = address.format(german_home.pk)
    query = {"path": "/ueber-uns/", "locale": "de"}

    asked = back_office.post(address, {"next": ""})

    assert asked.status_code == 200
    assert "1 page below it" in asked.content.decode()
    assert api.get("/api/v1/content/page/", query).status_code == 200
    assert back_office.post(address, {"next": "", "home_confirmed": "1"}).status_code == 302
    german_home.refresh_from_db()
    assert not german_home.live


def test_other_pages_are_withdrawn_without_a_question(back_office, home, about):
    assert back_office.post(f"/cms/pages/{about.pk}/unpublish/", {"next": ""}).status_code == 302
