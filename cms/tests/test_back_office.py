"""Editors at work: through Wagtail's own forms."""

import json
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.enums import MenuKey
from cms.models import Banner, HeronImage, Menu, Preview
from cms.services import (
    BannerContent,
    PageContent,
    ensure_banner,
    ensure_home_page,
    ensure_menu,
)
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.core.models import OutboxEvent
from commerce.tenancy.services import ensure_tenant

from .conftest import png


def topics():
    return list(OutboxEvent.objects.order_by("pk").values_list("topic", flat=True))


def page_form(title, *blocks, **fields):
    return nested_form_data(
        {
            "title": title,
            "slug": "reed",
            "body": streamfield(blocks),
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
            "seo_image": "",
            "go_live_at": "",
            "expire_at": "",
            **fields,
        }
    )


def test_an_editor_changes_the_home_page_and_readers_get_it(api, back_office, home):
    form = page_form(
        "Home",
        ("quote", {"text": "Kept for life.", "author": "Ines"}),
        ("rich_text", {"html": rich_text("<p>Oiled by hand.</p>", features=["bold", "link"])}),
    )
    before = len(topics())

    answer = back_office.post(
        f"/cms/pages/{home.pk}/edit/", {**form, "action-publish": "action-publish"}
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert topics()[before:] == ["cms.page_published"]
    body = api.get("/api/v1/content/page/", {"path": "/"}).json()["body"]
    assert body[0]["value"] == {"text": "Kept for life.", "author": "Ines"}
    assert body[1]["value"]["html"].startswith("<p")


def test_saving_a_draft_changes_nothing_for_readers(api, back_office, home):
    before = topics()

    back_office.post(f"/cms/pages/{home.pk}/edit/", page_form("Draft"))

    assert topics() == before
    assert api.get("/api/v1/content/page/", {"path": "/"}).json()["title"] == "Home"
    home.refresh_from_db()
    assert home.get_latest_revision_as_object().title == "Draft"


def test_an_unsafe_link_is_refused_where_it_was_written(back_office, home):
    link = {"label": "Go", "page": "", "product": "", "category": "", "address": "//evil.example"}
    picture = {"image": "", "decorative": "", "alt_text": ""}
    hero = {
        "heading": "A",
        "text": "",
        "image": picture,
        "link": link,
        "alignment": "left",
        "theme": "light",
    }

    answer = back_office.post(
        f"/cms/pages/{home.pk}/edit/",
        {**page_form("Home", ("hero", hero)), "action-publish": "action-publish"},
    )

    assert answer.status_code == 200
    assert "Enter a path of the shop" in answer.content.decode()
    home.refresh_from_db()
    assert len(home.body) == 0


def test_the_preview_shows_what_readers_would_get(back_office, channel, home, picture):
    lamps = make_category(channel.tenant, "Lamps")
    lamp = make_product(channel, "Fen lamp", categories=[lamps])
    home.body = [
        ("hero", {"heading": "<b>Quiet</b>", "image": picture, "theme": "dark"}),
        ("image_text", {"image": picture, "html": "<p>Moss.</p>"}),
        ("rich_text", {"html": "<p>Hi<script>x()</script></p>"}),
        ("quote", {"text": "Kept.", "author": "Ines"}),
        ("accordion", {"items": [{"question": "Why?", "html": "<p>So.</p>"}]}),
        ("product_rail", {"products": [lamp]}),
        ("category_tiles", {"tiles": [{"category": lamps}]}),
        ("usp_row", {"items": [{"title": "Oiled"}]}),
    ]
    home.save_revision()

    answer = back_office.get(f"/cms/pages/{home.pk}/view_draft/")

    assert answer.status_code == 302
    assert answer.headers["Cache-Control"].startswith("private, no-store")
    shown = json.dumps(Preview.objects.get().document["page"]["body"])
    for text in ("<b>Quiet", "Moss.", "Kept.", "Why?", "Fen lamp", "Lamps", "Oiled"):
        assert text in shown
    assert "x()" not in shown


def test_pages_know_their_place_on_the_storefront(settings, home, german_about):
    settings.STOREFRONT_URL = "https://shop.example/"

    assert home.full_url == home.url == "https://shop.example/en"
    assert german_about.full_url == "https://shop.example/de/ueber-uns"


def test_editors_choose_products_of_their_tenant_only(back_office, channel, home):
    make_product(channel, "Fen lamp", variants=[{"title": "Small"}])
    stranger = ensure_tenant(code="stranger", name="Stranger")
    make_category(stranger, "Hidden")
    make_category(channel.tenant, "Lamps")

    products = back_office.get("/cms/product_chooser/results/").content.decode()
    categories = back_office.get("/cms/category_chooser/results/").content.decode()

    assert ("Fen lamp" in products, "Small" in products) == (True, False)
    assert ("Lamps" in categories, "Hidden" in categories) == (True, False)
    found = back_office.get("/cms/product_chooser/results/", {"q": "' OR 1=1 --"})
    assert "Fen lamp" not in found.content.decode()


def test_a_menu_is_edited_and_published(api, back_office, channel, home):
    menu = ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[])
    entry = {
        "label": "All",
        "page": "",
        "product": "",
        "category": "",
        "address": "/products",
        "children-count": "0",
    }
    form = nested_form_data(
        {"channel": channel.pk, "key": "header", "items": streamfield([("item", entry)])}
    )

    answer = back_office.post(
        f"/cms/snippets/cms/menu/edit/{menu.pk}/", {**form, "action-publish": "action-publish"}
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert topics()[-1] == "cms.menu_changed"
    menus = api.get("/api/v1/content/menus/").json()
    assert menus["header"] == [{"label": "All", "url": "/products", "children": []}]


def test_deleted_banners_and_menus_are_told(back_office, channel, home):
    menu = ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[])
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Hi"))
    before = len(topics())

    back_office.post(f"/cms/snippets/cms/banner/delete/{banner.pk}/")
    back_office.post(f"/cms/snippets/cms/menu/delete/{menu.pk}/")

    assert topics()[before:] == ["cms.banner_changed", "cms.menu_changed"]
    assert not Menu.objects.exists()
    assert not Banner.objects.exists()


