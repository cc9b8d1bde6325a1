"""What editors are told to look at before they publish."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.findings import list_findings
from cms.models import HeronImage
from cms.services import PageContent, ensure_page
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.oscar.catalogue.models import Product
from commerce.tenancy.services import ensure_tenant

from .test_back_office import page_form

SEO = {
    "seo_title": "Who makes our chairs",
    "search_description": "Four people and one kiln: how our chairs and lamps come to be, day by day.",
}


@pytest.fixture
def sound(about, picture):
    """A page with which nothing is wrong."""
    about.seo_image = picture
    for name, value in SEO.items():
        setattr(about, name, value)
    return about


def texts(page):
    return [finding.text for finding in list_findings(page=page)]


def link(**target):
    return {
        "label": "There",
        "page": None,
        "product": None,
        "category": None,
        "address": "",
        **target,
    }


def test_nothing_is_said_of_a_page_with_which_nothing_is_wrong(home, sound, picture):
    sound.body = [("image_text", {"image": picture, "html": "<p>Moss.</p>", "side": "right"})]

    assert texts(sound) == []


def test_titles_and_descriptions_have_a_length(home, sound):
    sound.seo_title, sound.search_description, sound.seo_image = "T" * 61, "Short.", None

    found = list_findings(page=sound)

    assert [finding.field for finding in found] == ["seo_title", "search_description", "seo_image"]
    assert "61 characters" in found[0].text


def test_pictures_links_and_products_are_looked_at(channel, home, sound, picture):
    silent = HeronImage.objects.create(title="Fern", file=picture.file.name, width=10, height=10)
    hidden = ensure_page(parent=home, slug="hidden", content=PageContent(title="Hidden"))
    hidden.unpublish()
    lamp = make_product(channel, "Fen lamp")
    gone = make_product(channel, "Gone")
    sound.body = [
        ("image_text", {"image": silent, "html": '<p><a href="https://a.example"> </a></p>'}),
        ("hero", {"heading": "A", "link": link(page=hidden)}),
        ("hero", {"heading": "B", "link": link(address="/nowhere?x=1")}),
        ("hero", {"heading": "C", "link": link(address="/about")}),
        ("product_rail", {"products": [lamp, gone]}),
    ]
    sound.save_revision()
    Product.objects.filter(pk=gone.pk).delete()

    found = list_findings(page=sound)

    assert [finding.text for finding in found] == [
        "The picture “Fern” has no alternative text in this language.",
        "A link has no text: nobody can see or hear where it leads.",
        "“Hidden” is linked, and is not published in this language.",
        "Nothing is at /nowhere.",
        "Something that is chosen here was deleted.",
    ]
    blocks = [block["id"] for block in sound.body.get_prep_value()]
    assert [finding.block for finding in found][:4] == [blocks[0], blocks[0], blocks[1], blocks[2]]


def test_a_product_that_is_not_sold_or_sold_out_is_named(channel, home, sound):
    lamp = make_product(channel, "Fen lamp", stock=0)
    hidden = make_category(ensure_tenant(code="stranger", name="Stranger"), "Hidden")
    sound.body = [
        ("product_rail", {"products": [lamp]}),
        ("product_rail", {"source": "category", "category": hidden}),
    ]

    assert texts(sound) == [
        "“Fen lamp” is sold out.",
        "The category “Hidden” is not shown in this shop.",
    ]


def test_the_number_of_queries_does_not_grow_with_the_page(
    channel, home, sound, picture, django_assert_num_queries
):
    blocks = [
        ("image_text", {"image": picture, "html": "<p>Moss.</p>", "side": "right"}),
        ("hero", {"heading": "A", "link": link(page=home)}),
    ]
    sound.body = blocks
    list_findings(page=sound)
    with CaptureQueriesContext(connection) as once:
        list_findings(page=sound)

    sound.body = blocks * 6
    with django_assert_num_queries(len(once)):
        list_findings(page=sound)


def test_the_panel_shows_what_is_typed_and_not_only_what_is_saved(back_office, home, about):
    form = page_form("About us", seo_title="T" * 70, slug="about")
    back_office.post(f"/cms/pages/{about.pk}/edit/preview/", form)

    answer = back_office.get(f"/cms/page-checks/{about.pk}/")

    assert answer.status_code == 200
    assert "70 characters" in answer.content.decode()
    about.refresh_from_db()
    assert about.seo_title == ""
    editor = back_office.get(f"/cms/pages/{about.pk}/edit/").content.decode()
    assert f'data-heron-findings="/cms/page-checks/{about.pk}/"' in editor


def test_strangers_are_not_told(client, home, about):
    answer = client.get(f"/cms/page-checks/{about.pk}/")

    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]
