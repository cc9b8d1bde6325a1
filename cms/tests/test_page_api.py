"""Pages over HTTP: what readers get, and what they never get."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.api.v1.views import answers
from cms.services import PageContent, ensure_home_page, ensure_page
from commerce.catalogue.tests.factories import make_category, make_product

from .conftest import make_channel, show

pytestmark = pytest.mark.usefixtures("channel_of_module")

PAGE = "/api/v1/content/page/"


def read(api, path, **query):
    return api.get(PAGE, {"path": path, **query})


def body_of(api, path="/", **query):
    answer = read(api, path, **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def write(page, *blocks, **fields):
    page.body = list(blocks)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_page_says_everything_about_itself(api, about, german_about, picture):
    write(
        about,
        ("rich_text", {"html": "<p>Four people.</p>"}),
        seo_title="Who we are",
        search_description="Four people, one kiln.",
        seo_image=picture,
    )
    about.refresh_from_db()

    answer = body_of(api, "/about/")

    image = answer["seo"].pop("image")
    assert answer == {
        "id": about.public_id,
        "type": "content",
        "title": "About us",
        "path": "/about/",
        "locale": "en",
        "alternates": {"en": "/about/", "de": "/ueber-uns/"},
        "seo": {"title": "Who we are", "description": "Four people, one kiln."},
        "breadcrumbs": [{"title": "Home", "path": "/"}],
        "article": None,
        "form": None,
        "legal": None,
        "category": None,
        "brand": None,
        "stores": None,
        "lookbook": None,
        "lookbooks": None,
        "body": [
            {
                "id": about.body[0].id,
                "type": "rich_text",
                "value": {"html": "<p>Four people.</p>"},
            }
        ],
        "published_at": about.first_published_at.isoformat().replace("+00:00", "Z"),
        "updated_at": about.last_published_at.isoformat().replace("+00:00", "Z"),
    }
    assert image["id"] == picture.public_id


def test_a_picture_comes_in_three_widths_and_never_larger_than_it_is(api, home, picture):
    write(home, ("image_text", {"image": picture, "html": "<p>Moss.</p>", "side": "right"}))

    value = body_of(api)["body"][0]["value"]

    image = value.pop("image")
    assert value == {"heading": "", "html": "<p>Moss.</p>", "link": None, "side": "right"}
    assert [source["width"] for source in image["sources"]] == [480, 960]
    assert image["url"] == image["sources"][1]["url"]
    assert image["url"].startswith("http://localhost:8000/media/")
    assert image["url"].endswith(".webp")
    assert (image["alt"], image["width"], image["height"]) == ("A mossy wall", 1200, 800)


def test_a_picture_whose_file_is_gone_is_left_out(api, home, picture):
    write(home, ("hero", {"heading": "Moss", "image": picture}))
    picture.file.storage.delete(picture.file.name)

    assert body_of(api)["body"][0]["value"]["image"] is None


def test_a_decorative_picture_has_no_description(api, home, picture):
    picture.contextual_alt_text, picture.decorative = "", True
    write(home, ("hero", {"heading": "Moss", "image": picture}))

    assert body_of(api)["body"][0]["value"]["image"]["alt"] == ""


def test_blocks_have_the_form_of_the_contract(api, home):
    write(
        home,
        ("hero", {"heading": "Quiet things", "link": {"label": "Shop", "address": "/products"}}),
        ("quote", {"text": "No regrets.", "author": "Ines"}),
        ("accordion", {"heading": "FAQ", "items": [{"question": "Why?", "html": "<p>So.</p>"}]}),
        ("usp_row", {"items": [{"icon": "leaf", "title": "Oiled"}]}),
    )

    blocks = [(block["type"], block["value"]) for block in body_of(api)["body"]]

    assert blocks == [
        (
            "hero",
            {
                "heading": "Quiet things",
                "text": "",
                "image": None,
                "video": None,
                "link": {"label": "Shop", "url": "/products"},
                "alignment": "left",
                "theme": "light",
            },
        ),
        ("quote", {"text": "No regrets.", "author": "Ines"}),
        ("accordion", {"heading": "FAQ", "items": [{"question": "Why?", "html": "<p>So.</p>"}]}),
        ("usp_row", {"items": [{"icon": "leaf", "title": "Oiled", "text": ""}]}),
    ]


def test_a_manual_rail_shows_the_cards_of_the_catalogue_in_the_chosen_order(api, channel, home):
    lamp, chair = make_product(channel, "Lamp"), make_product(channel, "Chair")
    hidden = make_product(channel, "Hidden", is_published=False)
    write(home, ("product_rail", {"heading": "Ours", "products": [chair, hidden, lamp]}))
    cards = {card["name"]: card for card in api.get("/api/v1/products/").json()["results"]}

    value = body_of(api)["body"][0]["value"]

    assert value == {
        "heading": "Ours",
        "link": None,
        "products": [cards["Chair"], cards["Lamp"]],
        "source": "manual",
        "search": None,
        "limit": 8,
    }


def test_rails_find_products_by_category_by_age_and_by_price(api, channel, home):
    lamps = make_category(channel.tenant, "Lamps")
    make_product(channel, "Fen lamp", categories=[lamps])
    make_product(channel, "Moor chair")
    write(
        home,
        ("product_rail", {"source": "category", "category": lamps}),
        ("product_rail", {"source": "newest", "limit": 1}),
        ("product_rail", {"source": "on_sale"}),
    )

    rails = [block["value"]["products"] for block in body_of(api)["body"]]

    names = [[card["name"] for card in rail] for rail in rails]
    assert names == [["Fen lamp"], ["Moor chair"], []]


def test_tiles_and_links_follow_the_catalogue(api, channel, home, about):
    lamps = make_category(channel.tenant, "Lamps")
    lamp = make_product(channel, "Fen lamp")
    gone = make_category(channel.tenant, "Gone", is_public=False)
    write(
        home,
        ("category_tiles", {"tiles": [{"category": lamps, "text": "Glow"}, {"category": gone}]}),
        ("hero", {"heading": "1", "link": {"label": "a", "category": lamps}}),
        ("hero", {"heading": "2", "link": {"label": "b", "product": lamp}}),
        ("hero", {"heading": "3", "link": {"label": "c", "page": about}}),
    )

    tiles, *heroes = [block["value"] for block in body_of(api)["body"]]

    assert tiles["tiles"] == [{"slug": "lamps", "name": "Lamps", "image": None, "text": "Glow"}]
    assert [hero["link"]["url"] for hero in heroes] == [
        "/categories/lamps",
        "/products/fen-lamp",
        "/about",
    ]


def test_a_link_to_a_page_leads_to_its_translation(api, home, german_home, about, german_about):
    write(
        german_home,
        ("hero", {"heading": "A", "link": {"label": "Wir", "page": about}}),
        ("rich_text", {"html": f'<p><a linktype="page" id="{about.pk}">Wir</a></p>'}),
    )

    hero, text = body_of(api, locale="de")["body"]

    assert hero["value"]["link"]["url"] == "/ueber-uns"
    assert text["value"]["html"] == '<p><a href="/ueber-uns">Wir</a></p>'


def test_a_link_to_a_withdrawn_page_vanishes(api, home, about):
    write(
        home,
        ("hero", {"heading": "A", "link": {"label": "Us", "page": about}}),
        ("rich_text", {"html": f'<p><a linktype="page" id="{about.pk}">Us</a></p>'}),
    )
    about.unpublish()

    hero, text = body_of(api)["body"]

    assert hero["value"]["link"] is None
    assert text["value"]["html"] == "<p><a>Us</a></p>"


@pytest.mark.parametrize("count", [1, 5])
def test_the_number_of_queries_does_not_grow_with_the_page(
    api, channel, home, about, picture, count, django_assert_num_queries
):
    lamps = make_category(channel.tenant, "Lamps")
    lamp = make_product(channel, "Lamp", categories=[lamps])
    link = {"label": "Go", "page": about}
    write(
        home,
        *[("image_text", {"image": picture, "html": "<p>x</p>", "link": link})] * count,
        *[("product_rail", {"products": [lamp], "link": link})] * count,
        *[("category_tiles", {"tiles": [{"category": lamps, "image": picture}]})] * count,
    )
    body_of(api)  # renders the pictures
    answers.forget()

    with django_assert_num_queries(6):
        body_of(api)


def test_a_draft_stays_with_its_editor(api, about):
    about.title = "Secret plans"
    about.body = [("rich_text", {"html": "<p>Secret</p>"})]
    about.save_revision()

    assert "Secret" not in read(api, "/about/").content.decode()


def test_unpublished_expired_and_scheduled_pages_are_not_there(api, home, about):
    later = timezone.now() + timedelta(days=1)
    scheduled = ensure_page(parent=home, slug="soon", content=PageContent(title="Soon"))
    scheduled.unpublish()
    scheduled.go_live_at = later
    scheduled.save_revision().publish()
    type(about).objects.filter(pk=about.pk).update(expire_at=timezone.now())

    assert [read(api, path).status_code for path in ("/about/", "/soon/")] == [404, 404]
    listed = api.get("/api/v1/content/pages/").json()["results"]
    assert [page["path"] for page in listed] == ["/"]


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restricted_page_and_all_below_it_are_not_there(api, about, kind):
    inner = ensure_page(parent=about, slug="team", content=PageContent(title="Team"))
    assert read(api, "/about/team/").status_code == 200
    PageViewRestriction.objects.create(page=about, restriction_type=kind, password="sesame")

    assert [read(api, path).status_code for path in ("/about/", "/about/team/")] == [404, 404]
    assert "Team" not in api.get("/api/v1/content/pages/").content.decode()
    assert inner.live


def test_another_channels_pages_are_not_there(api, tenant, home, about):
    other = ensure_home_page(slug="other", locale="en", content=PageContent(title="Other"))
    ensure_page(parent=other, slug="secret", content=PageContent(title="Secret"))
    make_channel(tenant, other)

    assert read(api, "/secret/").status_code == 404
    assert body_of(api, "/", locale="en")["title"] == "Home"
    answer = api.get(PAGE, {"path": "/secret/"}, SERVER_NAME="other.example")
    assert answer.json()["title"] == "Secret"
    assert api.get(PAGE, {"path": "/about/"}, SERVER_NAME="other.example").status_code == 404


def test_a_page_of_another_language_is_named_in_the_refusal(api, about, german_home):
    answer = read(api, "/about/", locale="de")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["alternates"]) == ("page_not_found", {"en": "/about/"})
    assert problem["redirect_to"] is None


def test_a_translated_page_under_its_foreign_path_says_where_it_is(api, about, german_about):
    problem = read(api, "/about/", locale="de").json()

    assert problem["alternates"] == {"en": "/about/", "de": "/ueber-uns/"}
    assert problem["redirect_to"] == "/ueber-uns/"


def test_a_language_without_a_home_page_gets_that_of_the_default_language(api, home):
    answer = body_of(api, "/", locale="fr")

    assert (answer["title"], answer["locale"]) == ("Home", "en")
    assert read(api, "/about/", locale="fr").status_code == 404


def test_a_renamed_page_says_where_it_is_now(api, about, django_capture_on_commit_callbacks):
    about.slug = "who-we-are"
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()

    problem = read(api, "/about/").json()

    assert (problem["code"], problem["redirect_to"]) == ("page_not_found", "/who-we-are/")


def test_a_moved_page_and_those_below_say_where_they_are_now(api, home, about):
    ensure_page(parent=about, slug="team", content=PageContent(title="Team"))
    company = ensure_page(parent=home, slug="company", content=PageContent(title="Company"))
    about.move(company, pos="last-child")

    assert read(api, "/about/").json()["redirect_to"] == "/company/about/"
    assert read(api, "/about/team/").json()["redirect_to"] == "/company/about/team/"


def test_markup_of_attackers_is_taken_out_of_rich_text(api, home):
    write(
        home,
        (
            "rich_text",
            {
                "html": '<p onclick="x()">Hi<script>alert(1)</script></p>'
                '<a href="javascript:alert(1)">a</a><a href="//evil.example">b</a>'
                '<img src=x onerror=alert(1)><iframe src="https://evil.example"></iframe>'
                '<a href="https://ok.example/?a=1&amp;b=2">c</a><svg/onload=alert(1)>'
            },
        ),
    )

    html = body_of(api)["body"][0]["value"]["html"]

    assert html == ('<p>Hi</p><a>a</a><a>b</a><a href="https://ok.example/?a=1&amp;b=2">c</a>')


def test_markup_in_plain_texts_is_passed_on_as_text(api, home):
    evil = "<script>alert(1)</script>{{ 7*7 }}'; DROP TABLE cms_homepage; --\r\nX-Evil: 1"
    write(home, ("quote", {"text": evil, "author": evil}), seo_title="{% debug %}")

    answer = read(api, "/")

    assert answer.json()["body"][0]["value"] == {"text": evil, "author": evil}
    assert answer.json()["seo"]["title"] == "{% debug %}"
    assert "X-Evil" not in answer.headers


def test_blocks_that_no_longer_exist_are_left_out(api, home):
    home.body.raw_data.append({"type": "carousel", "value": {}, "id": "old"})
    type(home).objects.filter(pk=home.pk).update(body=home.body)

    assert body_of(api)["body"] == []


@pytest.mark.parametrize(
    "path",
    ["/nope/", "//", "/about//", "/%2e%2e/", "/about' OR 1=1 --/", "/../cms/", "/ABOUT/", "/x\\y/"],
)
def test_an_unknown_path_is_a_clear_problem(api, about, path):
    answer = read(api, path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "page_not_found"


@pytest.mark.parametrize("query", [{}, {"path": ""}, {"path": "about"}, {"path": "/" + "a" * 1000}])
def test_a_path_begins_with_a_slash_and_ends_somewhere(api, home, query):
    answer = api.get(PAGE, query)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_path")


def test_unknown_parameters_and_languages_are_refused(api, home):
    assert read(api, "/", draft="1").json()["code"] == "unknown_parameter"
    assert read(api, "/", locale="xx").json()["code"] == "unknown_locale"
    assert api.post(PAGE, {"path": "/"}).status_code == 405


def test_a_client_that_has_the_page_gets_no_body(api, home):
    first = read(api, "/")
    again = api.get(PAGE, {"path": "/"}, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    write(home, ("quote", {"text": "New", "author": ""}))
    changed = api.get(PAGE, {"path": "/"}, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_the_list_names_parents_first_and_comes_in_parts(api, home, about, german_about):
    answer = api.get("/api/v1/content/pages/", {"page_size": 1, "page": 2}).json()

    assert answer == {
        "count": 2,
        "page": 2,
        "page_size": 1,
        "page_count": 2,
        "next": None,
        "previous": 1,
        "results": [
            {
                "path": "/about/",
                "title": "About us",
                "type": "content",
                "locale": "en",
                "alternates": {"en": "/about/", "de": "/ueber-uns/"},
                "updated_at": about.last_published_at.isoformat().replace("+00:00", "Z"),
            }
        ],
    }


def test_a_page_answers_before_there_is_a_home_page(api, channel):
    show(channel, channel.site.root_page)

    assert read(api, "/").status_code == 404
    assert api.get("/api/v1/content/pages/").json()["count"] in (0, 1)