LOOK = {
    "background_colour": "#ffffff",
    "surface_colour": "#fafafa",
    "text_colour": "#111111",
    "dark_background_colour": "#101010",
    "dark_text_colour": "#eeeeee",
    "heading_font": "newsreader",
    "text_font": "instrument-sans",
    "corners": "round",
    "density": "airy",
}


def branding_form(**fields):
    return {
        "name": "Rook & Reed",
        "tagline": "Quiet things",
        "support_email": "hello@example.com",
        "primary_colour": "#112233",
        "accent_colour": "#445566",
        **LOOK,
        **fields,
    }


def test_the_branding_is_changed_and_told(api, back_office, channel):
    address = f"/cms/branding/edit/{channel.branding.pk}/"

    answer = back_office.post(address, branding_form())

    assert answer.status_code == 302
    channel.branding.refresh_from_db()
    assert channel.branding.name == "Rook & Reed"
    assert topics()[-1] == "tenancy.channel_changed"


def test_name_and_tagline_are_translated(api, back_office, channel):
    address = f"/cms/branding/edit/{channel.branding.pk}/"
    assert 'name="tagline_de"' in back_office.get(address).content.decode()

    back_office.post(address, branding_form(tagline_de="Leise Dinge"))

    channel.branding.refresh_from_db()
    assert channel.branding.text("tagline", "de") == "Leise Dinge"
    assert channel.branding.text("tagline", "ar") == "Quiet things"
    page = back_office.get(address).content.decode()
    assert "Leise Dinge" in page
    assert "Missing: shown as entered above." in page


def test_a_second_menu_for_one_place_is_a_form_error(back_office, channel):
    form = {"channel": channel.pk, "key": "header", "items-count": "0"}
    address = "/cms/snippets/cms/menu/add/"
    assert back_office.post(address, form).status_code == 302

    answer = back_office.post(address, form)

    assert answer.status_code == 200
    assert Menu.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"primary_colour": "red; }"}, {"name": ""}, {"support_email": "nobody"}]
)
def test_a_wrong_branding_changes_nothing(back_office, channel, fields):
    before = topics()

    answer = back_office.post(f"/cms/branding/edit/{channel.branding.pk}/", branding_form(**fields))

    assert answer.status_code == 200
    channel.branding.refresh_from_db()
    assert channel.branding.name == "Reed & Rook"
    assert topics() == before


@pytest.mark.parametrize("name", ["logo.svg", "logo.html"])
def test_a_logo_that_a_browser_would_run_is_refused(back_office, channel, name):
    files = {"logo": SimpleUploadedFile(name, b"<svg onload='alert(1)'/>")}

    answer = back_office.post(f"/cms/branding/edit/{channel.branding.pk}/", branding_form(**files))

    assert answer.status_code == 200
    channel.branding.refresh_from_db()
    assert not channel.branding.logo


def test_an_editor_uploads_a_picture(back_office):
    upload = SimpleUploadedFile("moss.png", png(), content_type="image/png")
    form = {"title": "Moss", "file": upload, "collection": "1", "description": "A wall"}

    answer = back_office.post("/cms/images/add/", form)

    assert answer.status_code == 302
    assert HeronImage.objects.get().public_id.startswith("img_")


def test_the_dashboard_leads_to_each_language(back_office, home, german_home):
    html = back_office.get("/cms/").content.decode()

    assert "English" in html
    assert "Deutsch" in html
    assert urlsplit(german_home.full_url).path == "/de"


def test_an_error_while_publishing_leaves_nothing_behind(back_office, home, monkeypatch):
    def fail(event):
        raise RuntimeError("lost")

    monkeypatch.setattr("cms.services.publishing.publish", fail)
    back_office.raise_request_exception = False
    form = {**page_form("Broken"), "action-publish": "action-publish"}

    assert back_office.post(f"/cms/pages/{home.pk}/edit/", form).status_code == 500

    home.refresh_from_db()
    assert (home.title, home.draft_title) == ("Home", "Home")


def test_programs_leave_alone_what_an_editor_has_written(back_office, home):
    form = {**page_form("Mine"), "action-publish": "action-publish"}
    back_office.post(f"/cms/pages/{home.pk}/edit/", form)

    again = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Home"))

    assert again.title == "Mine"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hero", "Rooms that listen"),
        ("rich_text", "Oiled by hand"),
        ("usp_row", "60 days"),
        ("form", "A person answers"),
    ],
)
def test_the_block_picker_shows_examples(back_office, home, name, words):
    block = home.body.stream_block.child_blocks[name]

    answer = back_office.get("/cms/block-preview/", {"id": block.definition_prefix})

    assert answer.status_code == 200
    assert words in answer.content.decode()
