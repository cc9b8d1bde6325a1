"""Lookbooks and the page that lists them, over HTTP."""

from django.contrib.contenttypes.models import ContentType

from cms.api.v1.views import answers
from cms.models import LookbookPage, LookbooksPage
from cms.services import PageContent, ensure_page
from commerce.catalogue.tests.factories import make_product

from .test_page_api import body_of, read

PAGES = "/cms/pages/"


def make_list(home):
    content = PageContent(title="Lookbooks")
    return ensure_page(parent=home, slug="looks", content=content, model=LookbooksPage)


def make_lookbook(above, slug, *spreads, **facts):
    content = PageContent(title=slug.title(), body=spreads, facts=facts)
    return ensure_page(parent=above, slug=slug, content=content, model=LookbookPage)


def drawn(api, path):
    """Read the page once, which draws its pictures, and forget what it said."""
    body_of(api, path)
    answers.forget()


def spread(picture, *points):
    return ("hotspots", {"heading": "Supper", "image": picture, "points": [*points]})


def test_a_lookbook_tells_its_spreads_with_their_products(
    api, channel, home, picture, django_assert_max_num_queries
):
    lamp = make_product(channel, "Lamp")
    points = [{"x": 30, "y": 40, "product": lamp}, {"x": 70, "y": 60, "title": "A window"}]
    make_lookbook(
        make_list(home), "autumn", spread(picture, *points), occasion="Autumn", lead="Short days."
    )

    drawn(api, "/looks/autumn/")
    with django_assert_max_num_queries(6):
        told = body_of(api, "/looks/autumn/")

    assert (told["type"], told["lookbooks"]) == ("lookbook", None)
    cover = told["lookbook"].pop("cover")
    assert told["lookbook"] == {"occasion": "Autumn", "lead": "Short days."}
    assert cover["id"] == picture.public_id
    (block,) = told["body"]
    shown = [(one["x"], one["y"], one["title"]) for one in block["value"]["points"]]
    assert shown == [(30.0, 40.0, ""), (70.0, 60.0, "A window")]
    assert block["value"]["points"][0]["product"]["name"] == "Lamp"


def test_a_list_has_the_public_lookbooks_below_it(
    api, home, picture, django_assert_max_num_queries
):
    above = make_list(home)
    for number in range(3):
        make_lookbook(above, f"look-{number}", spread(picture, {"x": 1, "y": 1, "title": "X"}))
    LookbookPage.objects.get(slug="look-1").unpublish()
    make_lookbook(home, "elsewhere", cover=picture)

    drawn(api, "/looks/")
    with django_assert_max_num_queries(7):
        told = body_of(api, "/looks/")

    assert (told["type"], told["lookbook"]) == ("lookbooks", None)
    assert [(one["path"], one["title"]) for one in told["lookbooks"]] == [
        ("/looks/look-0/", "Look-0"),
        ("/looks/look-2/", "Look-2"),
    ]
    assert {one["lookbook"]["cover"]["id"] for one in told["lookbooks"]} == {picture.public_id}
    assert body_of(api, "/elsewhere/")["lookbook"]["cover"]["id"] == picture.public_id


def test_what_is_no_spread_is_refused_in_the_back_office(api, back_office, home):
    above = make_list(home)
    kind = ContentType.objects.get_for_model(LookbookPage)
    form = {
        "title": "Autumn",
        "slug": "autumn",
        "occasion": "A" * 61,
        "lead": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    address = f"{PAGES}add/{kind.app_label}/{kind.model}/{above.pk}/"

    assert back_office.post(address, form).status_code == 200
    assert not LookbookPage.objects.exists()
    assert back_office.post(address, {**form, "occasion": "Autumn"}).status_code == 302
    assert read(api, "/looks/autumn/").json()["lookbook"]["occasion"] == "Autumn"
